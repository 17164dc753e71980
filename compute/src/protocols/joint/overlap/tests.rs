//! Overlaps in one process, honest and not.

use super::*;
use crate::{
	overlap::Output,
	protocols::{results, rng::SeedRng},
};
use panshi_mpc::{transport::memory::Memory, Parties, PartyId, Traffic, TransportError};
use panshi_primitives::job::AbortReason;
use std::thread;

const JOB: Hash = Hash::repeat_byte(7);

fn list(codes: &[u32]) -> Identifiers {
	let mut table = format!("salt\t{}\nsample\tlocal/clinic\n", "05".repeat(32));
	for code in codes {
		table += &format!("P{code}\tcode {code}\n");
	}
	Identifiers::read(table.as_bytes()).expect("it is a table")
}

fn question(bounds: &[u32], reveal: Reveal) -> OverlapQuestion {
	let bounds = bounds.to_vec();
	OverlapQuestion { scheme: "local/clinic".into(), bounds, reveal, minimum: 0 }
}

fn inputs(question: &OverlapQuestion, lists: &[&[u32]]) -> Vec<OverlapInput> {
	let input = |(index, codes): (u8, &&[u32])| {
		let list = (question.counter() != Some(index)).then(|| list(codes));
		OverlapInput { question: question.clone(), list }
	};
	(0..).zip(lists).map(input).collect()
}

type Packet = Result<Zeroizing<Vec<u8>>, Stop>;

/// Runs all participants over channels that `wrap` makes of plain ones.
fn run<T: Transport>(inputs: &[OverlapInput], wrap: impl Fn(Memory) -> T) -> Vec<Packet> {
	thread::scope(|scope| {
		let ends = Memory::mesh(inputs.len()).expect("so many may meet");
		let party = |(channels, input): (Memory, _)| {
			let mut channels = wrap(channels);
			scope.spawn(move || {
				let input: &OverlapInput = input;
				let mut rng = SeedRng::new(&[channels.parties().me().0 + 1; 32]);
				input.run(&mut channels, JOB, &mut rng, &Progress::default())
			})
		};
		let threads: Vec<_> = ends.into_iter().zip(inputs).map(party).collect();
		threads.into_iter().map(|thread| thread.join().expect("no party panics")).collect()
	})
}

fn output(question: &OverlapQuestion, lists: &[&[u32]]) -> Output {
	let packets = run(&inputs(question, lists), |channels| channels);
	let packets: Vec<_> =
		packets.into_iter().map(|packet| packet.expect("all are honest")).collect();
	for (party, packet) in (0..).zip(&packets) {
		assert_eq!(packet.len(), question.packet_length(party));
	}
	results::overlap(question, JOB, &packets).expect("the packets are of one run")
}

const LISTS: [&[u32]; 3] = [&[1, 2, 3, 4, 5], &[9, 4, 2, 7], &[2, 11, 4, 12, 1, 13]];
const BOUNDS: [u32; 3] = [6, 4, 9];

/// The people as each of the named has them, whatever the order.
fn names(output: Output) -> Vec<Vec<String>> {
	let Output::People(mut people) = output else { panic!("people come out: {output:?}") };
	people.sort();
	people
}

fn people(of: &[u8]) -> Reveal {
	Reveal::People { of: of.to_vec(), most: 100 }
}

#[test]
fn two_holders_tell_who_is_in_both_lists() {
	for of in [vec![0], vec![1], vec![0, 1]] {
		let found = output(&question(&BOUNDS[..2], people(&of)), &LISTS[..2]);
		let row = |code: &str| vec![code.to_owned(); of.len()];
		assert_eq!(names(found), [row("P2"), row("P4")], "{of:?}");
	}
}

#[test]
fn several_holders_tell_who_is_in_all_lists() {
	for of in [vec![1], vec![0, 2], vec![0, 1, 2]] {
		let found = output(&question(&BOUNDS, people(&of)), &LISTS);
		let row = |code: &str| vec![code.to_owned(); of.len()];
		assert_eq!(names(found), [row("P2"), row("P4")], "{of:?}");
	}
}

