//! Preprocessing by lattice encryption: LowGear (Keller, Pastro and Rotaru, "Overdrive: making SPDZ
//! great again", EUROCRYPT 2018, section 3).
//!
//! Each party has a key pair of its own and sends encryptions of random numbers with proofs
//! (`proof`); the others answer with products under a mask (`party`), which makes products and MACs
//! of what nobody knows (`triples`, `bits`, `masks`). Every item is checked against another one that
//! is given up for it. `params` states sizes and derives the bounds.

mod bits;
mod cipher;
mod encode;
mod factory;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod masks;
mod modulus;
mod params;
mod party;
mod proof;
mod ring;
mod sample;
mod setup;
pub(crate) mod slots;
mod switch;
#[cfg(test)]
mod tests;
mod transform;
mod triples;

pub use factory::Lattice;
