//! Both roles over a channel.

use super::{Lengths, Outcome, Overlap, Receiver, Sender};
use crate::{
	channel::{receive, send, Channel},
	Cohort, Error, Session,
};
use rand_core::{CryptoRng, RngCore};

/// Runs the sender's role. Gives the intersection when both learn it.
pub fn run_sender<C: Channel>(
	session: &Session,
	cohort: &Cohort,
	channel: &mut C,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<Option<Overlap>, Error> {
	let peer = session.receiver;
	let (sender, message) = Sender::new(session, cohort, rng)?;
	send(channel, peer, &message)?;
	let answers = receive(channel, peer, Lengths::ANSWERS)?;
	let mut collecting = sender.answers(&answers, rng)?;
	for length in Lengths::matrix(session) {
		collecting = collecting.batch(&receive(channel, peer, length)?)?;
	}
	let (challenged, message) = collecting.challenge()?;
	send(channel, peer, &message)?;
	let response = receive(channel, peer, Lengths::RESPONSE)?;
	let (outcome, message) = challenged.response(&response, rng)?;
	send(channel, peer, &message)?;
	let Outcome::Awaiting(waiting) = outcome else { return Ok(None) };
	let (waiting, count) = waiting.count(&receive(channel, peer, Lengths::COUNT)?)?;
	let claims = receive(channel, peer, Lengths::claims(count))?;
	waiting.claims(&claims).map(Some)
}

/// Runs the receiver's role.
pub fn run_receiver<C: Channel>(
	session: &Session,
	cohort: &Cohort,
	channel: &mut C,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<Overlap, Error> {
	let peer = session.sender;
	let receiver = Receiver::new(session, cohort, rng)?;
	let choices = receive(channel, peer, Lengths::CHOICES)?;
	let (mut streaming, message) = receiver.choices(&choices, rng)?;
	send(channel, peer, &message)?;
	loop {
		let (state, message) = streaming.batch();
		streaming = state;
		let Some(message) = message else { break };
		send(channel, peer, &message)?;
	}
	let challenge = receive(channel, peer, Lengths::CHALLENGE)?;
	let (waiting, message) = streaming.challenge(&challenge)?;
	send(channel, peer, &message)?;
	let tags = receive(channel, peer, Lengths::tags(session))?;
	let (overlap, messages) = waiting.tags(&tags)?;
	for message in messages {
		send(channel, peer, &message)?;
	}
	Ok(overlap)
}
