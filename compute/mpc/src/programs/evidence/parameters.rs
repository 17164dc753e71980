//! What the holders agree on before they gather evidence.

use super::super::{
	association::Ratio,
	common::{dry_run, fitting, same_holders, signed_bits, unsigned_bits, within},
	ProgramError,
};
use crate::Mpc;
use codec::{Decode, Encode, MaxEncodedLen};
use panshi_primitives::acmg::FrequencyThresholds;

/// Most people of all holders together.
pub const MAX_PEOPLE: u32 = 1 << 20;
/// Most variants of one run.
pub const MAX_VARIANTS: u32 = 100_000;

/// When criteria are met. Lists of three are for supporting, moderate and strong, ascending.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq)]
pub struct Thresholds {
	/// BA1, BS1 and PM2.
	pub frequency: FrequencyThresholds,
	/// Alleles that must have been called for any of these three.
	pub least_alleles: u32,
	/// PS4 is strong if the odds ratio of carriers is above this and significant.
	pub odds_ratio: Ratio,
	/// The odds ratio is significant if the chi-square with Yates's correction is above this.
	pub chi_square: Ratio,
	/// PS4 by cases alone, for a variant that meets PM2: so many cases carry it.
	pub probands: Option<[u32; 3]>,
	/// BS2: so many healthy adults carry it; not zero.
	pub healthy_carriers: u32,
	/// PP1: so many meioses.
	pub meioses: [u32; 3],
}

impl Thresholds {
	/// What holds where no specification for the gene says otherwise: the frequencies of
	/// [`FrequencyThresholds::GENERAL`] over 2,000 alleles at least (Ghosh et al. 2018, Hum Mutat
	/// 39:1525); an odds ratio above 5 whose interval leaves out one (Richards et al. 2015, PS4;
	/// here p < 0.05); one healthy adult (BS2); and 3, 5 and 7 meioses (Kelly et al. 2018, Genet Med
	/// 20:351, which also has `probands` of 2, 6 and 15).
	pub const GENERAL: Self = Thresholds {
		frequency: FrequencyThresholds::GENERAL,
		least_alleles: 2_000,
		odds_ratio: Ratio { numerator: 5, denominator: 1 },
		chi_square: Ratio { numerator: 3_841, denominator: 1_000 },
		probands: None,
		healthy_carriers: 1,
		meioses: [3, 5, 7],
	};
}

/// What the holders agree on.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Parameters {
	/// Number of variants.
	pub variants: u32,
	/// For each holder the most people that it has, cases and controls together; also the most
	/// healthy carriers and the most meioses, and half of the most alleles. All together at most
	/// [`MAX_PEOPLE`].
	pub people: Vec<u32>,
	/// When criteria are met.
	pub thresholds: Thresholds,
	/// No verdict tells numbers of people below it apart, nor from none. Thresholds that count people
	/// or meioses may not be below it, and frequencies not be about fewer people than it. Zero and
	/// one switch the rule off.
	pub minimum_cell: u32,
}

impl Parameters {
	/// Checks what every party of a run among `parties` checks before it shares anything.
	pub fn check(&self, parties: usize) -> Result<(), ProgramError> {
		Plan::new(&dry_run(parties)?, self).map(drop)
	}
}

/// What follows from the parameters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
	/// Bits in which one holder's number of alleles fits.
	pub(super) input: u32,
	/// Bits of the comparisons that are linear in the numbers.
	pub(super) linear: u32,
	/// Bits of the comparison with the odds ratio.
	pub(super) odds: u32,
	/// Bits of the comparison with the chi-square.
	pub(super) chi: u32,
	/// Bits of a difference between two numbers of people or alleles.
	pub(super) count: u32,
	/// Alleles that must have been called for PM2, so that it is met with all numbers of copies that
	/// the minimum cell does not tell apart or with none of them.
	pub(super) absence: u64,
}

impl Plan {
	/// Checks the parameters, and that no value of the run outgrows the capacity.
	///
	/// With N cases and controls, a table's determinant ad - bc is at most N^2 / 4, and so is each
	/// product of opposite margins; see [`chi_bits`]. A minimum cell of m moves up to m people of
	/// either group, also where there are fewer: no value is greater then than with 2 m people more.
	pub(super) fn new<M: Mpc>(mpc: &M, parameters: &Parameters) -> Result<Self, ProgramError> {
		same_holders(mpc, parameters.people.len())?;
		within("variants", parameters.variants.into(), 1, MAX_VARIANTS.into())?;
		let people: u64 = parameters.people.iter().map(|people| u64::from(*people)).sum();
		within("people", people, 1, MAX_PEOPLE.into())?;
		let thresholds = &parameters.thresholds;
		check_thresholds(thresholds, parameters.minimum_cell)?;
		check_frequencies(thresholds, parameters.minimum_cell)?;
		let absence = absence(thresholds, parameters.minimum_cell).min(2 * people + 1);
		let cell = match parameters.minimum_cell {
			0 | 1 => 0,
			cell => cell.into(),
		};
		let people = u128::from(people);
		let alleles = 2 * people * u128::from(FrequencyThresholds::UNIT);
		let [.., meioses] = thresholds.meioses;
		let [.., probands] = thresholds.probands.unwrap_or_default();
		let counts = [thresholds.least_alleles, thresholds.healthy_carriers, meioses, probands];
		let greatest = counts.into_iter().max().unwrap_or_default();
		let linear = fitting(mpc, "a frequency", Some(alleles.max(greatest.into()) + cell))?;
		let count = fitting(mpc, "a number of alleles", Some(2 * people + 1 + 2 * cell))?;
		let people = people + 2 * cell;
		let ratio = thresholds.odds_ratio;
		let factor = u128::from(ratio.numerator.max(ratio.denominator));
		let odds = fitting(mpc, "the odds ratio", Some(factor * people * people))?;
		let chi = chi_bits(mpc, people, thresholds.chi_square)?;
		let input = parameters.people.iter().max().copied().unwrap_or_default();
		let input = unsigned_bits(2 * u128::from(input)).max(1);
		Ok(Plan { input, linear, odds, chi, count, absence })
	}
}

