//! A typed query becomes this tree, with these notes.

mod binding;
mod dump;
mod fields;
mod limits;
mod mistakes;
mod operators;
mod page;
mod properties;
mod text;
mod trees;
