//! The arithmetic against plain statements of it.

use super::*;
use crate::job::{
	AggregationMode, Strength, ALLELE_COUNTS, NOISED_ALLELE_COUNTS, NOISED_HISTOGRAM, ORDER,
};
use alloc::{format, vec::Vec};
use proptest::prelude::*;

const SUM: AggregationMode = AggregationMode::SealedSum;

fn noised(items: u32, micro: u64, holders: &[u32]) -> Result<NoisePlan, BadPlan> {
	let rho = Rho::from_micro(micro);
	Release::of(NOISED_ALLELE_COUNTS)
		.plan(SUM, items, Some(rho), holders)
		.map(|plan| plan.expect("the algorithm adds noise"))
}

#[test]
fn rho_reads_as_a_decimal_number() {
	for (micro, text) in [
		(0, "0"),
		(1, "0.000001"),
		(500_000, "0.5"),
		(1_000_000, "1"),
		(12_345_670, "12.34567"),
		(u64::MAX, "18446744073709.551615"),
	] {
		assert_eq!(format!("{}", Rho::from_micro(micro)), text);
	}
}

#[test]
fn epsilon_is_the_bound_of_bun_and_steinke_rounded_up() {
	// rho = 0.5, delta = 1e-6: 0.5 + 2 sqrt(0.5 * 6 ln 10) = 5.756521...
	let epsilon = Rho::from_micro(500_000).epsilon_micro(6).expect("it is small");
	assert!((5_756_521..5_756_525).contains(&epsilon), "{epsilon}");
	assert_eq!(Rho::ZERO.epsilon_micro(9), Some(0));
	assert_eq!(Rho::from_micro(7).epsilon_micro(0), Some(7));
	assert!(Rho::MAX.epsilon_micro(40).is_some());
	assert!(Rho::MAX.epsilon_micro(u32::MAX).is_some());
}

#[test]
fn a_group_loses_the_square_of_its_size() {
	assert_eq!(Rho::from_micro(3).for_group(4), Some(Rho::from_micro(48)));
	assert_eq!(Rho::MAX.for_group(2), None);
}

#[test]
fn only_known_algorithms_are_noised() {
	assert_eq!(Release::of(NOISED_ALLELE_COUNTS), Release::Noised { squared_per_item: 9 });
	for code in [ALLELE_COUNTS, ORDER, b"somebody/else/1", b""] {
		assert_eq!(Release::of(code), Release::Exact);
		assert_eq!(Release::of(code).plan(SUM, 5, None, [1, 2, 3]), Ok(None));
		let refused = Release::of(code).plan(SUM, 5, Some(Rho::ONE), [1, 2, 3]);
		assert_eq!(refused, Err(BadPlan::NotNoised));
	}
}

#[test]
fn a_person_is_in_one_bin_of_a_histogram_or_in_none() {
	assert_eq!(Release::of(NOISED_HISTOGRAM), Release::Noised { squared_per_item: 1 });
}

#[test]
fn noise_inside_is_that_of_whom_the_strength_takes_to_be_honest() {
	let plan = |strength, holders: &[u32], micro| {
		let (mode, rho) = (AggregationMode::Agreement { strength }, Rho::from_micro(micro));
		let plan = Release::of(NOISED_HISTOGRAM).plan(mode, 1, Some(rho), holders);
		plan.map(|plan| plan.expect("it adds noise"))
	};
	// D^2 = 1, rho = 1/20: variance 10, of two of three, or of one of any number.
	let majority = plan(Strength::HonestMajority, &[1, 2, 3], 50_000).expect("the sizes fit");
	assert_eq!(Some(majority.share_variance()), Variance::new(5, 1));
	assert_eq!(Some(majority.total_variance()), Variance::new(15, 1));
	for holders in [[1, 2, 3, 4], [1, 2, 2, 2]] {
		let any = plan(Strength::AllButOne, &holders, 50_000).expect("the sizes fit");
		assert_eq!(Some(any.share_variance()), Variance::new(10, 1));
		assert_eq!(Some(any.total_variance()), Variance::new(40, 1));
		assert_eq!(any.loss_with(1), Some(Rho::from_micro(50_001)));
	}
	// Each share has a variance of at least 4.
	assert!(plan(Strength::HonestMajority, &[1, 2, 3], 62_500).is_ok());
	let refused = plan(Strength::HonestMajority, &[1, 2, 3], 62_501);
	assert_eq!(refused, Err(BadPlan::RhoTooLarge));
	assert!(plan(Strength::AllButOne, &[1, 2], 125_000).is_ok());
}

