//! All parties but one may cheat: SPDZ over a field of 127 bits.
//!
//! A secret `x` is held as random summands, and so is its MAC `alpha x` under a key `alpha` that is
//! itself only held as summands (Damgard, Pastro, Smart and Zakarias, CRYPTO 2012; the MAC without
//! public offset of Damgard, Keller, Larraia, Pastro, Scholl and Smart, ESORICS 2013, section 2).
//! Linear steps are local; a multiplication spends a random triple that was made beforehand (Beaver,
//! CRYPTO 1991). Every opened value is checked against its MAC, in batches, before an output leaves, and
//! before a value is opened under a mask that hides it only if it is what it should be.
//!
//! The material that steps spend comes from a [`Preprocessing`]: a [`Lattice`](crate::Lattice) makes it
//! on demand, a [`Store`] keeps what was made ahead of time.
//!
//! # Security
//!
//! Any number of parties but one may deviate at will. They can stop the computation; they cannot
//! bend a result or learn more than it, but with probability `2^-30` a run and `2^-120` a check. A failed MAC check shows that someone cheated, not who. See
//! docs/protocols/all-but-one.md.

mod check;
mod compare;
#[cfg(test)]
mod dealer;
mod deliver;
mod digits;
mod distance;
mod engine;
pub(crate) mod field;
mod link;
mod masked;
mod material;
pub(crate) mod prg;
mod ranges;
pub(crate) mod root;
mod share;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use check::Checks;
pub use distance::Distance;
pub(crate) use distance::{capacity_for, CAPACITY};
pub use engine::Authenticated;
pub use link::Link;
pub use material::{Mask, Preprocessing, Triple};
pub use share::{MacKey, Share};
#[cfg(feature = "fuzzing")]
pub use store::store;
pub use store::{agree, Need, Progress, Store, StoreId, MOST_OFFERS};
