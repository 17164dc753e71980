//! Private set intersection: how many people two registries share, without showing anybody else.
//!
//! People are compared by [`identifiers`] that are brought into one form and mixed with a secret of the
//! agreement. Then there are three protocols, all over the same [`Cohort`]:
//!
//! | protocol | parties | who learns what | against |
//! |---|---|---|---|
//! | [`two`] | two holders | the receiver, or both, the intersection | cheating of either party |
//! | [`many`], [`many::Goal::Intersection`] | two to sixteen holders | the leader, the intersection | cheating of all but one |
//! | [`many`], [`many::Goal::Size`] | two to sixteen holders and a counter | the counter, the size | cheating, while leader, marker and counter do not pool what they see |
//! | [`size`] | two holders | the asker, the size | parties that follow the protocol |
//!
//! Each role is a chain of states: a step takes the state and a message and gives the next state and
//! what to send, or an [`Error`] that names the party at fault. Nothing here knows a socket or a
//! clock; `run_…` functions drive the steps over a [`Channel`]. Bounds on the lengths of the lists are
//! agreed before ([`Session`], [`many::Group`]), and messages always have the size of the bound.
//!
//! docs/protocols/psi.md has every byte, the parameters, the arguments and their sources.
//!
//! # Security
//!
//! Places in tables that are read depend on the own elements, as in every protocol of this family:
//! another program on the same processor that watches its caches may learn about them. All that
//! depends on keys and on the secret of the sender takes the same time.

#![cfg_attr(test, expect(clippy::unwrap_used, reason = "a test that panics has failed"))]

mod bits;
mod channel;
mod code;
mod elements;
mod error;
#[cfg(test)]
mod faults;
pub mod ideal;
pub mod identifiers;
pub mod many;
mod okvs;
mod oprf;
mod party;
#[cfg(test)]
mod samples;
mod session;
pub mod size;
mod transcript;
pub mod two;

pub use channel::{Channel, MAX_FRAME};
pub use elements::{Cohort, Element, ELEMENT_LENGTH};
pub use error::Error;
pub use party::{Party, MAX_PARTIES};
pub use session::{Learns, Session, MAX_ELEMENTS};
pub use transcript::TRAILER;
