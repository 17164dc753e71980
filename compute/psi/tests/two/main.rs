//! Intersection of two lists: what comes out, and what a party that cheats can do about it.

#[path = "../common/mod.rs"]
mod common;
mod correct;
