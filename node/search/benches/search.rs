//! How long searches take over many identities.
fn main() {}