/// Every way in which one diploid person's genotype at one site can be present or absent.
#[test]
fn the_sensitivity_is_the_most_that_one_person_moves() {
	let most = [(0u64, 0u64), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
		.map(|(ac, an)| {
			let hom = u64::from(ac == 2);
			ac * ac + an * an + hom * hom
		})
		.into_iter()
		.max();
	let Release::Noised { squared_per_item } = Release::of(NOISED_ALLELE_COUNTS) else {
		panic!("it adds noise");
	};
	assert_eq!(Some(squared_per_item), most);
}

#[test]
fn three_holders_share_the_noise_so_that_two_suffice() {
	let plan = noised(1_000, 1_000_000, &[7, 8, 9]).expect("the sizes fit");
	// D^2 = 9000, rho = 1: variance 4500, half of it from each.
	assert_eq!(Some(plan.share_variance()), Variance::new(2_250, 1));
	assert_eq!(Some(plan.total_variance()), Variance::new(6_750, 1));
	assert_eq!(plan.total_variance().deviation_milli(), Some(82_159));
	assert_eq!(plan.loss(), Some(PrivacyLoss::Bounded(Rho::from_micro(1_000_001))));
	// One more who tells costs a factor of two, none who tells gives two thirds.
	assert_eq!(plan.loss_with(1), Some(Rho::from_micro(2_000_001)));
	assert_eq!(plan.loss_with(3), Some(Rho::from_micro(666_668)));
	assert_eq!(plan.loss_with(0), None);
}

#[test]
fn a_holder_with_several_data_sets_counts_once() {
	// Five participants, two of one holder: the noise of three suffices.
	let plan = noised(1_000, 1_000_000, &[1, 1, 2, 3, 4]).expect("the sizes fit");
	assert_eq!(Some(plan.share_variance()), Variance::new(1_500, 1));
	// All of one holder: nobody else is there to collude.
	let plan = noised(1_000, 1_000_000, &[1, 1]).expect("the sizes fit");
	assert_eq!(Some(plan.share_variance()), Variance::new(2_250, 1));
}

#[test]
fn a_plan_says_why_not() {
	let holders = [1, 2, 3];
	assert_eq!(noised(0, 5, &holders), Err(BadPlan::Size));
	assert_eq!(noised(5, 0, &holders), Err(BadPlan::NoRho));
	assert_eq!(noised(5, 5, &[]), Err(BadPlan::Size));
	let many: Vec<u32> = (0..=MAX_NOISY_PARTIES).collect();
	assert_eq!(noised(5, 5, &many), Err(BadPlan::Size));
	// One variant: variance 4.5 / rho, and each of two gives at least 4.
	assert!(noised(1, 562_500, &holders).is_ok());
	assert_eq!(noised(1, 562_501, &holders), Err(BadPlan::RhoTooLarge));
	let refused = Release::of(NOISED_ALLELE_COUNTS).plan(SUM, 5, None, holders);
	assert_eq!(refused, Err(BadPlan::NoRho));
	assert_eq!(NoisePlan::new(u64::MAX, Rho::from_micro(1), 3, 2), Err(BadPlan::RhoTooSmall));
	assert_eq!(NoisePlan::new(9, Rho::ONE, 3, 4), Err(BadPlan::Size));
	assert_eq!(NoisePlan::new(9, Rho::ONE, 3, 0), Err(BadPlan::Size));
}

#[test]
fn the_largest_job_can_be_planned() {
	let most = crate::sealed_sum::MAX_LANES / 3;
	let holders: Vec<u32> = (0..MAX_NOISY_PARTIES).collect();
	for micro in [1, 7, 1_000_000] {
		assert!(noised(most, micro, &holders).is_ok(), "{micro}");
	}
}

/// The slack covers the worst sum that a plan allows, with its terms rounded up.
#[test]
fn the_slack_covers_the_sum_of_shares() {
	// e^(-pi^2 * 4) < e^-39, and e^3 > 20, so that e^39 > 20^13.
	let e_39 = 20u128.pow(13);
	let times = 10 * u128::from(MAX_NOISY_PARTIES - 1) * u128::from(MAX_NOISY_LANES);
	// t d < times / e^39, in millionths:
	assert!(times * 1_000_000 < e_39 * u128::from(SUM_SLACK.micro()));
	assert_eq!(LEAST_SHARE_VARIANCE, 4);
}

#[test]
fn an_allowance_says_what_is_left() {
	let rho = Rho::from_micro;
	let total = Allowance::AtMost(rho(10));
	assert_eq!(total.debit(rho(4), PrivacyLoss::Bounded(rho(6))), Ok(rho(10)));
	let spent = NotAllowed::Spent { left: rho(6) };
	assert_eq!(total.debit(rho(4), PrivacyLoss::Bounded(rho(7))), Err(spent));
	assert_eq!(total.debit(rho(0), PrivacyLoss::Exact), Err(NotAllowed::ExactRelease));
	assert_eq!(total.less(rho(4)), Allowance::AtMost(rho(6)));
	assert_eq!(total.less(rho(11)), Allowance::AtMost(Rho::ZERO));
	assert_eq!(Allowance::Unlimited.debit(rho(4), PrivacyLoss::Exact), Ok(rho(4)));
	assert_eq!(Allowance::Unlimited.less(rho(4)), Allowance::Unlimited);
	let overflow = Allowance::Unlimited.debit(Rho::MAX, PrivacyLoss::Bounded(rho(1)));
	assert_eq!(overflow, Err(NotAllowed::Spent { left: Rho::ZERO }));
	let lowered = Allowance::AtMost(rho(3));
	let none_left = NotAllowed::Spent { left: Rho::ZERO };
	assert_eq!(lowered.debit(rho(4), PrivacyLoss::Bounded(rho(1))), Err(none_left));
}

proptest! {
	#[test]
	fn composition_is_addition(losses in prop::collection::vec(any::<u64>(), 0..20)) {
		let exact: u128 = losses.iter().map(|l| u128::from(*l)).sum();
		let composed = losses
			.iter()
			.try_fold(Rho::ZERO, |sum, loss| sum.checked_add(Rho::from_micro(*loss)));
		prop_assert_eq!(composed.map(|rho| u128::from(rho.micro())), u64::try_from(exact).ok().map(u128::from));
	}

	#[test]
	fn epsilon_is_never_below_the_bound(micro in 0u64..1 << 40, exponent in 0u32..40) {
		let epsilon = Rho::from_micro(micro).epsilon_micro(exponent).expect("it is small");
		// (epsilon - rho)^2 >= 4 rho ln(1/delta), with ln 10 from below.
		let rest = epsilon - u128::from(micro);
		let needed = 4 * u128::from(micro) * 2_302_585 * u128::from(exponent);
		prop_assert!(rest * rest >= needed);
		// And not more than one step and the rounding of the logarithm above it.
		let above = 4 * u128::from(micro) * 2_302_586 * u128::from(exponent);
		prop_assert!(rest == 0 || (rest - 1) * (rest - 1) < above);
	}

	#[test]
	fn the_honest_shares_alone_have_the_variance_that_rho_takes(
		items in 1u32..100_000,
		micro in 1u64..100_000,
		holders in prop::collection::vec(0u32..6, 1..=16),
	) {
		let plan = match noised(items, micro, &holders) {
			Ok(plan) => plan,
			Err(BadPlan::RhoTooLarge) => return Ok(()),
			Err(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
		};
		let (parties, largest) = largest_holding(&holders);
		let honest = u128::from(if parties == largest { parties } else { parties - largest });
		let share = plan.share_variance();
		// honest * n / d = 9 items / (2 micro / 10^6), exactly.
		prop_assert_eq!(
			honest * u128::from(share.numerator()) * 2 * u128::from(micro),
			9 * u128::from(items) * 1_000_000 * u128::from(share.denominator())
		);
		let total = plan.total_variance();
		prop_assert_eq!(
			u128::from(total.numerator()) * u128::from(share.denominator()),
			u128::from(parties) * u128::from(share.numerator()) * u128::from(total.denominator())
		);
		// More who tell never lose less, and the charge covers the promise.
		let losses: Vec<_> = (1..=parties).map(|h| plan.loss_with(h)).collect();
		prop_assert!(losses.windows(2).all(|pair| pair[0] >= pair[1]));
		let promised = plan.loss_with(u32::try_from(honest).expect("it is small"));
		prop_assert_eq!(plan.loss(), promised.map(PrivacyLoss::Bounded));
	}

	#[test]
	fn lowering_never_allows_more(a in any::<u64>(), b in any::<u64>(), spent in any::<u64>(), loss in any::<u64>()) {
		let of = |micro| Allowance::AtMost(Rho::from_micro(micro));
		let (low, high) = (of(a.min(b)), of(a.max(b)));
		prop_assert!(low.is_within(&high) && high.is_within(&Allowance::Unlimited));
		prop_assert!(!Allowance::Unlimited.is_within(&high));
		let spent = Rho::from_micro(spent);
		let loss = PrivacyLoss::Bounded(Rho::from_micro(loss));
		if low.debit(spent, loss).is_ok() {
			prop_assert!(high.debit(spent, loss).is_ok());
		}
	}
}
