//! Programs: what parties compute together, written once for every strength.
//!
//! A program takes public *parameters*, which the parties' agreement fixes, and the private input
//! of each holder; every computing party is a holder. It leaves a [`Packet`] with each party. Who
//! has the packets of all parties reads the output. All arithmetic under the protocol is on
//! integers, and every program checks before anything is shared that no value of it can outgrow
//! [`Mpc::capacity`](crate::Mpc::capacity).
//!
//! What each program computes, who learns what, and up to which sizes, is in
//! `docs/protocols/joint-statistics.md`.

pub mod association;
mod common;
mod error;
pub mod evidence;
pub mod millionaires;
pub mod order;
pub mod regression;
mod rounding;
pub mod spending;

pub use error::ProgramError;

use codec::{Decode, Encode};

/// How far a program is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Progress {
	/// Units of work done.
	pub done: u64,
	/// Units of work in all; a program may end earlier.
	pub total: u64,
}

/// What a party hands to the receiver.
///
/// # Security
///
/// `shares` is secret: the packets of all parties together are the output. The caller encrypts it
/// to the receiver.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Packet<Opened> {
	/// What all parties learned; the same in every packet.
	pub opened: Opened,
	/// This party's packet of what only the receiver may learn, as [`Mpc::deliver`] made it.
	///
	/// [`Mpc::deliver`]: crate::Mpc::deliver
	pub shares: Vec<u8>,
}

/// The common opened part of `packets` and the delivered values.
fn receive<M: crate::Mpc, Opened: Clone + PartialEq>(
	packets: &[Packet<Opened>],
) -> Result<(Opened, Vec<i128>), ProgramError> {
	let first = packets.first().ok_or(ProgramError::Packets)?;
	if packets.iter().any(|packet| packet.opened != first.opened) {
		return Err(ProgramError::Packets);
	}
	let shares: Vec<_> = packets.iter().map(|packet| packet.shares.clone()).collect();
	Ok((first.opened.clone(), M::receive(&shares)?))
}
