//! A holder that sends its hint to the leader.

use super::{
	programmed,
	zero::{keyed, Greeter, ZeroShares},
	Goal, Group, HINT, MARKS,
};
use crate::{
	okvs::{Probe, Shape, Store},
	oprf,
	transcript::Transcript,
	Cohort, Error, Party,
};
use rand_core::{CryptoRng, RngCore};

/// Who is at work, with which list.
#[cfg_attr(test, derive(Clone))]
struct Me<'c> {
	group: Group,
	me: Party,
	cohort: &'c Cohort,
}

/// Waits for the keys of the other holders.
#[cfg_attr(test, derive(Clone))]
pub struct Follower<'c> {
	me: Me<'c>,
	greeter: Greeter,
}

impl<'c> Follower<'c> {
	/// Gives the message that goes to all other holders.
	pub fn new(
		group: &Group,
		me: Party,
		cohort: &'c Cohort,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Self, Vec<u8>), Error> {
		if me == group.leader {
			return Err(Error::Terms("the leader is no follower"));
		}
		cohort.within(me, group.bound)?;
		let (greeter, message) = Greeter::new(group, me, rng)?;
		Ok((Self { me: Me { group: group.clone(), me, cohort }, greeter }, message))
	}

	/// Takes the keys of all other holders; gives step 1 of the oblivious function, for the leader.
	pub fn greetings(
		self,
		greetings: &[(Party, Vec<u8>)],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Responding<'c>, Vec<u8>), Error> {
		let shares = self.greeter.agree(greetings)?;
		let (state, message) = oprf::Sender::new(self.me.group.pair(self.me.me), rng)?;
		Ok((Responding { me: self.me, shares, state }, message))
	}
}

/// Waits for the answers of the base transfers.
#[cfg_attr(test, derive(Clone))]
pub struct Responding<'c> {
	me: Me<'c>,
	shares: ZeroShares,
	state: oprf::Sender,
}

impl<'c> Responding<'c> {
	/// Takes step 2.
	pub fn answers(
		self,
		message: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Collecting<'c>, Error> {
		let state = self.state.answers(message, rng)?;
		Ok(Collecting { me: self.me, shares: self.shares, state })
	}
}

/// Collects the leader's matrix.
#[cfg_attr(test, derive(Clone))]
pub struct Collecting<'c> {
	me: Me<'c>,
	shares: ZeroShares,
	state: oprf::Collecting,
}

impl<'c> Collecting<'c> {
	/// Takes the next message of step 3.
	pub fn batch(self, message: &[u8]) -> Result<Self, Error> {
		Ok(Self { state: self.state.batch(message)?, ..self })
	}

	/// Step 4, when all of step 3 has come.
	pub fn challenge(self) -> Result<(Challenged<'c>, Vec<u8>), Error> {
		let (state, message) = self.state.challenge()?;
		Ok((Challenged { me: self.me, shares: self.shares, state }, message))
	}
}

/// Waits for the response to the challenge.
#[cfg_attr(test, derive(Clone))]
pub struct Challenged<'c> {
	me: Me<'c>,
	shares: ZeroShares,
	state: oprf::Challenged,
}

/// What a follower sends at the end.
#[cfg_attr(test, derive(Clone))]
pub struct Sent {
	/// For the leader.
	pub hint: Vec<u8>,
	/// For the counter, from the marker of a size.
	pub marks: Option<Vec<u8>>,
}

impl Challenged<'_> {
	/// Takes step 5, checks it, and gives the hint.
	pub fn response(
		self,
		message: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Sent, Error> {
		let (function, mut transcript) = self.state.response(message)?;
		let Me { group, me, cohort } = self.me;
		let elements = cohort.elements();
		let values = function.evaluate(elements);
		drop(function);
		let share = |(value, element)| programmed(value) ^ self.shares.share(element);
		let mut stored: Vec<u128> = values.iter().zip(elements).map(share).collect();
		let mut marks = None;
		if matches!(group.goal, Goal::Size { .. }) && me == group.marker() {
			let own = mark(elements, &mut stored, rng);
			marks = Some(list_for_counter(&group, me, own, rng));
		}
		let body = hint(&group, cohort, &stored, &transcript, rng)?;
		Ok(Sent { hint: transcript.seal(HINT, me, body), marks })
	}
}

/// Adds marks to the values of the elements; gives the marks.
fn mark(
	elements: &[crate::Element],
	stored: &mut [u128],
	rng: &mut (impl RngCore + CryptoRng),
) -> Vec<u128> {
	let mut key = zeroize::Zeroizing::new([0; 32]);
	rng.fill_bytes(&mut *key);
	let marks: Vec<u128> = elements.iter().map(|element| keyed(&key, element)).collect();
	for (value, mark) in stored.iter_mut().zip(&marks) {
		*value ^= mark;
	}
	marks
}

/// Sorted list of different values, filled up with random ones to the agreed length. A marker that
/// cheats can have the leader find one mark at two elements; if the leader sent it twice, the
/// counter would refuse the list, and the marker would learn from it that both elements are there.
pub(super) fn list_for_counter(
	group: &Group,
	me: Party,
	mut values: Vec<u128>,
	rng: &mut (impl RngCore + CryptoRng),
) -> Vec<u8> {
	let length = usize::try_from(group.bound).unwrap_or(usize::MAX);
	values.sort_unstable();
	values.dedup();
	values.resize_with(length, || u128::from(rng.next_u64()) | u128::from(rng.next_u64()) << 64);
	values.sort_unstable();
	let body = values.iter().flat_map(|value| value.to_be_bytes()).collect();
	Transcript::new(group.key("panshi psi 2026 counter")).seal(MARKS, me, body)
}

/// The key of the probes of a hint: binds all of the session so far, and the seed.
pub(super) fn hint_key(transcript: &Transcript, seed: &[u8; 32]) -> [u8; 32] {
	blake3::keyed_hash(&transcript.digest(), seed).into()
}

/// A store of `values` for the elements, with the seed of its hash functions before it.
fn hint(
	group: &Group,
	cohort: &Cohort,
	values: &[u128],
	transcript: &Transcript,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<Vec<u8>, Error> {
	let key = |seed: &[u8; 32]| hint_key(transcript, seed);
	let value = |index: usize, _: &Probe| values[index];
	let store = Store::new(Shape::new(group.bound), cohort.elements(), key, value, rng)?;
	let slots = store.slots.iter().flat_map(|slot| slot.to_le_bytes());
	Ok(store.seed.into_iter().chain(slots).collect())
}
