//! Gathering evidence at one party.

use super::{
	super::{
		association::Ratio,
		common::{check_ranges, not, share_all, sum},
		Packet, ProgramError, Progress,
	},
	guard::{guard, Admitted},
	parameters::Plan,
	Parameters, Thresholds, VariantCounts,
};
use crate::{Error, Mpc};
use panshi_primitives::acmg::FrequencyThresholds;

/// Variants that are worked on at once.
const BLOCK: usize = 1_024;

/// Decides which criteria each variant meets; `counts` are this holder's, in the common order.
pub fn run<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	counts: &[VariantCounts],
	progress: &mut dyn FnMut(Progress),
) -> Result<Packet<()>, ProgramError> {
	let plan = Plan::new(mpc, parameters)?;
	check_own(mpc, parameters, counts)?;
	let total = parameters.variants.into();
	let mut codes = Vec::with_capacity(counts.len());
	for block in counts.chunks(BLOCK) {
		let mut pooled = pool(mpc, parameters, &plan, block)?;
		let admitted = guard(mpc, parameters.minimum_cell, &plan, &mut pooled)?;
		codes.extend(verdicts(mpc, &parameters.thresholds, &plan, &pooled, admitted)?);
		progress(Progress { done: u64::try_from(codes.len()).unwrap_or(total), total });
	}
	Ok(Packet { opened: (), shares: mpc.deliver(&codes)? })
}

/// What remains of a holder's bounds: on people, alleles, healthy carriers, and meioses.
fn rests(people: i128, numbers: [i128; 8]) -> [i128; 4] {
	let [a, b, c, d, alternate, other, healthy, meioses] = numbers;
	[people - a - b - c - d, 2 * people - alternate - other, people - healthy, people - meioses]
}

fn check_own<M: Mpc>(
	mpc: &M,
	parameters: &Parameters,
	counts: &[VariantCounts],
) -> Result<(), ProgramError> {
	let announced = usize::try_from(parameters.variants).unwrap_or(usize::MAX);
	if counts.len() != announced {
		return Err(ProgramError::InputLength { got: counts.len(), announced });
	}
	let people = parameters.people.get(mpc.me().index()).copied().unwrap_or_default();
	let beyond = |counts: &VariantCounts| {
		let rests = rests(people.into(), counts.numbers().map(i128::from));
		rests.into_iter().any(|rest| rest < 0)
	};
	match counts.iter().position(beyond) {
		Some(index) => Err(ProgramError::InputRange { index }),
		None => Ok(()),
	}
}

/// The sums of all holders' numbers of a block of variants, each of which its holder proves to be
/// within its bounds.
fn pool<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	plan: &Plan,
	block: &[VariantCounts],
) -> Result<Vec<[M::Share; 8]>, ProgramError> {
	let mut mine: Vec<_> = block.iter().flat_map(VariantCounts::numbers).map(i128::from).collect();
	let mut lists = share_all(mpc, &mine, &vec![mine.len(); parameters.people.len()])?;
	let mut pooled = vec![mpc.public(0); mine.len()];
	for list in &lists {
		for (sum, number) in pooled.iter_mut().zip(list) {
			*sum = mpc.add(sum, number);
		}
	}
	for (list, people) in lists.iter_mut().zip(&parameters.people) {
		let people = mpc.public((*people).into());
		let alleles = mpc.scale(&people, 2);
		let rests = |numbers: &[M::Share; 8]| {
			let [a, b, c, d, alternate, other, healthy, meioses] = numbers;
			[
				mpc.subtract(&people, &sum(mpc, [a, b, c, d])),
				mpc.subtract(&alleles, &mpc.add(alternate, other)),
				mpc.subtract(&people, healthy),
				mpc.subtract(&people, meioses),
			]
		};
		let rests: Vec<_> = list.as_chunks::<8>().0.iter().flat_map(rests).collect();
		list.extend(rests);
	}
	let people = parameters.people.get(mpc.me().index()).copied().unwrap_or_default();
	let rest = |counts: &VariantCounts| rests(people.into(), counts.numbers().map(i128::from));
	mine.extend(block.iter().flat_map(rest));
	check_ranges(mpc, &lists, &mine, plan.input)?;
	Ok(pooled.as_chunks::<8>().0.to_vec())
}

