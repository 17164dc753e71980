//! What comes out of an overlap of cohorts: the packet of each participant, and what the consumer reads
//! from all of them.
//!
//! A packet has a length that follows from the question, so that it shows nothing while it is sealed.

use crate::{
	questions::{OverlapQuestion, Reveal},
	tables::{is_person_name, MAX_PERSON_NAME},
};
use codec::{Decode, Encode};
use panshi_mpc::{programs::ProgramError, Error, PartyId};
use panshi_primitives::Hash;
use panshi_psi::{
	many::{count, Goal, Group},
	Party,
};

/// The holder that the others send their hints to, where a size is computed.
const LEADER: Party = Party(0);
/// Most bytes of a variant and a length.
const FRAME: usize = 1 + 4;
/// Most bytes of a name with its length.
const NAME: usize = 1 + MAX_PERSON_NAME;

/// What a participant tells the consumer.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub(crate) enum OverlapPacket {
	/// Nothing: it has learnt nothing.
	Nothing,
	/// The overlap has fewer people than are told of.
	Few,
	/// The overlap has more people than may be told.
	Many,
	/// So many people.
	Size(u32),
	/// A list for who counts.
	Marks(Vec<u8>),
	/// Its names of the people, in an order that all participants share.
	People(Vec<String>),
}

/// What the consumer reads.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Output {
	/// There are fewer people than the question's minimum.
	Few,
	/// There are more people than the question admits to the result.
	Many,
	/// So many people.
	Size(u32),
	/// The people, each by the name of every participant who learns it, in their order.
	People(Vec<Vec<String>>),
}

impl OverlapQuestion {
	/// Bytes of the packet of `participant`, before it is sealed.
	pub fn packet_length(&self, participant: u8) -> usize {
		let length = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
		match &self.reveal {
			Reveal::Size => match self.sends_marks(participant) {
				true => self.group(Hash::zero()).marks().saturating_add(FRAME),
				false => 1,
			},
			Reveal::Counted { by } if *by == participant => FRAME,
			Reveal::People { of, .. } if of.contains(&participant) => {
				length(self.most_people()).saturating_mul(NAME).saturating_add(FRAME)
			},
			Reveal::Counted { .. } | Reveal::People { .. } => 1,
		}
	}

	/// Terms of the computation of a size in the job with this digest.
	pub(crate) fn group(&self, job_digest: Hash) -> Group {
		let holders = u8::try_from(self.holders().len()).unwrap_or(u8::MAX);
		Group {
			id: job_digest.0,
			scheme: self.scheme().map(|scheme| scheme.digest()).unwrap_or_default(),
			holders,
			leader: LEADER,
			bound: self.common_bound(),
			// Whoever counts comes after the holders, be it a participant or the consumer.
			goal: Goal::Size { counter: Party(holders) },
		}
	}

	/// Whether the consumer counts with a list of this participant.
	fn sends_marks(&self, participant: u8) -> bool {
		let group = self.group(Hash::zero());
		[group.leader, group.marker()].contains(&Party(participant))
	}

	/// What the packets of all participants tell, in their order.
	pub(crate) fn output(
		&self,
		job_digest: Hash,
		packets: &[impl AsRef<[u8]>],
	) -> Result<Output, ProgramError> {
		if packets.len() != self.bounds.len() {
			return Err(ProgramError::Packets);
		}
		let packet = |index: u8| {
			let bytes = packets.get(usize::from(index)).ok_or(ProgramError::Packets)?;
			OverlapPacket::read(bytes.as_ref(), self.packet_length(index))
				.ok_or_else(|| malformed(index, "packet"))
		};
		match &self.reveal {
			Reveal::Size => {
				let group = self.group(job_digest);
				let marks = |party: Party| match packet(party.0)? {
					OverlapPacket::Marks(marks) => Ok(marks),
					_ => Err(malformed(party.0, "packet")),
				};
				let (leader, marker) = (marks(group.leader)?, marks(group.marker())?);
				let counted = count(&group, &leader, &marker);
				counted.map(Output::Size).map_err(|error| match error.accused() {
					Some(party) => malformed(party.0, "list for the counter"),
					None => ProgramError::Packets,
				})
			},
			Reveal::Counted { by } => match packet(*by)? {
				OverlapPacket::Size(size) if size >= self.minimum => Ok(Output::Size(size)),
				OverlapPacket::Few if self.minimum > 0 => Ok(Output::Few),
				_ => Err(malformed(*by, "packet")),
			},
			Reveal::People { of, .. } => {
				let packets = of.iter().map(|index| Ok((*index, packet(*index)?)));
				self.people(&packets.collect::<Result<Vec<_>, ProgramError>>()?)
			},
		}
	}

	/// The people of these packets, all of which have to tell the same.
	fn people(&self, packets: &[(u8, OverlapPacket)]) -> Result<Output, ProgramError> {
		let all = |wanted: &OverlapPacket| packets.iter().all(|(_, packet)| packet == wanted);
		if all(&OverlapPacket::Few) {
			return Ok(Output::Few);
		}
		if all(&OverlapPacket::Many) {
			return Ok(Output::Many);
		}
		let mut people: Vec<Vec<String>> = Vec::new();
		for (place, (index, packet)) in packets.iter().enumerate() {
			let OverlapPacket::People(names) = packet else { return Err(ProgramError::Packets) };
			if !self.admits(names) {
				return Err(malformed(*index, "list of names"));
			}
			if place == 0 {
				people = vec![Vec::new(); names.len()];
			}
			if people.len() != names.len() {
				return Err(ProgramError::Packets);
			}
			people.iter_mut().zip(names).for_each(|(person, name)| person.push(name.clone()));
		}
		Ok(Output::People(people))
	}

