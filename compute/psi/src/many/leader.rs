//! The holder that the others send their hints to.

use super::{
	follower::{hint_key, list_for_counter},
	hint_length, programmed,
	zero::{Greeter, ZeroShares},
	Goal, Group, HINT,
};
use crate::{
	okvs::{Probe, Shape, Table},
	oprf,
	transcript::Transcript,
	two::Overlap,
	Cohort, Error, Party,
};
use rand_core::{CryptoRng, RngCore};

/// Waits for the keys of the other holders.
#[cfg_attr(test, derive(Clone))]
pub struct Leader<'c> {
	group: Group,
	cohort: &'c Cohort,
	greeter: Greeter,
}

impl<'c> Leader<'c> {
	/// Gives the message that goes to all other holders.
	pub fn new(
		group: &Group,
		cohort: &'c Cohort,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Self, Vec<u8>), Error> {
		cohort.within(group.leader, group.bound)?;
		let (greeter, message) = Greeter::new(group, group.leader, rng)?;
		Ok((Self { group: group.clone(), cohort, greeter }, message))
	}

	/// Takes the keys of all other holders.
	pub fn greetings(self, greetings: &[(Party, Vec<u8>)]) -> Result<Gathering<'c>, Error> {
		let shares: ZeroShares = self.greeter.agree(greetings)?;
		let sums = self.cohort.elements().iter().map(|e| shares.share(e)).collect();
		Ok(Gathering { group: self.group, cohort: self.cohort, sums, done: 0 })
	}
}

/// Has the hints of some followers.
#[cfg_attr(test, derive(Clone))]
pub struct Gathering<'c> {
	group: Group,
	cohort: &'c Cohort,
	/// For each own element, the exclusive or of the own share and all shares decoded so far.
	sums: Vec<u128>,
	done: usize,
}

/// What comes next.
#[cfg_attr(test, derive(Clone))]
pub enum Turn<'c> {
	/// This follower.
	Follower(Party, Waiting<'c>),
	/// Nobody: the leader knows which of its elements all holders have.
	Known(Overlap),
	/// Nobody: this message goes to the counter.
	Counted(Vec<u8>),
}

impl<'c> Gathering<'c> {
	/// Turns to the next follower, or to the result.
	pub fn next(self, rng: &mut (impl RngCore + CryptoRng)) -> Result<Turn<'c>, Error> {
		if let Some(follower) = self.group.followers().nth(self.done) {
			let state = oprf::Receiver::new(self.group.pair(follower), self.cohort, rng)?;
			return Ok(Turn::Follower(follower, Waiting { gathering: self, follower, state }));
		}
		Ok(match self.group.goal {
			Goal::Intersection => {
				let zeros = self.sums.iter().enumerate().filter(|(_, sum)| **sum == 0);
				Turn::Known(Overlap(zeros.map(|(index, _)| index).collect()))
			},
			Goal::Size { .. } => {
				let leader = self.group.leader;
				Turn::Counted(list_for_counter(&self.group, leader, self.sums, rng))
			},
		})
	}
}

/// Waits for a follower's choices of the base transfers.
#[cfg_attr(test, derive(Clone))]
pub struct Waiting<'c> {
	gathering: Gathering<'c>,
	follower: Party,
	state: oprf::Receiver<'c>,
}

impl<'c> Waiting<'c> {
	/// Takes step 1 of the oblivious function, gives step 2.
	pub fn choices(
		self,
		message: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Streaming<'c>, Vec<u8>), Error> {
		let (state, message) = self.state.choices(message, rng)?;
		let state = Streaming { gathering: self.gathering, follower: self.follower, state };
		Ok((state, message))
	}
}

/// Sends the matrix to a follower.
#[cfg_attr(test, derive(Clone))]
pub struct Streaming<'c> {
	gathering: Gathering<'c>,
	follower: Party,
	state: oprf::Streaming<'c>,
}

impl<'c> Streaming<'c> {
	/// The next message of step 3, or none when all are sent.
	pub fn batch(self) -> (Self, Option<Vec<u8>>) {
		let (state, message) = self.state.batch();
		(Self { state, ..self }, message)
	}

	/// Takes step 4, gives step 5.
	pub fn challenge(self, message: &[u8]) -> Result<(Hinting<'c>, Vec<u8>), Error> {
		let (values, transcript, message) = self.state.challenge(message)?;
		let Self { gathering, follower, .. } = self;
		Ok((Hinting { gathering, follower, transcript, values }, message))
	}
}

/// Waits for a follower's hint.
#[cfg_attr(test, derive(Clone))]
pub struct Hinting<'c> {
	gathering: Gathering<'c>,
	follower: Party,
	pub(super) transcript: Transcript,
	values: Vec<oprf::Value>,
}

impl<'c> Hinting<'c> {
	/// Takes the hint.
	pub fn hint(mut self, message: &[u8]) -> Result<Gathering<'c>, Error> {
		let Gathering { group, cohort, sums, done } = &mut self.gathering;
		let before = self.transcript.clone();
		let body = self.transcript.open(HINT, self.follower, message, hint_length(group))?;
		let (seed, slots) = body.split_first_chunk::<32>().expect("a hint is longer than its seed");
		let key = hint_key(&before, seed);
		let slots: Vec<u128> =
			slots.as_chunks().0.iter().map(|bytes| u128::from_le_bytes(*bytes)).collect();
		let shape = Shape::new(group.bound);
		let table = Table::new(shape, &slots);
		for ((sum, element), value) in sums.iter_mut().zip(cohort.elements()).zip(&self.values) {
			*sum ^= table.decode(&Probe::new(&key, shape, element)) ^ programmed(value);
		}
		*done += 1;
		Ok(self.gathering)
	}
}
