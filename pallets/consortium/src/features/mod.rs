//! What the calls do, by theme.

mod members;
mod nodes;
