//! What goes wrong in a run, all of it from the run's seed.

use super::{liar::Behaviour, wire::Mode};
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

/// Something that goes wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
	/// A program is killed, and started again.
	Kill(Victim, Stage),
	/// A line is cut or silent for some blocks.
	Partition(usize, Line, Mode, Stage, BlockNumber),
	/// A compute node stands still for some blocks, as a suspended machine does.
	Freeze(usize, Stage, BlockNumber),
	/// A compute node lies to its chain node; for some blocks, or as long as the job runs.
	Lie(usize, Behaviour, Option<BlockNumber>),
	/// A member sends many transactions while the job runs.
	FloodPool(u32),
	/// The disk of a compute node's state is full for some blocks.
	FullDisk(usize, Stage, BlockNumber),
	/// The runtime is replaced while the job runs.
	Upgrade(Stage),
}

/// Kinds of faults, by which runs are counted.
pub const KINDS: [&str; 13] = [
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
];

/// `equivocate` is the thirteenth kind of a lie and shares a place with wrong shares: see
/// [`Plan::of`].
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

	fn early(&mut self) -> Stage {
		[Stage::Requested, Stage::Accepted][self.below(2) as usize]
	}

	fn line(&mut self, line: Line) -> Fault {
		let mode = [Mode::Cut, Mode::Silent][self.below(2) as usize];
		Fault::Partition(self.node(), line, mode, self.early(), self.blocks())
	}

	/// A lie that ends, or does not.
	fn lie(&mut self, behaviour: Behaviour) -> Fault {
		let node = self.node();
		let lasts = (self.below(2) == 0).then(|| self.blocks());
		Fault::Lie(node, behaviour, lasts)
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
			_ => Fault::Upgrade(self.early()),
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
		}]
	}

	/// The laboratory whose compute node the fault keeps from its work; it may be blamed.
	pub fn blames(&self) -> Option<usize> {
		match *self {
			Fault::Kill(Victim::Compute(node), _)
			| Fault::Partition(node, ..)
			| Fault::Freeze(node, ..)
			| Fault::Lie(node, ..)
			| Fault::FullDisk(node, ..) => Some(node),
			Fault::Kill(..) | Fault::FloodPool(_) | Fault::Upgrade(_) => None,
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
			Fault::Freeze(node, stage, blocks) | Fault::FullDisk(node, stage, blocks) => {
				write!(f, "(laboratory {}, when {stage:?} for {blocks} blocks)", node + 1)
			},
			Fault::Lie(node, behaviour, Some(blocks)) => {
				write!(f, "(laboratory {}, {behaviour:?} for {blocks} blocks)", node + 1)
			},
			Fault::Lie(node, behaviour, None) => {
				write!(f, "(laboratory {}, {behaviour:?} to the end)", node + 1)
			},
			Fault::FloodPool(count) => write!(f, "({count} transfers)"),
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