/// The verdict on each variant, coded as [`Verdict::from_code`](super::Verdict) reads it; a rule
/// admits some criteria alone.
fn verdicts<M: Mpc>(
	mpc: &mut M,
	thresholds: &Thresholds,
	plan: &Plan,
	pooled: &[[M::Share; 8]],
	admitted: Option<Admitted<M::Share>>,
) -> Result<Vec<M::Share>, Error> {
	let linear = linear_tests(mpc, thresholds, plan, pooled)?;
	let mut significant = significant(mpc, thresholds, plan, pooled)?;
	let of = |test: fn(&Linear<M::Share>) -> &M::Share| -> Vec<M::Share> {
		linear.iter().map(|linear| test(linear).clone()).collect()
	};
	let (common, enough, mut pm2) = (of(|l| &l.common), of(|l| &l.enough), of(|l| &l.absent));
	let probands = of(|l| &l.probands);
	if let Some(Admitted { odds, absence }) = admitted {
		pm2 = mpc.multiply(&pm2, &absence)?;
		significant = mpc.multiply(&significant, &odds)?;
	}
	// PM2 is only met over enough alleles.
	let pm2 = mpc.multiply(&pm2, &enough)?;
	let common = mpc.multiply(&common, &enough)?;
	let by_cases = mpc.multiply(&probands, &pm2)?;
	let three = mpc.public(3);
	let missing: Vec<_> = by_cases.iter().map(|level| mpc.subtract(&three, level)).collect();
	let lifted = mpc.multiply(&significant, &missing)?;
	let code = |place: usize| {
		let ps4 = mpc.add(&by_cases[place], &lifted[place]);
		sum(
			mpc,
			&[
				pm2[place].clone(),
				common[place].clone(),
				mpc.scale(&ps4, 1 << 2),
				mpc.scale(&linear[place].meioses, 1 << 4),
				mpc.scale(&linear[place].healthy, 1 << 6),
			],
		)
	};
	Ok((0..pooled.len()).map(code).collect())
}

/// Results of the comparisons that are linear in the numbers.
struct Linear<S> {
	/// Zero, or two for BS1, three for BA1.
	common: S,
	/// Whether PM2 is met, if the alleles are enough.
	absent: S,
	/// Whether the alleles are enough.
	enough: S,
	/// Level of PS4 by cases alone.
	probands: S,
	/// Whether BS2 is met.
	healthy: S,
	/// Level of PP1.
	meioses: S,
}

/// Comparisons for each variant in [`linear_tests`].
const LINEAR: usize = 11;

fn linear_tests<M: Mpc>(
	mpc: &mut M,
	thresholds: &Thresholds,
	plan: &Plan,
	pooled: &[[M::Share; 8]],
) -> Result<Vec<Linear<M::Share>>, Error> {
	let FrequencyThresholds { ba1_above, bs1_above, pm2_up_to } = thresholds.frequency;
	// Without levels by cases no number of them reaches the first.
	let unreachable = [super::MAX_PEOPLE + 1; 3];
	let probands = thresholds.probands.unwrap_or(unreachable);
	let differences = |[carriers, _, _, _, alternate, other, healthy, meioses]: &[M::Share; 8]| {
		let alleles = mpc.add(alternate, other);
		let copies = mpc.scale(alternate, FrequencyThresholds::UNIT.into());
		let up_to = |part: u32| mpc.subtract(&mpc.scale(&alleles, part.into()), &copies);
		let short = |number: &M::Share, of: u32| mpc.subtract(number, &mpc.public(of.into()));
		let [p1, p2, p3] = probands.map(|level| short(carriers, level));
		let [m1, m2, m3] = thresholds.meioses.map(|level| short(meioses, level));
		let enough = short(&alleles, thresholds.least_alleles);
		let healthy = short(healthy, thresholds.healthy_carriers);
		let [f1, f2, f3] = [pm2_up_to, bs1_above, ba1_above].map(up_to);
		[f1, f2, f3, enough, p1, p2, p3, healthy, m1, m2, m3]
	};
	let differences: Vec<[_; LINEAR]> = pooled.iter().map(differences).collect();
	let negative = mpc.negative(&differences.concat(), plan.linear)?;
	let level = |below: [&M::Share; 3]| mpc.subtract(&mpc.public(3), &sum(mpc, below));
	let test = |bits: &[M::Share; LINEAR]| {
		let [above_pm2, above_bs1, above_ba1, few, p1, p2, p3, healthy, m1, m2, m3] = bits;
		Linear {
			common: mpc.add(&mpc.scale(above_bs1, 2), above_ba1),
			absent: not(mpc, above_pm2),
			enough: not(mpc, few),
			probands: level([p1, p2, p3]),
			healthy: not(mpc, healthy),
			meioses: level([m1, m2, m3]),
		}
	};
	Ok(negative.as_chunks::<LINEAR>().0.iter().map(test).collect())
}

