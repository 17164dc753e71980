//! How much noise a result takes, and who adds how much of it.

use super::{PrivacyLoss, Rho};
use crate::job::{
	AggregationMode, Strength, ALLELE_COUNTS_LANES, NOISED_ALLELE_COUNTS, NOISED_HISTOGRAM,
};
use alloc::collections::BTreeMap;

/// Least variance of one party's noise. With it the sum of the shares of at most
/// [`MAX_NOISY_PARTIES`] parties in at most [`MAX_NOISY_LANES`] lanes loses at most [`SUM_SLACK`]
/// more than one discrete Gaussian of the sum of their variances.
pub const LEAST_SHARE_VARIANCE: u64 = 4;
/// Most parties that add noise to one result.
pub const MAX_NOISY_PARTIES: u32 = 16;
/// Most lanes of one noised result.
pub const MAX_NOISY_LANES: u32 = crate::sealed_sum::MAX_LANES;
/// What is charged beside rho, because a sum of discrete Gaussians is only nearly one.
///
/// Kairouz, Liu and Steinke ("The Distributed Discrete Gaussian Mechanism for Federated Learning
/// with Secure Aggregation", ICML 2021, proposition 14): the sum of n of them of variance s in d
/// lanes is (D^2/(2ns) + t d)-zCDP for t = 10 (e^(-2 pi^2 s k/(k+1)) summed over k = 1 … n-1), and
/// so t <= 10 (n-1) e^(-pi^2 s). For n = 16, s = 4 and d = 2^19, t d < 6 * 10^-10.
pub const SUM_SLACK: Rho = Rho::from_micro(1);

/// Largest numerator or denominator of a variance: what the exact sampler computes with.
pub const MAX_TERM: u128 = 1 << 41;

/// What an algorithm gives away of a person.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Release {
	/// Its result without noise.
	Exact,
	/// Its result with noise for a sensitivity that grows with the number of items.
	Noised {
		/// Square of the L2 sensitivity of the lanes of one item: how far one person's presence
		/// moves them.
		squared_per_item: u64,
	},
}

impl Release {
	/// What the algorithm with this code name gives away. One that is not known here is taken to
	/// be exact, which needs the holder's explicit permission.
	pub fn of(code: &[u8]) -> Self {
		if code == NOISED_ALLELE_COUNTS {
			// A person's part of a variant is at most 2 alleles counted, 2 called and 1
			// homozygote, and a homozygote attains all three.
			const { assert!(ALLELE_COUNTS_LANES == 3) };
			return Release::Noised { squared_per_item: 2 * 2 + 2 * 2 + 1 };
		}
		if code == NOISED_HISTOGRAM {
			// One item, the column, in which a person is in one bin or in none.
			return Release::Noised { squared_per_item: 1 };
		}
		Release::Exact
	}

	/// What a job takes from the budget of each of its identities, and how its noise is made:
	/// `rho` as the consumer asks for it, and for each participant the holder that answers for it.
	///
	/// One consumer together with any one other holder still faces the noise of all others; where
	/// all but one may cheat, together with all but one.
	pub fn plan<H: Ord>(
		&self,
		mode: AggregationMode,
		items: u32,
		rho: Option<Rho>,
		holders: impl IntoIterator<Item = H>,
	) -> Result<Option<NoisePlan>, BadPlan> {
		match (self, rho) {
			(Release::Exact, None) => Ok(None),
			(Release::Exact, Some(_)) => Err(BadPlan::NotNoised),
			(Release::Noised { .. }, None) => Err(BadPlan::NoRho),
			(Release::Noised { squared_per_item }, Some(rho)) => {
				let (parties, largest) = largest_holding(holders);
				let honest = match (mode, parties.saturating_sub(largest)) {
					(AggregationMode::Agreement { strength: Strength::AllButOne }, _) => 1,
					// They all belong to one holder, who keeps its own noise to itself.
					(_, 0) => parties,
					(_, honest) => honest,
				};
				let squared = squared_per_item.checked_mul(items.into()).ok_or(BadPlan::Size)?;
				NoisePlan::new(squared, rho, parties, honest).map(Some)
			},
		}
	}
}

/// Number of participants, and of those of the holder that has most of them.
pub fn largest_holding<H: Ord>(holders: impl IntoIterator<Item = H>) -> (u32, u32) {
	let mut counts = BTreeMap::<H, u32>::new();
	let mut total = 0u32;
	for holder in holders {
		total = total.saturating_add(1);
		let count = counts.entry(holder).or_default();
		*count = count.saturating_add(1);
	}
	(total, counts.into_values().max().unwrap_or_default())
}

/// How the noise of one result is made: every party adds independent discrete Gaussian noise to
/// every lane, such that the noise of any `honest` of them alone makes the result rho-zCDP.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NoisePlan {
	squared_sensitivity: u64,
	rho: Rho,
	parties: u32,
	honest: u32,
}

/// Why there is no plan for the noise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BadPlan {
	/// A rho was given for an algorithm whose result is exact.
	NotNoised,
	/// The algorithm adds noise and no rho, or zero, was given.
	NoRho,
	/// The result has no items, or too many, or the number of parties is out of bounds.
	Size,
	/// The noise would be too little to be made of shares: ask for a smaller rho, or for more
	/// items.
	RhoTooLarge,
	/// The noise would be too much to be drawn exactly: ask for a larger rho, or for fewer items.
	RhoTooSmall,
}

