//! Overlap of several lists, and its size: what comes out, and what a party that cheats can do.

#[path = "../common/mod.rs"]
mod common;
mod correct;
