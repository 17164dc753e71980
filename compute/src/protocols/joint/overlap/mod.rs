//! The overlap of cohorts among the compute nodes of a job: protocols of `panshi-psi` over the channels
//! of the session.
//!
//! The holders make a pepper that serves this job alone, turn their identifiers into elements, and run
//! the protocol that the question asks for. docs/protocols/psi.md says which, and against whom.

mod seats;
#[cfg(test)]
mod tests;

use super::blame::{OverlapStop, Stop};
use crate::{
	engine::{write_whole, Progress, Task},
	overlap::OverlapPacket,
	questions::{OverlapQuestion, Reveal},
	tables::Identifiers,
};
use panshi_mpc::{PartyId, Transport};
use panshi_primitives::{offchain::TaskStep, Hash};
use panshi_psi::{
	identifiers::run_pepper,
	many::{run_counter, run_follower, run_leader, Found, Goal, Group},
	two::{run_receiver, run_sender, Overlap},
	Cohort, Element, Error, Learns, Party, Session,
};
use rand_core::{CryptoRng, RngCore};
use seats::Seats;
use std::path::Path;
use zeroize::Zeroizing;

/// Names the computation in which one of several holders learns the people.
const TURN: &str = "panshi overlap 2026 turn";

/// What a participant brings: its question, and its list if it has to have one.
pub(in crate::protocols::joint) struct OverlapInput {
	pub(in crate::protocols::joint) question: OverlapQuestion,
	pub(in crate::protocols::joint) list: Option<Identifiers>,
}

impl OverlapInput {
	/// Runs the protocol over `channels`, in the session of the job with this digest, and gives this
	/// participant's packet.
	pub(in crate::protocols::joint) fn run<T: Transport>(
		&self,
		channels: &mut T,
		job_digest: Hash,
		rng: &mut (impl RngCore + CryptoRng),
		progress: &Progress,
	) -> Result<Zeroizing<Vec<u8>>, Stop> {
		let me = channels.parties().me();
		let mut seats = Seats::new(channels, &self.question);
		let mut run =
			Run { question: &self.question, job_digest, seats: &mut seats, rng, progress };
		let packet = match &self.list {
			Some(list) => run.holder(list),
			None => run.counter(),
		};
		let packet = packet.map_err(|error| seats.blame(error))?;
		Ok(packet.to_bytes(self.question.packet_length(me.0)).into())
	}

	/// Writes who of this holder's people its `packet` tells of into `folder`: a table of their names
	/// for `task`, in the order that all named holders share. Nothing, if it tells of nobody.
	pub(in crate::protocols::joint) fn keep(&self, folder: &Path, task: &Task, packet: &[u8]) {
		let length = self.question.packet_length(task.index);
		let Some(names) = OverlapPacket::names(packet, length) else { return };
		let digest = hex::encode(&task.job_digest.as_bytes()[..4]);
		let path = folder.join(format!("job-{}-{digest}.tsv", task.job));
		let table = Zeroizing::new(format!("sample\n{}", names.join("\n") + "\n"));
		match write_whole(&path, table.as_bytes()) {
			Ok(()) => {
				let path = path.display();
				tracing::info!(job = task.job, %path, "who of this holder's people are in all lists");
			},
			Err(error) => {
				let error = error.to_string();
				tracing::warn!(
					job = task.job,
					error,
					"cannot write who is in all lists; the consumer has it"
				);
			},
		}
	}

	/// Bytes of the packet of `party`.
	pub(in crate::protocols::joint) fn packet_length(&self, party: PartyId) -> usize {
		self.question.packet_length(party.0)
	}
}

/// A run at one participant.
struct Run<'a, 't, T, R> {
	question: &'a OverlapQuestion,
	job_digest: Hash,
	seats: &'a mut Seats<'t, T>,
	rng: &'a mut R,
	progress: &'a Progress,
}

impl<T: Transport, R: RngCore + CryptoRng> Run<'_, '_, T, R> {
	/// Counts what the holders send.
	fn counter(&mut self) -> Result<OverlapPacket, Error> {
		self.progress.show(TaskStep::Counting, 0, 0);
		let size = run_counter(&self.question.group(self.job_digest), self.seats)?;
		Ok(OverlapPacket::of_size(self.question, size))
	}

	/// Compares the people of `list` with those of the other holders.
	fn holder(&mut self, list: &Identifiers) -> Result<OverlapPacket, Error> {
		let me = self.seats.me()?;
		let (names, cohort) = self.cohort(me, list)?;
		let learnt = match &self.question.reveal {
			Reveal::Size | Reveal::Counted { .. } => {
				self.size(me, &cohort)?;
				return Ok(match self.seats.take_desk() {
					Some(marks) => OverlapPacket::Marks(marks),
					None => OverlapPacket::Nothing,
				});
			},
			Reveal::People { of, .. } if self.question.bounds.len() == 2 => {
				self.two(me, of, &cohort)?
			},
			Reveal::People { of, .. } => self.turns(me, of, &cohort)?,
		};
		Ok(match learnt {
			Some(overlap) => {
				let names = in_common_order(&names, cohort.elements(), &overlap);
				OverlapPacket::of_people(self.question, names)
			},
			None => OverlapPacket::Nothing,
		})
	}

