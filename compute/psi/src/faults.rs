//! Parties in a network that does something to one message, for the tests of all protocols: either it
//! does so on its way, or its sender cheats and seals what it sends, so that only the checks of the
//! protocol stand in its way.

use crate::{
	transcript::{Kind, Transcript},
	Error, Party, TRAILER,
};
use std::collections::{BTreeMap, VecDeque};

/// What happens to one message on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
	/// It does not come.
	Drop,
	/// It comes when it is due, which no party can tell from its coming late.
	Delay,
	/// The sender's next message comes before it.
	Reorder,
	/// It comes twice.
	Replay,
	/// The sender's message before it comes in its place.
	Earlier,
	/// The same message of another session comes in its place.
	Foreign,
	/// It is sealed in the name of another party.
	Stranger,
	/// The receiver's own last message comes in its place.
	Reflect,
	/// This bit is flipped, counted round the length.
	Flip(usize),
	/// It ends after so many bytes, counted round the length.
	Cut(usize),
	/// So many bytes of zero come after it.
	Stretch(usize),
}

/// All faults, with `place` where a place is needed.
pub(crate) fn all(place: usize) -> [Fault; 11] {
	[
		Fault::Drop,
		Fault::Delay,
		Fault::Reorder,
		Fault::Replay,
		Fault::Earlier,
		Fault::Foreign,
		Fault::Stranger,
		Fault::Reflect,
		Fault::Flip(place),
		Fault::Cut(place),
		Fault::Stretch(1 + place % 64),
	]
}

/// A message that a party sends.
pub(crate) struct Sent {
	pub(crate) to: Party,
	pub(crate) kind: Kind,
	pub(crate) message: Vec<u8>,
}

/// A party between two steps.
pub(crate) trait Node: Clone {
	/// Whose message it waits for; nobody's at the end.
	fn waits_for(&self) -> Option<Party>;

	/// Takes it; gives the next state and what to send.
	fn take(self, message: &[u8]) -> Result<(Self, Vec<Sent>), Error>;

	/// The transcript that the messages between two parties start with, and whether each of this kind
	/// starts anew.
	fn transcript(&self, kind: Kind, from: Party, to: Party) -> (Transcript, bool);
}

/// A message under way.
#[derive(Clone)]
struct Packet {
	kind: Kind,
	message: Vec<u8>,
	/// Whether somebody has laid hands on it.
	raw: bool,
}

/// A message that was delivered in an honest run, and all parties before it.
pub(crate) struct Moment<N> {
	pub(crate) before: Network<N>,
	pub(crate) from: Party,
	pub(crate) to: Party,
	pub(crate) kind: Kind,
	pub(crate) message: Vec<u8>,
}

/// All parties and what is under way between them.
#[derive(Clone)]
pub(crate) struct Network<N> {
	/// A party that has stopped says why.
	pub(crate) nodes: Vec<Result<N, Error>>,
	queues: BTreeMap<(Party, Party), VecDeque<Packet>>,
	/// The transcript of the first with the second. They differ once somebody has cheated.
	seen: BTreeMap<(Party, Party), Transcript>,
}

fn index(party: Party) -> usize {
	usize::from(party.0)
}

impl<N: Node> Network<N> {
	/// Parties that have begun, and what each of them sends first.
	pub(crate) fn new(begun: Vec<(N, Vec<Sent>)>) -> Self {
		let (nodes, sent): (Vec<_>, Vec<_>) = begun.into_iter().unzip();
		let nodes = nodes.into_iter().map(Ok).collect();
		let mut network = Self { nodes, queues: BTreeMap::new(), seen: BTreeMap::new() };
		(0..).map(Party).zip(sent).for_each(|(from, sent)| network.post(from, sent));
		network
	}

	fn post(&mut self, from: Party, sent: Vec<Sent>) {
		for Sent { to, kind, message } in sent {
			let packet = Packet { kind, message, raw: false };
			self.queues.entry((from, to)).or_default().push_back(packet);
		}
	}

	/// Sender and receiver of the next message.
	fn next(&self) -> Option<(Party, Party)> {
		let parties = (0..).map(Party).zip(&self.nodes);
		let waits =
			|(to, node): (Party, &Result<N, Error>)| Some((node.as_ref().ok()?.waits_for()?, to));
		let due = |pair: &(Party, Party)| self.queues.get(pair).is_some_and(|q| !q.is_empty());
		parties.filter_map(waits).find(due)
	}

	fn pop(&mut self, pair: (Party, Party)) -> Option<Packet> {
		self.queues.get_mut(&pair)?.pop_front()
	}

	/// The message as its receiver expects it to be sealed, with another body.
	fn sealed(
		&mut self,
		(from, to): (Party, Party),
		packet: &Packet,
		change: impl FnOnce(&mut Vec<u8>),
	) -> Vec<u8> {
		let mut body = packet.message[..packet.message.len() - TRAILER].to_vec();
		let Some(Ok(node)) = self.nodes.get(index(to)) else { return Vec::new() };
		let (start, anew) = node.transcript(packet.kind, from, to);
		if anew {
			change(&mut body);
			return start.clone().seal(packet.kind, from, body);
		}
		let own = self.seen.entry((from, to)).or_insert_with(|| start.clone());
		let message = own.seal(packet.kind, from, body.clone());
		assert_eq!(message, packet.message, "parties seal what they send");
		change(&mut body);
		self.seen.entry((to, from)).or_insert(start).seal(packet.kind, from, body)
	}