	fn admits(&self, names: &[String]) -> bool {
		let number = u32::try_from(names.len()).unwrap_or(u32::MAX);
		(self.minimum..=self.most_people()).contains(&number)
			&& names.iter().all(|name| is_person_name(name))
	}
}

impl OverlapPacket {
	/// What is told of people with these names.
	pub(crate) fn of_people(question: &OverlapQuestion, names: Vec<String>) -> Self {
		match u32::try_from(names.len()) {
			Ok(number) if number < question.minimum => OverlapPacket::Few,
			Ok(number) if number <= question.most_people() => OverlapPacket::People(names),
			_ => OverlapPacket::Many,
		}
	}

	/// What is told of so many people.
	pub(crate) fn of_size(question: &OverlapQuestion, size: u32) -> Self {
		match size < question.minimum {
			true => OverlapPacket::Few,
			false => OverlapPacket::Size(size),
		}
	}

	/// Its bytes, filled up with zeros.
	pub(crate) fn to_bytes(&self, length: usize) -> Vec<u8> {
		let mut bytes = Vec::with_capacity(length);
		self.encode_to(&mut bytes);
		bytes.resize(length, 0);
		bytes
	}

	/// This holder's names of the people that it learnt, in the order that all share.
	pub(crate) fn names(bytes: &[u8], length: usize) -> Option<Vec<String>> {
		match Self::read(bytes, length)? {
			OverlapPacket::People(names) => Some(names),
			_ => None,
		}
	}

	/// The packet in `bytes`, if they have `length` and nothing but zeros behind it.
	pub(crate) fn read(bytes: &[u8], length: usize) -> Option<Self> {
		let mut rest = bytes;
		let packet = Self::decode(&mut rest).ok()?;
		(bytes.len() == length && rest.iter().all(|byte| *byte == 0)).then_some(packet)
	}
}

fn malformed(party: u8, what: &'static str) -> ProgramError {
	Error::Malformed { party: PartyId(party), what }.into()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn question(reveal: Reveal, minimum: u32) -> OverlapQuestion {
		OverlapQuestion { scheme: "local/clinic".into(), bounds: vec![5, 4, 6], reveal, minimum }
	}

	fn people(most: u32) -> OverlapQuestion {
		question(Reveal::People { of: vec![0, 2], most }, 2)
	}

	fn names(prefix: &str, count: usize) -> Vec<String> {
		(0..count).map(|person| format!("{prefix}{person}")).collect()
	}

	/// Packets of the three, of which the second has learnt nothing.
	fn output(
		question: &OverlapQuestion,
		first: OverlapPacket,
		third: OverlapPacket,
	) -> Option<Output> {
		let packets = [first, OverlapPacket::Nothing, third];
		let packets: Vec<_> = (0u8..)
			.zip(packets)
			.map(|(index, packet)| packet.to_bytes(question.packet_length(index)))
			.collect();
		question.output(Hash::zero(), &packets).ok()
	}

	#[test]
	fn names_of_one_person_stand_side_by_side() {
		let question = people(3);
		let packet =
			|prefix: &str, count| OverlapPacket::of_people(&question, names(prefix, count));
		let both = |count| output(&question, packet("a", count), packet("b", count));
		let row = |person: usize| vec![format!("a{person}"), format!("b{person}")];
		assert_eq!(both(3), Some(Output::People((0..3).map(row).collect())));
		assert_eq!(both(1), Some(Output::Few));
		assert_eq!(both(4), Some(Output::Many));
		assert_eq!(output(&question, packet("a", 2), packet("b", 3)), None);
		assert_eq!(output(&question, packet("a", 2), packet("b", 1)), None);
		assert_eq!(output(&question, packet("a", 2), OverlapPacket::Size(2)), None);
	}

	#[test]
	fn no_more_people_come_out_than_the_shortest_list_has() {
		assert_eq!(people(100).most_people(), 4);
		assert_eq!(people(100).packet_length(0), 5 + 4 * 33);
		assert_eq!(people(100).packet_length(1), 1);
	}

	#[test]
	fn packets_have_the_length_that_the_question_gives_them() {
		let question = people(3);
		let length = question.packet_length(0);
		let longest = vec!["x".repeat(MAX_PERSON_NAME); 3];
		for packet in [OverlapPacket::Few, OverlapPacket::Many, OverlapPacket::People(longest)] {
			let bytes = packet.to_bytes(length);
			assert_eq!(bytes.len(), length);
			assert_eq!(OverlapPacket::read(&bytes, length), Some(packet));
			assert_eq!(OverlapPacket::read(&bytes, length + 1), None);
		}
		let mut bytes = OverlapPacket::Few.to_bytes(length);
		bytes[length - 1] = 1;
		assert_eq!(OverlapPacket::read(&bytes, length), None);
	}

	#[test]
	fn names_who_seals_nonsense() {
		let question = question(Reveal::Counted { by: 1 }, 2);
		let read = |packet: OverlapPacket| {
			let bytes = packet.to_bytes(question.packet_length(1));
			question.output(Hash::zero(), &[vec![0], bytes, vec![0]])
		};
		assert_eq!(read(OverlapPacket::of_size(&question, 2)), Ok(Output::Size(2)));
		assert_eq!(read(OverlapPacket::of_size(&question, 1)), Ok(Output::Few));
		let wrong = Err(malformed(1, "packet"));
		assert_eq!(read(OverlapPacket::Size(1)), wrong);
		assert_eq!(read(OverlapPacket::Nothing), wrong);
		let people = people(3);
		let escape = OverlapPacket::People(vec!["\u{1b}[2J".to_owned(), "b".to_owned()]);
		assert_eq!(output(&people, escape.clone(), escape), None);
	}
}
