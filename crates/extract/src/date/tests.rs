//! Tests of the grammar of dates, as tables of texts and what is read.
