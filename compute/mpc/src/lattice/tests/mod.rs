//! Encryption, proofs and material.

mod encryption;
mod material;