	/// Names of the people of `list`, and what is compared of them: under a pepper that the holders
	/// make for this job.
	fn cohort<'l>(
		&mut self,
		me: Party,
		list: &'l Identifiers,
	) -> Result<(Vec<&'l str>, Cohort), Error> {
		self.progress.show(TaskStep::AgreeingOnPepper, 0, 0);
		let holders = self.question.group(self.job_digest).holders;
		let pepper = run_pepper(&self.job_digest.0, holders, me, self.seats, self.rng)?;
		let (names, elements): (Vec<_>, Vec<Element>) = list.elements(&pepper).into_iter().unzip();
		Ok((names, Cohort::new(elements)?))
	}

	/// This holder's part of a size that somebody else counts.
	fn size(&mut self, me: Party, cohort: &Cohort) -> Result<(), Error> {
		self.progress.show(TaskStep::ComparingLists, 0, 1);
		let group = self.question.group(self.job_digest);
		match me == group.leader {
			true => run_leader(&group, cohort, self.seats, self.rng).map(drop),
			false => run_follower(&group, me, cohort, self.seats, self.rng),
		}
	}

	/// The people that two holders share: the first that is named learns them, and tells and proves
	/// them to the other if that one is named as well.
	fn two(&mut self, me: Party, of: &[u8], cohort: &Cohort) -> Result<Option<Overlap>, Error> {
		self.progress.show(TaskStep::ComparingLists, 0, 1);
		let session = two(self.question, of, self.job_digest);
		match me == session.receiver {
			true => run_receiver(&session, cohort, self.seats, self.rng).map(Some),
			false => run_sender(&session, cohort, self.seats, self.rng),
		}
	}

	/// The people that several holders share: each that is named leads a computation of its own.
	fn turns(&mut self, me: Party, of: &[u8], cohort: &Cohort) -> Result<Option<Overlap>, Error> {
		let mut learnt = None;
		let total = u64::try_from(of.len()).unwrap_or(u64::MAX);
		for (turn, leader) in (0u64..).zip(of) {
			self.progress.show(TaskStep::ComparingLists, turn, total);
			let group = turn_of(self.question, *leader, self.job_digest);
			match me == group.leader {
				true => match run_leader(&group, cohort, self.seats, self.rng)? {
					Found::Overlap(overlap) => learnt = Some(overlap),
					Found::Nothing => {},
				},
				false => run_follower(&group, me, cohort, self.seats, self.rng)?,
			}
		}
		Ok(learnt)
	}
}

/// Terms of the computation between two holders.
fn two(question: &OverlapQuestion, of: &[u8], job_digest: Hash) -> Session {
	let receiver = Party(of.first().copied().unwrap_or_default());
	let sender = Party(u8::from(receiver == Party(0)));
	let bound = |party: Party| {
		let bound = question.bounds.get(usize::from(party.0));
		bound.copied().unwrap_or_default()
	};
	Session {
		id: job_digest.0,
		scheme: question.group(job_digest).scheme,
		sender,
		receiver,
		sender_bound: bound(sender),
		receiver_bound: bound(receiver),
		learns: if of.len() > 1 { Learns::Both } else { Learns::Receiver },
	}
}

/// Terms of the computation that `leader` learns from, who brings a list as all do.
fn turn_of(question: &OverlapQuestion, leader: u8, job_digest: Hash) -> Group {
	let mut id = blake3::Hasher::new_derive_key(TURN);
	id.update(job_digest.as_bytes()).update(&[leader]);
	Group {
		id: id.finalize().into(),
		leader: Party(leader),
		goal: Goal::Intersection,
		..question.group(job_digest)
	}
}

/// The names of the people in the overlap, by their elements: so all holders have them in one order.
fn in_common_order(names: &[&str], elements: &[Element], overlap: &Overlap) -> Vec<String> {
	let of = |index: &usize| Some((elements.get(*index)?, *names.get(*index)?));
	let mut people: Vec<_> = overlap.0.iter().filter_map(of).collect();
	people.sort_unstable();
	people.into_iter().map(|(_, name)| name.to_owned()).collect()
}

impl<T: Transport> Seats<'_, T> {
	/// What stopped the run, with what the channels know of it.
	fn blame(&self, error: Error) -> Stop {
		let of = |party: Party| self.participant(party);
		Stop::Overlap(match error {
			Error::Channel { party, reason } => match self.failure() {
				Some(error) => OverlapStop::Transport(error),
				None => OverlapStop::Channel { party: of(party), reason },
			},
			// Whoever made the pepper differ told holders different things: not this party for sure.
			Error::PepperDisagrees(_) => OverlapStop::Pepper,
			error => match error.accused().and_then(of) {
				Some(party) => OverlapStop::Cheated { party, source: error },
				None => OverlapStop::Here(error),
			},
		})
	}
}