/// What the two tests of PS4 need of each fourfold table: with a of the cases and c of the controls
/// carriers, b and d not, N people in all.
struct Tables<S> {
	/// n bc - d ad for an odds ratio of n / d.
	odds: Vec<S>,
	/// E = 2 (ad - bc) - N.
	excesses: Vec<S>,
	/// N.
	people: Vec<S>,
	/// Cases times controls.
	groups: Vec<S>,
	/// Carriers times others.
	carriers: Vec<S>,
}

fn tables<M: Mpc>(
	mpc: &mut M,
	odds: Ratio,
	pooled: &[[M::Share; 8]],
) -> Result<Tables<M::Share>, Error> {
	let (mut left, mut right) = (Vec::new(), Vec::new());
	for [a, b, c, d, ..] in pooled {
		left.extend([a.clone(), b.clone(), mpc.add(a, b), mpc.add(a, c)]);
		right.extend([d.clone(), c.clone(), mpc.add(c, d), mpc.add(b, d)]);
	}
	let products = mpc.multiply(&left, &right)?;
	let people: Vec<_> = pooled.iter().map(|[a, b, c, d, ..]| sum(mpc, [a, b, c, d])).collect();
	let (groups, carriers) = (vec![], vec![]);
	let mut tables = Tables { odds: vec![], excesses: vec![], people, groups, carriers };
	for ([ad, bc, groups, carriers], people) in products.as_chunks().0.iter().zip(&tables.people) {
		let twice = mpc.scale(&mpc.subtract(ad, bc), 2);
		tables.excesses.push(mpc.subtract(&twice, people));
		let least = mpc.scale(bc, odds.numerator.into());
		tables.odds.push(mpc.subtract(&least, &mpc.scale(ad, odds.denominator.into())));
		tables.groups.push(groups.clone());
		tables.carriers.push(carriers.clone());
	}
	Ok(tables)
}

/// One where the odds ratio is above its threshold and significant.
///
/// ad / bc is compared with the one threshold, and the chi-square with the correction of F. Yates,
/// J. R. Stat. Soc. Suppl. 1 (1934) 217, N (|ad - bc| - N / 2)^2 / M, M the product of the four
/// margins, with the other. Where E is positive that is 4 n M < d N E^2 for a threshold n / d.
fn significant<M: Mpc>(
	mpc: &mut M,
	thresholds: &Thresholds,
	plan: &Plan,
	pooled: &[[M::Share; 8]],
) -> Result<Vec<M::Share>, Error> {
	let (count, chi) = (pooled.len(), thresholds.chi_square);
	let tables = tables(mpc, thresholds.odds_ratio, pooled)?;
	let mut squares = mpc.multiply(
		&[tables.excesses.clone(), tables.groups].concat(),
		&[tables.excesses.clone(), tables.carriers].concat(),
	)?;
	let margins = squares.split_off(count);
	let statistics = mpc.multiply(&tables.people, &squares)?;
	let differences: Vec<_> = margins
		.iter()
		.zip(&statistics)
		.map(|(margins, statistic)| {
			let least = mpc.scale(margins, 4 * i128::from(chi.numerator));
			mpc.subtract(&least, &mpc.scale(statistic, chi.denominator.into()))
		})
		.collect();
	let beyond = mpc.negative(&differences, plan.chi)?;
	let lacks = tables.excesses.iter().map(|excess| mpc.scale(excess, -1));
	let signs: Vec<_> = tables.odds.iter().cloned().chain(lacks).collect();
	let mut above = mpc.negative(&signs, plan.odds)?;
	let positive = above.split_off(count);
	let both = mpc.multiply(&above, &beyond)?;
	mpc.multiply(&both, &positive)
}
