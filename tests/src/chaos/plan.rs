//! What goes wrong in a run, all of it from the run's seed.

use super::{liar::Behaviour, town::Link, wire::Mode};
use panshi_primitives::{job::JobStage, BlockNumber};
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};
use std::fmt;

/// Faults of a run, each in a job of its own.
pub(super) const FAULTS: usize = 3;
/// Laboratories of a run.
pub(super) const NODES: u32 = 3;
/// Longest time, in blocks, that a fault which heals lasts.
const LONGEST: u32 = 12;
/// Most transfers of a flood.
const FLOOD: u32 = 400;
/// Farthest that a clock jumps, in seconds.
const JUMP: u32 = 2 * 24 * 3_600;

/// A stage at which a fault strikes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stage {
	/// The job is there.
	Requested,
	/// Every compute node has accepted.
	Accepted,
	/// Shares are coming.
	Computing,
	/// The result is there.
	Released,
}

/// A program to kill.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Victim {
	/// A compute node.
	Compute(usize),
	/// The chain node.
	Chain,
	/// All at once, as in a power cut.
	Everything,
}

/// A line between a chain node and a compute node.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Line {
	/// On which the compute node reads the chain.
	Reading,
	/// On which the chain node takes the compute node's messages.
	Asking,
}

/// Who does not reach whom any more, in the kernel.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rift {
	/// A compute node loses a link.
	Link(usize, Link),
	/// Two compute nodes do not reach each other.
	Between([usize; 2]),
}

/// Something that goes wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
	/// A program is killed, and started again.
	Kill(Victim, Stage),
	/// A line is cut or silent for some blocks.
	Partition(usize, Line, Mode, Stage, BlockNumber),
	/// The way from one program to another is cut in the kernel; for some blocks, or as long as the
	/// job runs.
	Apart(Rift, Option<BlockNumber>),
	/// A compute node is killed while all compute together, and started again.
	KillInTheMidst(usize),
	/// The wall clock of a program jumps by so many seconds.
	Jump(Victim, i64, Stage),
	/// The chain loses a block, and with it transactions, over and over while the job runs.
	Forks(u32),
	/// A compute node stands still for some blocks, as a suspended machine does.
	Freeze(usize, Stage, BlockNumber),
	/// A compute node lies to its chain node; for some blocks, or as long as the job runs.
	Lie(usize, Behaviour, Option<BlockNumber>),
	/// A member sends many transactions while the job runs.
	FloodPool(u32),
	/// The disk of a compute node's state is full for some blocks.
	FullDisk(usize, Stage, BlockNumber),
	/// Every write of a compute node's state waits, block after block.
	SlowDisk(usize, Stage, BlockNumber),
	/// The runtime is replaced while the job runs.
	Upgrade(Stage),
}

/// Kinds of faults, by which runs are counted.
pub const KINDS: [&str; 20] = [
	"kill a compute node",
	"kill the chain node",
	"kill everything",
	"partition, reading",
	"partition, asking",
	"freeze",
	"garbage",
	"flood of bytes",
	"replay",
	"wrong shares",
	"flood of transactions",
	"full disk",
	"runtime upgrade",
	"apart from the chain",
	"apart from the others",
	"two apart",
	"kill in the midst",
	"clock jumps",
	"slow disk",
	"forks",
];

/// Equivocation shares a place with wrong shares.
const WRONG_SHARES: usize = 9;

/// What goes wrong in the run of one seed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Plan(pub Vec<Fault>);

impl Plan {
	/// The faults of the run with `seed`. Kinds go round, so that a few runs in a row have each
	/// of them; where, when and how long is drawn.
	pub fn of(seed: u64) -> Self {
		let mut draw = Draw(ChaCha8Rng::seed_from_u64(seed));
		let kinds = KINDS.len() as u64;
		let first = seed.wrapping_mul(FAULTS as u64) % kinds;
		let faults = (0..FAULTS as u64).map(|i| draw.fault(((first + i) % kinds) as usize));
		Plan(faults.collect())
	}
}

struct Draw(ChaCha8Rng);

impl Draw {
	fn below(&mut self, bound: u32) -> u32 {
		self.0.next_u32() % bound
	}

	fn node(&mut self) -> usize {
		self.below(NODES) as usize
	}

	fn blocks(&mut self) -> BlockNumber {
		2 + self.below(LONGEST - 1)
	}

