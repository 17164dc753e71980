//! Whether noise has the distribution that it should have.

mod distribution;
mod fit;
mod shares;