#[test]
fn the_consumer_counts_and_a_participant_can() {
	assert_eq!(output(&question(&BOUNDS, Reveal::Size), &LISTS), Output::Size(2));
	assert_eq!(output(&question(&BOUNDS[..2], Reveal::Size), &LISTS[..2]), Output::Size(2));
	for by in 0..3u8 {
		let (mut bounds, mut lists) = (BOUNDS, LISTS);
		bounds[usize::from(by)] = 0;
		lists[usize::from(by)] = &[];
		let wanted = if by == 1 { 3 } else { 2 };
		let counted = question(&bounds, Reveal::Counted { by });
		assert_eq!(output(&counted, &lists), Output::Size(wanted), "{by}");
		let kept = OverlapQuestion { minimum: wanted + 1, ..counted };
		assert_eq!(output(&kept, &lists), Output::Few);
	}
}

#[test]
fn more_or_fewer_people_than_admitted_do_not_come_out() {
	let few = OverlapQuestion { minimum: 3, ..question(&BOUNDS, people(&[0, 1])) };
	assert_eq!(output(&few, &LISTS), Output::Few);
	let many = question(&BOUNDS, Reveal::People { of: vec![0, 1], most: 1 });
	assert_eq!(output(&many, &LISTS), Output::Many);
}

/// What each participant tells the chain.
fn reasons(packets: Vec<Packet>) -> Vec<Option<AbortReason>> {
	let reason = |(me, packet): (u8, Packet)| match packet {
		Ok(_) => None,
		Err(stop) => match stop.into_task_error(PartyId(me), &Progress::default()) {
			crate::engine::TaskError::Aborted(reason) => Some(reason),
			other => panic!("{other}"),
		},
	};
	(0..).zip(packets).map(reason).collect()
}

#[test]
fn a_list_longer_than_announced_does_not_leave() {
	let packets = run(&inputs(&question(&[4, 4], people(&[0])), &LISTS[..2]), |channels| channels);
	let found = reasons(packets);
	assert_eq!(found, [Some(AbortReason::Unfit), Some(AbortReason::Silent { party: 0 })]);
}

#[test]
fn who_runs_under_other_terms_is_named_by_all_others() {
	let mut inputs = inputs(&question(&BOUNDS, people(&[0])), &LISTS);
	inputs[2].question.bounds[2] += 1;
	let found = reasons(run(&inputs, |channels| channels));
	assert_eq!(found[..2], [Some(AbortReason::Cheated { party: 2 }); 2]);
}

/// Channels of a party that flips a bit of the `nth` message that it sends.
struct Garbling {
	channels: Memory,
	garbles: bool,
	left: usize,
}

impl Transport for Garbling {
	fn parties(&self) -> Parties {
		self.channels.parties()
	}

	fn send(&mut self, to: PartyId, message: &[u8]) -> Result<(), TransportError> {
		let mut message = message.to_vec();
		if self.garbles && self.left == 0 {
			message[0] ^= 1;
		}
		self.left = self.left.wrapping_sub(1);
		self.channels.send(to, &message)
	}

	fn receive(&mut self, from: PartyId, length: usize) -> Result<Vec<u8>, TransportError> {
		self.channels.receive(from, length)
	}

	fn traffic(&self) -> Traffic {
		self.channels.traffic()
	}
}

#[test]
fn a_garbled_message_gives_no_result_and_accuses_nobody_else() {
	const MOST: usize = 12;
	// With the number of messages that the second sends.
	for (question, lists, messages) in [
		(question(&BOUNDS[..2], people(&[0, 1])), &LISTS[..2], 6),
		(question(&BOUNDS, Reveal::Size), &LISTS[..], 11),
		(question(&BOUNDS, people(&[0])), &LISTS[..], 11),
	] {
		let inputs = inputs(&question, lists);
		let mut ended = 0;
		for nth in 0..MOST {
			let packets = run(&inputs, |channels| {
				let garbles = channels.parties().me() == PartyId(1);
				Garbling { channels, garbles, left: nth }
			});
			if packets.iter().all(Result::is_ok) {
				ended += 1;
				continue;
			}
			let found = reasons(packets);
			for (me, reason) in found.iter().enumerate().filter(|(me, _)| *me != 1) {
				let accused = match reason {
					Some(AbortReason::Cheated { party }) => usize::from(*party),
					_ => 1,
				};
				assert_eq!(accused, 1, "{nth}: {me} {found:?}");
			}
		}
		assert_eq!(ended, MOST - messages);
	}
}
