//! What an adapter of a publication is, how one is found, and the kit that tests them.