	fn stage(&mut self) -> Stage {
		[Stage::Requested, Stage::Accepted, Stage::Computing, Stage::Released]
			[self.below(4) as usize]
	}

	/// Two laboratories.
	fn pair(&mut self) -> [usize; 2] {
		let first = self.node();
		[first, (first + 1 + self.below(NODES - 1) as usize) % NODES as usize]
	}

	/// Forward or back, by a second at the least.
	fn jump(&mut self) -> i64 {
		let far = i64::from(1 + self.below(JUMP));
		[far, -far][self.below(2) as usize]
	}

	/// A time that ends, or does not.
	fn time(&mut self) -> Option<BlockNumber> {
		(self.below(2) == 0).then(|| self.blocks())
	}

	fn early(&mut self) -> Stage {
		[Stage::Requested, Stage::Accepted][self.below(2) as usize]
	}

	fn line(&mut self, line: Line) -> Fault {
		let mode = [Mode::Cut, Mode::Silent][self.below(2) as usize];
		Fault::Partition(self.node(), line, mode, self.early(), self.blocks())
	}

	/// A lie that ends, or does not.
	fn lie(&mut self, behaviour: Behaviour) -> Fault {
		Fault::Lie(self.node(), behaviour, self.time())
	}

	fn fault(&mut self, kind: usize) -> Fault {
		match kind {
			0 => Fault::Kill(Victim::Compute(self.node()), self.stage()),
			1 => Fault::Kill(Victim::Chain, self.stage()),
			2 => Fault::Kill(Victim::Everything, self.stage()),
			3 => self.line(Line::Reading),
			4 => self.line(Line::Asking),
			5 => Fault::Freeze(self.node(), self.early(), self.blocks()),
			6 => self.lie(Behaviour::Garbage),
			7 => self.lie(Behaviour::Flood),
			8 => Fault::Lie(self.node(), Behaviour::Replay, None),
			WRONG_SHARES => {
				let behaviour =
					[Behaviour::WrongShares, Behaviour::Equivocate][self.below(2) as usize];
				Fault::Lie(self.node(), behaviour, None)
			},
			10 => Fault::FloodPool(1 + self.below(FLOOD)),
			11 => Fault::FullDisk(self.node(), self.early(), self.blocks()),
			12 => Fault::Upgrade(self.early()),
			13 => Fault::Apart(Rift::Link(self.node(), Link::Chain), self.time()),
			14 => Fault::Apart(Rift::Link(self.node(), Link::Others), self.time()),
			15 => Fault::Apart(Rift::Between(self.pair()), self.time()),
			16 => Fault::KillInTheMidst(self.node()),
			17 => {
				let victim = [Victim::Compute(self.node()), Victim::Chain, Victim::Everything]
					[self.below(3) as usize];
				Fault::Jump(victim, self.jump(), self.early())
			},
			18 => Fault::SlowDisk(self.node(), self.early(), self.blocks()),
			_ => Fault::Forks(2 + self.below(4)),
		}
	}
}

impl Stage {
	/// Whether a job has come so far.
	pub fn is_reached(self, stage: &JobStage) -> bool {
		match self {
			Stage::Requested => true,
			Stage::Accepted => !matches!(stage, JobStage::Requested { .. }),
			Stage::Computing => {
				!matches!(stage, JobStage::Requested { .. } | JobStage::Accepted { .. })
			},
			Stage::Released => {
				matches!(
					stage,
					JobStage::Released | JobStage::Settled { .. } | JobStage::Failed { .. }
				)
			},
		}
	}
}

