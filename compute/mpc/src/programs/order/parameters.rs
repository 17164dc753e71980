//! What the holders agree on before they are asked for an order statistic.

use super::{
	super::{
		association::Ratio,
		common::{dry_run, fitting, same_holders, signed_bits, within},
		ProgramError,
	},
	histogram::check_bins,
};
use crate::Mpc;
use codec::{Decode, Encode};

/// Most bits of a value.
pub const MAX_BITS: u8 = 48;
/// Most values of all holders together.
pub const MAX_VALUES: u32 = 1 << 20;
/// Most quantiles of one run.
pub const MAX_QUANTILES: usize = 16;
/// Most edges of a histogram.
pub const MAX_EDGES: usize = 64;

/// What is asked.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum Question {
	/// The least value.
	Minimum,
	/// The greatest value.
	Maximum,
	/// For each fraction q, at most one, the value of rank q n rounded up, at least the first:
	/// type 1 of R. J. Hyndman and Y. Fan, *Sample Quantiles in Statistical Packages*, The American
	/// Statistician 50 (1996) 361, which is always one of the values. At most [`MAX_QUANTILES`].
	Quantiles(Vec<Ratio>),
	/// How many values lie between public edges.
	Histogram {
		/// Where a bin ends and the next begins, ascending; at most [`MAX_EDGES`]. A value that
		/// equals an edge belongs to the bin that begins there.
		edges: Vec<u64>,
	},
}

impl Question {
	/// Numbers in the answer.
	pub fn answers(&self) -> usize {
		match self {
			Question::Minimum | Question::Maximum => 1,
			Question::Quantiles(fractions) => fractions.len(),
			Question::Histogram { edges } => edges.len() + 1,
		}
	}
}

/// What the holders agree on.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Parameters {
	/// Every value is below two to this power; at most [`MAX_BITS`].
	pub bits: u8,
	/// How many values each holder has at most; all together at most [`MAX_VALUES`]. How many there
	/// are stays secret.
	pub values: Vec<u32>,
	/// What is asked.
	pub question: Question,
	/// Bins with fewer values are kept back, and so many others with them that nothing else can be
	/// said of them: the hidden ones have so many values on average. A histogram has at most one bin
	/// for so many values. A value of which fewer lie at or on one side of it is kept back, and
	/// refused beforehand where that follows from the numbers announced: with two or more there is no
	/// minimum and no maximum. Zero and one switch the rule off.
	pub minimum_cell: u32,
	/// Numbers of people in bins come out rounded to multiples of this, halves up; at most
	/// [`MAX_VALUES`]. Zero and one leave them as they are. Quantiles are no numbers of people.
	pub rounding: u32,
}

impl Parameters {
	/// Checks what every party of a run among `parties` checks before it shares anything.
	pub fn check(&self, parties: usize) -> Result<(), ProgramError> {
		Plan::new(&dry_run(parties)?, self)?;
		check_bins(self)
	}

	/// How many values each party brings, with those that count nowhere.
	pub(super) fn lengths(&self) -> Vec<usize> {
		let length = |count: &u32| usize::try_from(*count).unwrap_or(usize::MAX);
		self.values.iter().map(length).collect()
	}
}

/// What follows from the parameters.
#[derive(Clone, Debug)]
pub(super) struct Plan {
	/// Bits of a value.
	pub(super) bits: u32,
	/// Most values.
	pub(super) count: u64,
	/// Bits of a difference between two numbers of values.
	pub(super) count_bits: u32,
	/// Ranks asked for.
	pub(super) ranks: Vec<Rank>,
	/// Values on either side that a rank needs, itself included; at least one.
	pub(super) needed: u64,
	/// Bits of what is compared to find and to judge a rank.
	pub(super) rank_bits: u32,
}

/// Which of n values in order is asked for, where n is secret: the first of which `below` times its
/// place is no less than `of_all` n + `plus`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Rank {
	pub(super) below: u64,
	pub(super) of_all: u64,
	pub(super) plus: u64,
}

