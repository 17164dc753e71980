//! Both roles over a channel.

use super::{blinded_message, shuffled_message, Asker, Helper};
use crate::{
	channel::{receive, send, Channel},
	Cohort, Error, Session,
};
use rand_core::{CryptoRng, RngCore};

/// Runs the asker's role: the session's receiver.
pub fn run_asker<C: Channel>(
	session: &Session,
	cohort: &Cohort,
	channel: &mut C,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<u32, Error> {
	let (asker, message) = Asker::new(session, cohort, rng)?;
	send(channel, session.sender, &message)?;
	asker.answer(&receive(channel, session.sender, shuffled_message(session))?)
}

/// Runs the helper's role: the session's sender.
pub fn run_helper<C: Channel>(
	session: &Session,
	cohort: &Cohort,
	channel: &mut C,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<(), Error> {
	let helper = Helper::new(session, cohort)?;
	let message = receive(channel, session.receiver, blinded_message(session))?;
	send(channel, session.receiver, &helper.answer(&message, rng)?)
}
