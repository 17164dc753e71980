//! Who of the participants is which party of the overlap, and the channels between them.

use crate::questions::OverlapQuestion;
use panshi_mpc::{PartyId, Transport, TransportError};
use panshi_psi::{Channel, Error, Party};

/// Channels by the parties of the overlap: holders first, in the order of the job, then who counts. What
/// goes to a counter who is not among the participants stays on the desk: it leaves sealed for the
/// consumer.
pub(super) struct Seats<'t, T> {
	channels: &'t mut T,
	participants: Vec<PartyId>,
	desk: Option<Vec<u8>>,
	failure: Option<TransportError>,
}

impl<'t, T: Transport> Seats<'t, T> {
	pub(super) fn new(channels: &'t mut T, question: &OverlapQuestion) -> Self {
		let all = question.holders().into_iter().chain(question.counter());
		let participants = all.map(PartyId).collect();
		Seats { channels, participants, desk: None, failure: None }
	}

	/// The party that this participant is.
	pub(super) fn me(&self) -> Result<Party, Error> {
		let me = self.channels.parties().me();
		let place = self.participants.iter().position(|participant| *participant == me);
		let place = place.and_then(|place| u8::try_from(place).ok());
		place.map(Party).ok_or(Error::Terms("this participant has no part in the overlap"))
	}

	/// The participant that `party` is.
	pub(super) fn participant(&self, party: Party) -> Option<PartyId> {
		self.participants.get(usize::from(party.0)).copied()
	}

	/// What was sent to the counter who is not here, if anything was.
	pub(super) fn take_desk(&mut self) -> Option<Vec<u8>> {
		self.desk.take()
	}

	/// What the channels last failed of.
	pub(super) fn failure(&self) -> Option<TransportError> {
		self.failure
	}
}

impl<T: Transport> Channel for Seats<'_, T> {
	type Error = TransportError;

	fn send(&mut self, to: Party, message: &[u8]) -> Result<(), TransportError> {
		match self.participant(to) {
			Some(participant) => {
				let sent = self.channels.send(participant, message);
				sent.inspect_err(|error| self.failure = Some(*error))
			},
			None => {
				self.desk.get_or_insert_default().extend_from_slice(message);
				Ok(())
			},
		}
	}

	fn receive(&mut self, from: Party, length: usize) -> Result<Vec<u8>, TransportError> {
		// Nobody waits for a counter.
		let participant = self.participant(from).unwrap_or(PartyId(from.0));
		let received = self.channels.receive(participant, length);
		received.inspect_err(|error| self.failure = Some(*error))
	}
}
