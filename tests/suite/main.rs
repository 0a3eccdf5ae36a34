//! The tests of the whole program: the command as people run it, and the server as browsers meet it.
//!
//! A module for each theme; what one function or one library can prove is tested there, not here.

#![allow(dead_code, reason = "the tests that stand on it arrive with the engine")]

mod harness;

mod no_test_left_out;
