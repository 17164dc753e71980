//! What drives the steps: a channel between the parties, and one function a role.

use crate::{Error, Party};

/// Messages between the parties of one session, in order.
///
/// # Security
///
/// An implementation authenticates and encrypts: a message arrives once, in order, unaltered, from the
/// named party and from this session, or not at all. What the protocols guarantee rests on it.
pub trait Channel {
	/// Why a message did not come through.
	type Error: std::fmt::Display;

	/// Sends one message of at most [`MAX_FRAME`] bytes; returns before it has arrived.
	fn send(&mut self, to: Party, message: &[u8]) -> Result<(), Self::Error>;

	/// Waits for the next message of a party, which must have exactly `length` bytes.
	fn receive(&mut self, from: Party, length: usize) -> Result<Vec<u8>, Self::Error>;
}

/// Most bytes that are given to a channel at once; longer messages go in pieces.
pub const MAX_FRAME: usize = 1 << 20;

/// Sends a message in pieces of at most [`MAX_FRAME`] bytes.
pub(crate) fn send<C: Channel>(channel: &mut C, to: Party, message: &[u8]) -> Result<(), Error> {
	for frame in message.chunks(MAX_FRAME) {
		channel.send(to, frame).map_err(|e| broken::<C>(to, &e))?;
	}
	Ok(())
}

/// Waits for a message of `length` bytes.
pub(crate) fn receive<C: Channel>(
	channel: &mut C,
	from: Party,
	length: usize,
) -> Result<Vec<u8>, Error> {
	let mut message = Vec::with_capacity(length.min(MAX_FRAME));
	while message.len() < length {
		let frame = MAX_FRAME.min(length - message.len());
		let mut part = channel.receive(from, frame).map_err(|e| broken::<C>(from, &e))?;
		if part.len() != frame {
			return Err(Error::Malformed { party: from, what: "piece of a message" });
		}
		message.append(&mut part);
	}
	Ok(message)
}

fn broken<C: Channel>(party: Party, error: &C::Error) -> Error {
	Error::Channel { party, reason: error.to_string() }
}
