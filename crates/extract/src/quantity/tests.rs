//! Tests of the grammar of quantities, as tables of texts and what is read.
