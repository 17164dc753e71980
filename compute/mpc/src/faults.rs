//! Small runs in which one party does something else with one of its messages: the honest parties stop
//! or give what is right. For the tests of all protocols.

use crate::transport::faulty::{Cheat, Effect, Fault, Faulty, Record, EACH};
use crate::transport::memory::Memory;
use crate::{Blame, Error, Input, Mpc, PartyId, TransportError};

/// What a party gives: what it opened, and a packet for a receiver outside.
pub(crate) type Given = (Vec<i128>, Vec<u8>);

/// Inputs of the three parties of [`program`].
const INPUTS: [[i128; 2]; 3] = [[3, -5], [7, 0], [-2, 11]];
/// What honest parties open in [`program`].
pub(crate) const OPENED: [i128; 12] = [21, -32, 0, 1, 0, 1, 1, 1, 1, 0, 0, 64];
/// Places of what they deliver.
pub(crate) const DELIVERED: [usize; 2] = [0, 11];

/// A program with every step of the trait; gives what it opens and the packet it delivers.
pub(crate) fn program<M: Mpc>(party: &mut M) -> Result<Given, Error> {
	let result = steps(party);
	if result.is_err() {
		assert_eq!(party.open(&[]), Err(Error::Stopped));
	}
	result
}

fn steps<M: Mpc>(party: &mut M) -> Result<Given, Error> {
	let mut x = Vec::new();
	for (owner, values) in (0..).map(PartyId).zip(&INPUTS) {
		let mine = owner == party.me();
		x.extend(party.input(owner, if mine { Input::Mine(values) } else { Input::Theirs(2) })?);
	}
	prove_ranges(party, &x)?;
	let mut out = party.multiply(&x[..1], &x[2..3])?;
	let difference = party.subtract(&x[1], &x[4]);
	// 3 * 7 - 5 * 11 + (-2) * 3 + 8 = -32
	let right = [x[2].clone(), x[5].clone(), x[3].clone()];
	let inner = party.inner_products(&[(&x[..3], &right), (&x[4..5], &x[..1])])?;
	let sum = party.add(&inner[0], &inner[1]);
	out.push(party.add(&sum, &party.public(8)));
	out.extend(party.negative(&[x[5].clone(), difference], 5)?);
	out.extend(party.zero(&[x[0].clone(), x[3].clone()], 5)?);
	out.extend(party.bits(&x[2..3], 4)?.swap_remove(0));
	let bits = party.random_bits(1)?;
	let square = party.multiply(&bits, &bits)?;
	out.push(party.subtract(&square[0], &bits[0]));
	let mut opened = party.open(&out)?;
	// What comes after an opening is checked again.
	let again = party.multiply(&[party.scale(&inner[1], opened[1])], &[party.public(1)])?;
	let last = party.subtract(&again[0], &party.public(128));
	opened.extend(party.open(std::slice::from_ref(&last))?);
	Ok((opened, party.deliver(&[out.swap_remove(0), last])?))
}

/// Proves that no input is below minus ten or above 21.
fn prove_ranges<M: Mpc>(party: &mut M, x: &[M::Share]) -> Result<(), Error> {
	let ten = party.public(10);
	let lists: Vec<Vec<_>> =
		x.chunks(2).map(|two| two.iter().map(|x| party.add(x, &ten)).collect()).collect();
	let mine = INPUTS[party.me().index()].map(|input| input + 10);
	match party.out_of_range(&lists, &mine, 5)? {
		Some(party) => Err(Error::FalseProof { party, what: "a range" }),
		None => Ok(()),
	}
}

/// Runs each party in a thread of its own; what they return, in their order.
pub(crate) fn in_threads<T: Send, R: Send>(ends: Vec<T>, party: impl Fn(T) -> R + Sync) -> Vec<R> {
	let party = &party;
	std::thread::scope(|scope| {
		let threads: Vec<_> = ends.into_iter().map(|end| scope.spawn(move || party(end))).collect();
		threads.into_iter().map(|thread| thread.join().unwrap()).collect()
	})
}

/// A run of three parties.
pub(crate) struct Trial<F> {
	/// What a party does in the session of this name.
	pub(crate) party: F,
	/// What honest parties open.
	pub(crate) opened: &'static [i128],
	/// Places of what they deliver, and how it is read.
	pub(crate) delivered: &'static [usize],
	pub(crate) receive: fn(&[Vec<u8>]) -> Result<Vec<i128>, Error>,
	/// Number of the message that says what a party's input is, where nothing else does: another one
	/// is no cheat, and the others need only agree.
	pub(crate) input: Option<usize>,
}

