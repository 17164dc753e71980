//! What a bundle proves, and everything that keeps it from proving something else.

mod bytes;
mod chain;
mod proves;
mod refuses;
mod relay;
mod story;