/// Bits of 4 n M - d N E^2, where M, the product of the four margins, is at most N^4 / 16, and
/// |E| = |2 (ad - bc) - N| at most N^2 / 2 + N.
fn chi_bits<M: Mpc>(mpc: &M, people: u128, threshold: Ratio) -> Result<u32, ProgramError> {
	let margins = people.checked_pow(4).map(|product| product / 4);
	let left = margins.and_then(|m| m.checked_mul(threshold.numerator.into()));
	let excess = (people * people / 2 + people).checked_pow(2);
	let right = excess.and_then(|e| e.checked_mul(people * u128::from(threshold.denominator)));
	let most = left.zip(right).map(|(left, right)| left.max(right));
	Ok(fitting(mpc, "the significance of the odds ratio", most)?.max(signed_bits(1)))
}

fn check_thresholds(thresholds: &Thresholds, minimum: u32) -> Result<(), ProgramError> {
	let Thresholds { frequency, odds_ratio, chi_square, .. } = thresholds;
	within("BA1 frequency", frequency.ba1_above.into(), 0, FrequencyThresholds::UNIT.into())?;
	within("BS1 frequency", frequency.bs1_above.into(), 0, frequency.ba1_above.into())?;
	within("PM2 frequency", frequency.pm2_up_to.into(), 0, frequency.bs1_above.into())?;
	within("least_alleles", thresholds.least_alleles.into(), 1, 2 * u64::from(MAX_PEOPLE))?;
	for ratio in [odds_ratio, chi_square] {
		within("numerator of a threshold", ratio.numerator.into(), 0, 1 << 16)?;
		within("denominator of a threshold", ratio.denominator.into(), 1, 1 << 16)?;
	}
	within("odds_ratio", odds_ratio.numerator.into(), odds_ratio.denominator.into(), 1 << 16)?;
	let least = u64::from(minimum.max(1));
	within("healthy_carriers", thresholds.healthy_carriers.into(), least, MAX_PEOPLE.into())?;
	for levels in [Some(thresholds.meioses), thresholds.probands].into_iter().flatten() {
		let mut least = least;
		for level in levels {
			within("levels of a criterion", level.into(), least, MAX_PEOPLE.into())?;
			least = level.into();
		}
	}
	Ok(())
}

/// Most copies that fewer people than the minimum cell have.
fn few_copies(minimum_cell: u32) -> u64 {
	2 * u64::from(minimum_cell.saturating_sub(1))
}

/// Fails if BA1, BS1 or PM2 could tell numbers of copies apart of which fewer people than the minimum
/// cell have one, or have none. Only PM2 may ask for few copies: see [`absence`].
fn check_frequencies(thresholds: &Thresholds, minimum_cell: u32) -> Result<(), ProgramError> {
	let FrequencyThresholds { ba1_above, bs1_above, pm2_up_to } = thresholds.frequency;
	let least_alleles = thresholds.least_alleles;
	let unit = FrequencyThresholds::UNIT;
	let few = few_copies(minimum_cell) * u64::from(unit);
	let copies = |threshold: u32| u64::from(threshold) * u64::from(least_alleles);
	for (threshold, rare) in [(pm2_up_to, true), (bs1_above, false), (ba1_above, false)] {
		let tells_few = !rare && copies(threshold) < few;
		// Above the unit nothing is ever: that tells nothing.
		if threshold < unit && (tells_few || copies(unit - threshold) <= few) {
			return Err(ProgramError::FewAlleles { minimum_cell, threshold, least_alleles });
		}
	}
	Ok(())
}

/// Least alleles among which the copies of fewer people than the minimum cell still count as absent.
///
/// If every frequency does, that is any number of them, since nothing is told. Otherwise
/// [`check_frequencies`] sees to it that among alleles enough for a verdict there are more than so
/// many copies.
fn absence(thresholds: &Thresholds, minimum_cell: u32) -> u64 {
	let few = few_copies(minimum_cell) * u64::from(FrequencyThresholds::UNIT);
	match thresholds.frequency.pm2_up_to {
		FrequencyThresholds::UNIT => 0,
		0 if few > 0 => u64::MAX,
		0 => 0,
		up_to => few.div_ceil(up_to.into()),
	}
}