impl<F: Fn(Faulty<Memory>, [u8; 32]) -> Result<Given, Error> + Sync> Trial<F> {
	/// What each party sends and receives in a session when all are honest.
	pub(crate) fn records(&self, session: [u8; 32]) -> Vec<Record> {
		let ends = Faulty::mesh(3, None);
		let records: Vec<_> = ends.iter().map(Faulty::shared_record).collect();
		let results = in_threads(ends, |end| (self.party)(end, session));
		for result in &results {
			assert_eq!(result.as_ref().map(|(opened, _)| &opened[..]), Ok(self.opened));
		}
		let packets: Vec<_> = results.into_iter().flatten().map(|(_, packet)| packet).collect();
		assert_eq!((self.receive)(&packets), Ok(self.delivered(self.opened)));
		records.iter().map(|record| record.lock().unwrap().clone()).collect()
	}

	/// Why an honest party stopped, if one did, and the cheater's record. What honest parties open and
	/// the receiver reads is right, and they accuse nobody but the cheater.
	pub(crate) fn cheated(
		&self,
		session: [u8; 32],
		cheat: &Cheat<'_>,
	) -> (Result<(), Error>, Record) {
		let ends = Faulty::mesh(3, Some(cheat));
		let record = ends[cheat.who.index()].shared_record();
		let results = in_threads(ends, |end| (self.party)(end, session));
		let mut first = Ok(());
		let mut all_opened = Vec::new();
		for (party, result) in (0..).map(PartyId).zip(&results).filter(|(at, _)| *at != cheat.who) {
			match result {
				Ok((opened, _)) => all_opened.push(opened.clone()),
				Err(error) => {
					// Silence spreads: who waits for one that waits cannot know. All else names
					// nobody or the right one.
					let silence = matches!(error, Error::Transport(TransportError::Silent(_)));
					if let (Blame::Accused(accused), false) = (error.blame(), silence) {
						assert_eq!(accused, cheat.who, "{party}: {error}; {cheat}");
					}
					first = Err(error.clone());
				},
			}
		}
		let is_other_input = self.is_other_input(cheat.number, cheat.fault);
		let expected = match all_opened.first() {
			Some(opened) if is_other_input => opened.clone(),
			_ => self.opened.to_vec(),
		};
		assert!(all_opened.iter().all(|opened| *opened == expected), "{all_opened:?}: {cheat}");
		let packets: Vec<_> = results.into_iter().flatten().map(|(_, packet)| packet).collect();
		if let Ok(values) = (self.receive)(&packets) {
			assert_eq!(values, self.delivered(&expected), "the receiver; {cheat}");
		}
		let record = record.lock().unwrap().clone();
		(first, record)
	}

	fn delivered(&self, opened: &[i128]) -> Vec<i128> {
		self.delivered.iter().map(|place| opened[*place]).collect()
	}

	/// Whether a fault may make another input of a party's.
	fn is_other_input(&self, number: usize, fault: Fault) -> bool {
		let alters = match fault {
			Fault::Repeat | Fault::Borrow | Fault::Reflect | Fault::Foreign => true,
			Fault::Flip(_) | Fault::Add(..) => true,
			Fault::Drop | Fault::Delay(_) | Fault::Replay | Fault::Misdirect => false,
			Fault::Cut(_) | Fault::Stretch(_) => false,
		};
		alters && self.input == Some(number)
	}

	/// Every kind of fault of every message of a party. Whatever keeps a message that was meant for a
	/// receiver from it stops the run; what is only late, or comes behind all that is read, does not.
	pub(crate) fn each_fault_of_each_message(&self, who: PartyId) {
		let (session, other) = ([7; 32], [8; 32]);
		let honest = &self.records(session)[who.index()];
		let foreign = &self.records(other)[who.index()].sent;
		let count = honest.sent.len();
		assert_eq!(foreign.len(), count);
		let mut wrong = Vec::new();
		for fault in EACH {
			let mut done = 0;
			for number in 0..count {
				let cheat = Cheat { who, number, fault, foreign };
				let (result, record) = self.cheated(session, &cheat);
				done += usize::from(record.effect == Effect::Done);
				let stops = record.shows(honest) && !matches!(fault, Fault::Delay(0));
				let may_pass = self.is_other_input(number, fault) && record.effect == Effect::Done;
				if result.is_err() != stops && !may_pass {
					wrong.push(format!("{cheat}: {result:?}"));
				}
			}
			// There is not always an earlier message, or one that came, to go in the place of
			// another, or a later one to overtake it.
			let least = match fault {
				Fault::Delay(1) | Fault::Repeat | Fault::Borrow | Fault::Reflect => 3 * count / 4,
				// A message without anything of the session is the same in another.
				Fault::Foreign => honest.sent.iter().zip(foreign).filter(|(a, b)| a != b).count(),
				_ => count,
			};
			if done < least {
				wrong.push(format!("{fault:?} happened to {done} of {count} messages"));
			}
		}
		assert!(wrong.is_empty(), "{wrong:#?}");
	}
}