impl Fault {
	/// Its kind, one of [`KINDS`].
	pub fn kind(&self) -> &'static str {
		KINDS[match self {
			Fault::Kill(Victim::Compute(_), _) => 0,
			Fault::Kill(Victim::Chain, _) => 1,
			Fault::Kill(Victim::Everything, _) => 2,
			Fault::Partition(_, Line::Reading, ..) => 3,
			Fault::Partition(_, Line::Asking, ..) => 4,
			Fault::Freeze(..) => 5,
			Fault::Lie(_, Behaviour::Garbage, _) => 6,
			Fault::Lie(_, Behaviour::Flood, _) => 7,
			Fault::Lie(_, Behaviour::Replay, _) => 8,
			Fault::Lie(..) => WRONG_SHARES,
			Fault::FloodPool(_) => 10,
			Fault::FullDisk(..) => 11,
			Fault::Upgrade(_) => 12,
			Fault::Apart(Rift::Link(_, Link::Chain), _) => 13,
			Fault::Apart(Rift::Link(_, Link::Others), _) => 14,
			Fault::Apart(Rift::Between(_), _) => 15,
			Fault::KillInTheMidst(_) => 16,
			Fault::Jump(..) => 17,
			Fault::SlowDisk(..) => 18,
			Fault::Forks(_) => 19,
		}]
	}

	/// Whether the job is computed by the compute nodes together.
	pub fn is_joint(&self) -> bool {
		matches!(self, Fault::Apart(..) | Fault::KillInTheMidst(_))
	}

	/// Whether the job may fail.
	pub fn may_fail(&self) -> bool {
		self.blames().is_some() || matches!(self, Fault::Apart(..))
	}

	/// The laboratory whose compute node the fault keeps from its work; it may be blamed. Who is apart
	/// from others only can still say so to the chain, and nobody is blamed.
	pub fn blames(&self) -> Option<usize> {
		match *self {
			Fault::Kill(Victim::Compute(node), _)
			| Fault::KillInTheMidst(node)
			| Fault::Partition(node, ..)
			| Fault::Apart(Rift::Link(node, Link::Chain), _)
			| Fault::Freeze(node, ..)
			| Fault::Lie(node, ..)
			| Fault::FullDisk(node, ..)
			| Fault::SlowDisk(node, ..) => Some(node),
			Fault::Kill(..)
			| Fault::Apart(..)
			| Fault::Jump(..)
			| Fault::Forks(_)
			| Fault::FloodPool(_)
			| Fault::Upgrade(_) => None,
		}
	}

	/// Whether a share that nobody computed may get into the sum, for the consumer to find.
	pub fn spoils_the_sum(&self) -> bool {
		matches!(self, Fault::Lie(_, Behaviour::WrongShares | Behaviour::Equivocate, _))
	}
}

impl fmt::Display for Fault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{} ", self.kind())?;
		match self {
			Fault::Kill(Victim::Compute(node), stage) => {
				write!(f, "(laboratory {}, when {stage:?})", node + 1)
			},
			Fault::Kill(_, stage) | Fault::Upgrade(stage) => write!(f, "(when {stage:?})"),
			Fault::Partition(node, _, mode, stage, blocks) => {
				write!(f, "(laboratory {}, {mode:?} when {stage:?} for {blocks} blocks)", node + 1)
			},
			Fault::Apart(rift, lasts) => write!(f, "({rift} {})", Lasts(*lasts)),
			Fault::KillInTheMidst(node) => write!(f, "(laboratory {})", node + 1),
			Fault::Jump(victim, seconds, stage) => {
				write!(f, "({victim:?} by {seconds} s when {stage:?})")
			},
			Fault::Forks(every) => write!(f, "(after every {every} blocks)"),
			Fault::Freeze(node, stage, blocks)
			| Fault::FullDisk(node, stage, blocks)
			| Fault::SlowDisk(node, stage, blocks) => {
				write!(f, "(laboratory {}, when {stage:?} for {blocks} blocks)", node + 1)
			},
			Fault::Lie(node, behaviour, lasts) => {
				write!(f, "(laboratory {}, {behaviour:?} {})", node + 1, Lasts(*lasts))
			},
			Fault::FloodPool(count) => write!(f, "({count} transfers)"),
		}
	}
}

impl fmt::Display for Rift {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Rift::Link(node, _) => write!(f, "laboratory {}", node + 1),
			Rift::Between([a, b]) => write!(f, "laboratories {} and {}", a + 1, b + 1),
		}
	}
}

struct Lasts(Option<BlockNumber>);

impl fmt::Display for Lasts {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self.0 {
			Some(blocks) => write!(f, "for {blocks} blocks"),
			None => write!(f, "to the end"),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::collections::BTreeMap;

	#[test]
	fn twenty_seeds_have_each_kind_of_fault_twice_and_more() {
		let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
		for fault in (1..=20).flat_map(|seed| Plan::of(seed).0) {
			*counts.entry(fault.kind()).or_default() += 1;
		}
		assert_eq!(counts.len(), KINDS.len(), "{counts:?}");
		assert!(counts.values().all(|count| *count >= 2), "{counts:?}");
	}

	#[test]
	fn a_seed_gives_the_same_faults_again() {
		assert_eq!(Plan::of(7), Plan::of(7));
		assert_ne!(Plan::of(7), Plan::of(7 + KINDS.len() as u64));
	}
}
