//! The holders' roles over a channel.

use super::{Follower, Goal, Group, Leader, Turn};
use crate::{
	channel::{receive, send, Channel},
	two::{Lengths, Overlap},
	Cohort, Error, Party,
};
use rand_core::{CryptoRng, RngCore};

/// What the leader has at the end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Found {
	/// The positions of its elements that all holders have.
	Overlap(Overlap),
	/// Nothing: the counter learns the size.
	Nothing,
}

/// Sends the own greeting to all other holders and waits for theirs.
fn greet<C: Channel>(
	group: &Group,
	me: Party,
	channel: &mut C,
	message: &[u8],
) -> Result<Vec<(Party, Vec<u8>)>, Error> {
	for other in group.others(me) {
		send(channel, other, message)?;
	}
	let mut take = |other| Ok((other, receive(channel, other, Group::GREETING)?));
	group.others(me).map(&mut take).collect()
}

/// Runs the role of a holder that is not the leader.
pub fn run_follower<C: Channel>(
	group: &Group,
	me: Party,
	cohort: &Cohort,
	channel: &mut C,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<(), Error> {
	let leader = group.leader;
	let (follower, message) = Follower::new(group, me, cohort, rng)?;
	let greetings = greet(group, me, channel, &message)?;
	let (responding, message) = follower.greetings(&greetings, rng)?;
	send(channel, leader, &message)?;
	let answers = receive(channel, leader, Lengths::ANSWERS)?;
	let mut collecting = responding.answers(&answers, rng)?;
	for length in Lengths::matrix(&group.pair(me)) {
		collecting = collecting.batch(&receive(channel, leader, length)?)?;
	}
	let (challenged, message) = collecting.challenge()?;
	send(channel, leader, &message)?;
	let response = receive(channel, leader, Lengths::RESPONSE)?;
	let sent = challenged.response(&response, rng)?;
	if let (Goal::Size { counter }, Some(marks)) = (group.goal, &sent.marks) {
		send(channel, counter, marks)?;
	}
	send(channel, leader, &sent.hint)
}

/// Runs the leader's role.
pub fn run_leader<C: Channel>(
	group: &Group,
	cohort: &Cohort,
	channel: &mut C,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<Found, Error> {
	let (leader, message) = Leader::new(group, cohort, rng)?;
	let mut gathering = leader.greetings(&greet(group, group.leader, channel, &message)?)?;
	loop {
		let (follower, waiting) = match gathering.next(rng)? {
			Turn::Follower(follower, waiting) => (follower, waiting),
			Turn::Known(overlap) => return Ok(Found::Overlap(overlap)),
			Turn::Counted(message) => {
				if let Goal::Size { counter } = group.goal {
					send(channel, counter, &message)?;
				}
				return Ok(Found::Nothing);
			},
		};
		let choices = receive(channel, follower, Lengths::CHOICES)?;
		let (mut streaming, message) = waiting.choices(&choices, rng)?;
		send(channel, follower, &message)?;
		loop {
			let (state, message) = streaming.batch();
			streaming = state;
			let Some(message) = message else { break };
			send(channel, follower, &message)?;
		}
		let challenge = receive(channel, follower, Lengths::CHALLENGE)?;
		let (hinting, message) = streaming.challenge(&challenge)?;
		send(channel, follower, &message)?;
		gathering = hinting.hint(&receive(channel, follower, group.hint())?)?;
	}
}