/// An exact variance, in lowest terms.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Variance {
	numerator: u64,
	denominator: u64,
}

impl NoisePlan {
	/// The plan for a result of so much squared L2 sensitivity, made by `parties` parties of which
	/// at least `honest` add their noise and keep it to themselves.
	pub fn new(
		squared_sensitivity: u64,
		rho: Rho,
		parties: u32,
		honest: u32,
	) -> Result<Self, BadPlan> {
		let sizes_fit = squared_sensitivity > 0
			&& (1..=MAX_NOISY_PARTIES).contains(&parties)
			&& (1..=parties).contains(&honest);
		if !sizes_fit {
			return Err(BadPlan::Size);
		}
		if rho == Rho::ZERO {
			return Err(BadPlan::NoRho);
		}
		let plan = NoisePlan { squared_sensitivity, rho, parties, honest };
		let (numerator, denominator) = plan.share_terms().ok_or(BadPlan::Size)?;
		let least = denominator.checked_mul(LEAST_SHARE_VARIANCE.into()).ok_or(BadPlan::Size)?;
		if numerator < least {
			return Err(BadPlan::RhoTooLarge);
		}
		let (numerator, _) = lowest(numerator, denominator);
		if numerator > MAX_TERM {
			return Err(BadPlan::RhoTooSmall);
		}
		Ok(plan)
	}

	/// D^2 / (2 rho honest): for a discrete Gaussian, rho = D^2 / (2 variance) (Canonne, Kamath and
	/// Steinke, "The Discrete Gaussian for Differential Privacy", NeurIPS 2020, theorems 4 and 14).
	fn share_terms(&self) -> Option<(u128, u128)> {
		let numerator = u128::from(self.squared_sensitivity).checked_mul(1_000_000)?;
		let denominator =
			u128::from(self.rho.micro()).checked_mul(2)?.checked_mul(u128::from(self.honest))?;
		Some((numerator, denominator))
	}

	/// Variance of the noise that each party adds to each lane.
	pub fn share_variance(&self) -> Variance {
		self.variance_of(1)
	}

	/// Variance of all noise in each lane, when all parties added theirs. What a consumer computes
	/// with.
	pub fn total_variance(&self) -> Variance {
		self.variance_of(self.parties)
	}

	fn variance_of(&self, shares: u32) -> Variance {
		let terms = self.share_terms().and_then(|(numerator, denominator)| {
			let (n, d) = lowest(numerator.checked_mul(shares.into())?, denominator);
			Some((u64::try_from(n).ok()?, u64::try_from(d).ok()?))
		});
		// `new` has checked the bounds: at most 2^41 times sixteen shares.
		let (numerator, denominator) = terms.unwrap_or((u64::MAX, 1));
		Variance { numerator, denominator }
	}

	/// The rho that the noise is made for.
	pub fn rho(&self) -> Rho {
		self.rho
	}

	/// Parties that add noise.
	pub fn parties(&self) -> u32 {
		self.parties
	}

	/// What the budget of each identity is charged: the loss as long as no more than all but
	/// `honest` parties play into the consumer's hands.
	pub fn loss(&self) -> Option<PrivacyLoss> {
		self.rho.checked_add(SUM_SLACK).map(PrivacyLoss::Bounded)
	}

	/// The loss when only `honest` parties added their noise and kept it to themselves; `None` when
	/// it can be counted no more, as when there are none.
	pub fn loss_with(&self, honest: u32) -> Option<Rho> {
		let scaled = u128::from(self.rho.micro()).checked_mul(self.honest.into())?;
		let divisor = u128::from(honest);
		let floor = scaled.checked_div(divisor)?;
		let rest = scaled.checked_rem(divisor)?;
		let micro = u64::try_from(floor.checked_add(u128::from(rest > 0))?).ok()?;
		Rho::from_micro(micro).checked_add(SUM_SLACK)
	}
}

impl Variance {
	/// `numerator / denominator` in lowest terms; `None` if a term is zero.
	pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
		if numerator == 0 || denominator == 0 {
			return None;
		}
		let (n, d) = lowest(numerator.into(), denominator.into());
		Some(Variance { numerator: n.try_into().ok()?, denominator: d.try_into().ok()? })
	}

	/// Its numerator.
	pub fn numerator(&self) -> u64 {
		self.numerator
	}

	/// Its denominator.
	pub fn denominator(&self) -> u64 {
		self.denominator
	}

	/// Standard deviation in thousandths, rounded up. `None` if the number is out of bounds.
	pub fn deviation_milli(&self) -> Option<u64> {
		let scaled = u128::from(self.numerator).checked_mul(1_000_000)?;
		let squared = scaled.div_ceil(u128::from(self.denominator).max(1));
		let floor = squared.isqrt();
		let up = u128::from(floor.checked_mul(floor)? < squared);
		floor.checked_add(up)?.try_into().ok()
	}
}

/// The terms divided by their greatest common divisor (Euclid). Neither is zero.
fn lowest(numerator: u128, denominator: u128) -> (u128, u128) {
	let (mut a, mut b) = (numerator, denominator);
	while let Some(rest) = a.checked_rem(b) {
		(a, b) = (b, rest);
	}
	let divisor = a.max(1);
	(
		numerator.checked_div(divisor).unwrap_or(numerator),
		denominator.checked_div(divisor).unwrap_or(denominator),
	)
}