impl Rank {
	const FIRST: Self = Rank { below: 1, of_all: 0, plus: 1 };
	const LAST: Self = Rank { below: 1, of_all: 1, plus: 0 };

	fn quantile(q: &Ratio) -> Self {
		let (of_all, below) = (q.numerator.into(), q.denominator.into());
		if of_all == 0 {
			return Self::FIRST;
		}
		Rank { below, of_all, plus: 0 }
	}

	/// The place among `count` values, from one.
	fn among(self, count: u64) -> u64 {
		(self.of_all * count + self.plus).div_ceil(self.below)
	}

	/// No number that is compared for it is greater, whatever n is up to `count`.
	fn most(self, count: u64, needed: u64) -> u128 {
		let sides = u128::from(self.below) + u128::from(self.of_all);
		sides * (u128::from(count) + u128::from(needed) + 1) + u128::from(self.plus)
	}
}

impl Plan {
	pub(super) fn new<M: Mpc>(mpc: &M, parameters: &Parameters) -> Result<Self, ProgramError> {
		same_holders(mpc, parameters.values.len())?;
		within("bits", parameters.bits.into(), 1, MAX_BITS.into())?;
		let count = parameters.values.iter().map(|count| u64::from(*count)).sum();
		within("values", count, 1, MAX_VALUES.into())?;
		within("minimum_cell", parameters.minimum_cell.into(), 0, MAX_VALUES.into())?;
		within("rounding", parameters.rounding.into(), 0, MAX_VALUES.into())?;
		fitting(mpc, "a value", Some(1 << parameters.bits))?;
		let ranks = ranks(&parameters.question)?;
		let needed = u64::from(parameters.minimum_cell).max(1);
		for rank in &ranks {
			// Fewer values than announced have no more on either side.
			let place = rank.among(count);
			let got = place.min(count + 1 - place);
			if got < needed {
				return Err(ProgramError::Disclosure { needed, got });
			}
		}
		let count_bits = signed_bits(u128::from(count.max(needed)) + 1);
		let most = ranks.iter().map(|rank| rank.most(count, needed)).max();
		let rank_bits = fitting(mpc, "a rank", Some(most.unwrap_or_default()))?;
		let bits = parameters.bits.into();
		Ok(Plan { bits, count, count_bits, ranks, needed, rank_bits })
	}

	/// With room for the value that counts nowhere: two to the power of the bits.
	pub(super) fn with_room<M: Mpc>(self, mpc: &M) -> Result<Self, ProgramError> {
		let bits = self.bits + 1;
		fitting(mpc, "a value", Some(1 << bits))?;
		Ok(Plan { bits, ..self })
	}
}

fn ranks(question: &Question) -> Result<Vec<Rank>, ProgramError> {
	let length = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
	match question {
		Question::Minimum => Ok(vec![Rank::FIRST]),
		Question::Maximum => Ok(vec![Rank::LAST]),
		Question::Quantiles(fractions) => {
			within("number of quantiles", length(fractions.len()), 1, length(MAX_QUANTILES))?;
			let rank = |q: &Ratio| {
				within("denominator of a quantile", q.denominator.into(), 1, u32::MAX.into())?;
				let (numerator, most) = (q.numerator.into(), q.denominator.into());
				within("numerator of a quantile", numerator, 0, most)?;
				Ok(Rank::quantile(q))
			};
			fractions.iter().map(rank).collect()
		},
		Question::Histogram { edges } => {
			within("number of edges", length(edges.len()), 1, length(MAX_EDGES))?;
			for edge in edges {
				within("edge", *edge, 0, 1 << MAX_BITS)?;
			}
			for pair in edges.windows(2) {
				within("edge", pair[1], pair[0].saturating_add(1), u64::MAX)?;
			}
			Ok(Vec::new())
		},
	}
}
