//! What comes out: the disclosure rule that the parties signed, and histograms with noise.

use crate::{
	people::{question, world_asked, world_of, HALVES},
	together::{compute_and_open, refusal},
	world::{step, World},
};
use codec::Encode;
use panshi_compute::{
	protocols::results,
	questions::{Measure, MillionairesQuestion, OrderQuestion},
};
use panshi_mpc::programs::{
	millionaires,
	order::{plain, Output, Parameters, Question},
};
use panshi_primitives::{
	agreement::{DisclosureRule, Terms},
	job::{
		FailureCause, JobStage, ParametersType, RefusalReason,
		Strength::{self, AllButOne, HonestMajority},
		MILLIONAIRES, NOISED_HISTOGRAM, ORDER,
	},
	privacy::{NoisePlan, Release, Rho},
};

/// A twentieth.
const RHO: Rho = Rho::from_micro(50_000);

/// Has the parties of `world` sign `rule`.
fn agree(world: &World, rule: DisclosureRule) {
	let mut state = world.chain.state();
	let Terms::Authorization(terms) = &mut state.agreement.content.terms else {
		panic!("it is an authorization");
	};
	terms.disclosure = rule;
	state.sign();
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_come_out_as_the_agreement_says() {
	let mut question = question();
	question.parameters.rounding = 10;
	for strength in [HonestMajority, AllButOne] {
		let world = world_of(ORDER, strength, &question, 0);
		agree(&world, DisclosureRule { minimum_cell: 2, most_items: 0, rounding: 5 });
		let output =
			results::order(&question.parameters, strength, &compute_and_open(&world).await);
		assert_eq!(output.as_ref(), Ok(&plain::answer(&question.parameters, &HALVES)));
		assert_eq!(output, Ok(Output::Histogram(vec![None, None, Some(0), Some(0)])));
	}
}

#[tokio::test]
async fn refuses_to_let_out_more_than_the_agreement() {
	for rule in [
		DisclosureRule { minimum_cell: 3, ..DisclosureRule::default() },
		DisclosureRule { rounding: 2, ..DisclosureRule::default() },
	] {
		let world = world_of(ORDER, HonestMajority, &question(), 0);
		agree(&world, rule);
		assert_eq!(refusal(&world).await, RefusalReason::DisclosureRule, "{rule:?}");
	}
}

#[tokio::test]
async fn refuses_more_bins_than_can_hide_a_small_one() {
	let mut question = question();
	let Parameters { values, minimum_cell, .. } = &question.parameters;
	// One bin more than there may be.
	let edges = (60..).take((values.iter().sum::<u32>() / minimum_cell) as usize).collect();
	question.parameters.question = Question::Histogram { edges };
	let world = world_of(ORDER, HonestMajority, &question, 0);
	assert_eq!(refusal(&world).await, RefusalReason::BadParameters);
}

#[tokio::test]
async fn refuses_to_say_who_has_most_under_a_minimum_cell() {
	let scale = question().scale;
	for measure in [Measure::People, Measure::Sum, Measure::Greatest] {
		let parameters = millionaires::Parameters { bits: 8 };
		let question =
			MillionairesQuestion { column: "age".into(), measure, scale, parameters }.encode();
		let asked = (MILLIONAIRES, ParametersType::Millionaires);
		let world = |least| world_asked(asked, HonestMajority, question.clone(), least);
		let agreed = world(0);
		agree(&agreed, DisclosureRule { minimum_cell: 2, ..DisclosureRule::default() });
		assert_eq!(refusal(&agreed).await, RefusalReason::DisclosureRule);
		assert_eq!(refusal(&world(2)).await, RefusalReason::HolderPolicy);
		let free = world(1);
		let reply = step(&mut free.start(0)).await;
		free.chain.apply(&reply);
		assert!(matches!(free.stage(), JobStage::Requested { .. }), "{:?}", free.stage());
	}
}

#[tokio::test]
async fn refuses_a_sum_that_cannot_keep_the_agreed_rule() {
	for (rule, refused) in [
		(DisclosureRule { minimum_cell: 2, ..DisclosureRule::default() }, true),
		(DisclosureRule { rounding: 2, ..DisclosureRule::default() }, true),
		(DisclosureRule { most_items: crate::world::VARIANTS - 1, ..Default::default() }, true),
		(DisclosureRule { most_items: crate::world::VARIANTS, ..Default::default() }, false),
	] {
		let world = World::new();
		agree(&world, rule);
		if refused {
			assert_eq!(refusal(&world).await, RefusalReason::DisclosureRule, "{rule:?}");
		} else {
			let reply = step(&mut world.start(0)).await;
			world.chain.apply(&reply);
			assert!(matches!(world.stage(), JobStage::Requested { .. }), "{:?}", world.stage());
		}
	}
}

/// As many bins as there may be, and one person more announced than each laboratory has.
fn noised_question() -> OrderQuestion {
	let mut question = question();
	let edges = (1..=64).map(|edge| 4 * edge).collect();
	question.parameters = Parameters {
		values: vec![3, 4, 5],
		question: Question::Histogram { edges },
		minimum_cell: 0,
		..question.parameters
	};
	question
}

fn noised(strength: Strength, question: &OrderQuestion, rho: Option<Rho>) -> World {
	let world = world_of(NOISED_HISTOGRAM, strength, question, 0);
	{
		let mut state = world.chain.state();
		state.job.spec.rho = rho;
		state.sign();
	}
	world
}

fn plan(world: &World) -> NoisePlan {
	let state = world.chain.state();
	let content = &state.algorithm.content;
	let holders = state.job.participants.iter().map(|p| &p.holder);
	Release::of(&content.code)
		.plan(content.aggregation, 1, Some(RHO), holders)
		.expect("the sizes fit")
		.expect("it adds noise")
}

/// Noise is drawn anew in each run: what is asserted fails once in 10^12 runs, or less often.
#[tokio::test(flavor = "multi_thread")]
async fn the_consumer_opens_bins_with_the_planned_noise() {
	for (strength, wanted) in [(HonestMajority, 15), (AllButOne, 30)] {
		let question = noised_question();
		let world = noised(strength, &question, Some(RHO));
		let variance = plan(&world).total_variance();
		assert_eq!((variance.numerator(), variance.denominator()), (wanted, 1));
		let packets = compute_and_open(&world).await;
		let found = results::noised_histogram(&question.parameters, strength, &packets);
		let found = found.expect("the packets are of one run");
		let exact = plain::noised(&question.parameters, &HALVES, &[0; 65]);
		assert_eq!((found.len(), exact.len()), (65, 65));
		let noise = found.iter().zip(&exact).map(|(found, exact)| {
			found.expect("no rule keeps it back") - exact.expect("no rule keeps it back")
		});
		let squares: i64 = noise.map(|noise| noise * noise).sum();
		// Of 65 bins: chi-square with 65 degrees of freedom lies in 10 ..= 200.
		let statistic = squares as f64 / wanted as f64;
		assert!((10.0..200.0).contains(&statistic), "{statistic}");
	}
}

#[tokio::test]
async fn refuses_noise_that_cannot_be_made() {
	let exact = OrderQuestion {
		parameters: Parameters { question: Question::Minimum, ..noised_question().parameters },
		..noised_question()
	};
	let mut few = noised_question();
	few.parameters.values = vec![1, 4, 5];
	for (question, rho) in [
		(noised_question(), None),
		(noised_question(), Some(Rho::ONE)),
		(exact, Some(RHO)),
		(few, Some(RHO)),
	] {
		let world = noised(HonestMajority, &question, rho);
		assert_eq!(refusal(&world).await, RefusalReason::BadParameters);
	}
	// And none is added where the algorithm does not say so.
	let world = world_of(ORDER, HonestMajority, &question(), 0);
	{
		let mut state = world.chain.state();
		state.job.spec.rho = Some(RHO);
		state.sign();
	}
	let reply = step(&mut world.start(0)).await;
	world.chain.apply(&reply);
	let JobStage::Failed { cause, .. } = world.stage() else { panic!("{:?}", world.stage()) };
	assert_eq!(cause, FailureCause::Refused(RefusalReason::BadParameters));
}
