//! Encryption, proofs and material.

mod cheating;
mod encryption;
mod material;
mod proofs;