	fn take(&mut self, to: Party, message: &[u8]) {
		let stopped = Err(Error::Terms("at work"));
		let node = std::mem::replace(&mut self.nodes[index(to)], stopped);
		self.nodes[index(to)] = node.and_then(|node| {
			let (node, sent) = node.take(message)?;
			self.post(to, sent);
			Ok(node)
		});
	}

	/// Delivers the next message, of which its sender has changed the body.
	fn step(&mut self, pair: (Party, Party), change: impl FnOnce(&mut Vec<u8>)) {
		let Some(packet) = self.pop(pair) else { return };
		let message = if packet.raw { packet.message } else { self.sealed(pair, &packet, change) };
		self.take(pair.1, &message);
	}

	/// Delivers all that is under way, until nobody can go on.
	fn finish(mut self) -> Self {
		while let Some(pair) = self.next() {
			self.step(pair, |_| ());
		}
		self
	}

	/// All messages of the honest run from here, and its end.
	pub(crate) fn record(mut self) -> (Vec<Moment<N>>, Self) {
		let mut moments = Vec::new();
		while let Some((from, to)) = self.next() {
			let before = self.clone();
			let Packet { kind, message, .. } = before.queues[&(from, to)][0].clone();
			self.step((from, to), |_| ());
			moments.push(Moment { before, from, to, kind, message });
		}
		(moments, self)
	}
}

/// The end of a run in which message `number` of `moments` has a fault; `foreign` is the same message of
/// another session.
pub(crate) fn with_fault<N: Node>(
	moments: &[Moment<N>],
	number: usize,
	fault: Fault,
	foreign: &[u8],
) -> Network<N> {
	let Moment { before, from, to, kind, message } = &moments[number];
	let (earlier, later) = moments.split_at(number);
	let is_same = |moment: &&Moment<N>| (moment.from, moment.to) == (*from, *to);
	let or_foreign = |found: Option<&Moment<N>>| {
		found.map_or_else(|| foreign.to_vec(), |moment| moment.message.clone())
	};
	let mut network = before.clone();
	let packet = network.pop((*from, *to)).expect("it was delivered");
	let mut changed = message.clone();
	let arrivals = match fault {
		Fault::Drop => vec![],
		Fault::Delay => vec![changed],
		Fault::Reorder => vec![or_foreign(later.iter().skip(1).find(is_same)), changed],
		Fault::Replay => vec![changed.clone(), changed],
		Fault::Earlier => vec![or_foreign(earlier.iter().rev().find(is_same))],
		Fault::Foreign => vec![foreign.to_vec()],
		Fault::Stranger => {
			let body = changed[..changed.len() - TRAILER].to_vec();
			let node = network.nodes[index(*to)].as_ref().expect("all are honest");
			let (start, _) = node.transcript(*kind, *from, *to);
			let mut seen = network.seen.get(&(*to, *from)).cloned().unwrap_or(start);
			vec![seen.seal(*kind, Party(99), body)]
		},
		Fault::Reflect => {
			let own = earlier.iter().rev().find(|moment| moment.from == *to);
			vec![or_foreign(own)]
		},
		Fault::Flip(bit) => {
			let bit = bit % (8 * changed.len());
			changed[bit / 8] ^= 1 << (bit % 8);
			vec![changed]
		},
		Fault::Cut(length) => {
			changed.truncate(length % changed.len());
			vec![changed]
		},
		Fault::Stretch(more) => {
			changed.resize(changed.len() + more, 0);
			vec![changed]
		},
	};
	// What the parties believe to have said to each other.
	network.sealed((*from, *to), &packet, |_| ());
	for message in arrivals.into_iter().rev() {
		let packet = Packet { kind: *kind, message, raw: true };
		network.queues.entry((*from, *to)).or_default().push_front(packet);
	}
	network.finish()
}

/// The end of a run in which the sender of message `number` of `moments` puts another body in.
pub(crate) fn with_cheat<N: Node>(
	moments: &[Moment<N>],
	number: usize,
	change: impl FnOnce(&mut Vec<u8>),
) -> Network<N> {
	let Moment { before, from, to, .. } = &moments[number];
	let mut network = before.clone();
	network.step((*from, *to), change);
	network.finish()
}

/// What a cheater may make of a body: some bits or bytes of it, or all, are others, or parts are swapped.
pub(crate) fn crooked(body: &mut [u8], random: &mut impl rand_core::RngCore) {
	let length = body.len();
	let mut below = |bound: usize| usize::try_from(random.next_u64() >> 1).unwrap() % bound.max(1);
	match below(6) {
		_ if length == 0 => {},
		0 => body.fill(0),
		1 => {
			let (from, to) = (below(length), below(length));
			let count = below(64.min(length - from.max(to)));
			body.copy_within(from..from + count, to);
		},
		2 => body.rotate_left(16 % length),
		3 => random.fill_bytes(body),
		_ => {
			let bit = below(8 * length);
			body[bit / 8] ^= 1 << (bit % 8);
		},
	}
}
