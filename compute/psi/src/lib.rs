//! Private set intersection: how many people two registries share, without showing anybody else.

mod bits;
mod channel;
mod code;
mod elements;
mod error;
pub mod identifiers;
pub mod many;
mod okvs;
mod oprf;
mod party;
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
