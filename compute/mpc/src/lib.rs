//! Arithmetic multi-party computation: parties compute on integers that none of them may see.
//!
//! A *program* ([`programs`]) is written once against the trait [`Mpc`] and runs under either
//! strength:
//!
//! - `authenticated`: all parties but one may cheat; two or more parties.
//! - `replicated`: exactly three parties, of whom one may cheat; far faster.
//!
//! Both are malicious with abort: a cheating party can stop a computation, never bend its result,
//! and no output leaves before every check passed. [`Ideal`] is the same trait over a trusted
//! dealer, which tests and layers above run fast.
//!
//! Parties talk over a [`Transport`]; the protocols themselves know no socket and no clock.

mod authenticated;
mod error;
#[cfg(test)]
mod faults;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod ideal;
mod lattice;
mod party;
pub mod programs;
mod protocol;
pub mod replicated;
mod tally;
pub mod transport;
#[cfg(test)]
mod wire;

pub use authenticated::{
	agree, Authenticated, Distance, Link, MacKey, Mask, Need, Preprocessing, Progress, Share,
	Store, StoreId, Triple, MOST_OFFERS,
};
pub use error::{Blame, Error};
pub use ideal::Ideal;
pub use lattice::Lattice;
pub use party::{Parties, PartyId, MAX_PARTIES};
pub use protocol::{Factors, Input, Mpc};
pub use replicated::Replicated;
pub use tally::Tally;
pub use transport::{Traffic, Transport, TransportError};
