//! Jobs whose result is noised.

use crate::{
	chain::State,
	world::{files, run_to_the_end, step, step_all, World, VARIANTS},
};
use panshi_compute::{
	allele_counts::{count_alleles_bounded, AlleleCounts, NoisedCounts},
	sealed_sum::SumContext,
	variants::{open_vcf, Normaliser},
};
use panshi_primitives::{
	agreement::Terms,
	job::{AggregationMode, JobStage, RefusalReason, NOISED_ALLELE_COUNTS},
	offchain::Message,
	privacy::{NoisePlan, Release, Rho},
	signing::algorithm_digest,
};

/// A tenth.
const RHO: Rho = Rho::from_micro(100_000);

/// Asks for noised counts instead of exact ones.
fn noised(state: &mut State, rho: Option<Rho>) {
	let code = NOISED_ALLELE_COUNTS.to_vec();
	state.algorithm.content.code = code.try_into().expect("it is short");
	let digest = algorithm_digest(&state.algorithm.content);
	state.job.spec.algorithm = digest;
	state.job.spec.rho = rho;
	let Terms::Authorization(terms) = &mut state.agreement.content.terms else {
		panic!("it is an authorization");
	};
	terms.algorithms = vec![digest].try_into().expect("one fits");
	state.sign();
}

fn plan() -> NoisePlan {
	Release::of(NOISED_ALLELE_COUNTS)
		.plan(AggregationMode::SealedSum, VARIANTS, Some(RHO), [0, 1, 2])
		.expect("the sizes fit")
		.expect("it adds noise")
}

/// What the consumer opens, as it is and without the true counts.
fn opened(world: &World) -> (Vec<NoisedCounts>, Vec<i64>) {
	assert_eq!(world.stage(), JobStage::Released);
	let state = world.chain.state();
	let context = SumContext { job_digest: state.job.digest, lanes: state.job.lanes() };
	let keys: Vec<_> = state.keys.iter().map(|key| key.expect("all accepted")).collect();
	let lanes = world.consumer.open(&context, &keys, &state.sum).expect("the check lane holds");
	let mut noise: Vec<i64> = lanes.iter().map(|lane| lane.cast_signed()).collect();
	for lab in 0..3 {
		let (build, rule) = (crate::world::BUILD, Normaliser::trimmed());
		let mut source = open_vcf(&world.vcf(lab), build, rule).expect("the file is sound");
		let (counts, _) = count_alleles_bounded(&world.list, &mut source).expect("it is sound");
		let counts = counts.into_iter().flat_map(AlleleCounts::to_lanes);
		for (noise, count) in noise.iter_mut().zip(counts) {
			*noise -= count.cast_signed();
		}
	}
	(NoisedCounts::from_lanes(&lanes), noise)
}

#[tokio::test]
async fn the_consumer_opens_counts_with_the_planned_noise() {
	let world = World::new();
	noised(&mut world.chain.state(), Some(RHO));
	let mut engines = world.start_all();
	run_to_the_end(&world, &mut engines).await;
	let (counts, noise) = opened(&world);
	assert_eq!(counts.len(), world.list.variants.len());
	// Nothing is clamped: a true count of zero comes out below zero half the time.
	assert!(counts.iter().any(|c| c.allele_count < 0 && c.homozygotes < 0));
	// Variance 9 * 3000 / (2 * 0.1) * 3/2; of 9000 samples its standard error is 1.5 %.
	let variance = plan().total_variance();
	let wanted = variance.numerator() as f64 / variance.denominator() as f64;
	assert!((wanted - 202_500.0).abs() < 1e-6);
	let found = noise.iter().map(|n| (n * n) as f64).sum::<f64>() / noise.len() as f64;
	assert!((found / wanted - 1.0).abs() < 5.0 * (2.0 / noise.len() as f64).sqrt(), "{found}");
	let mean = noise.iter().sum::<i64>() as f64 / noise.len() as f64;
	assert!(mean.abs() < 5.0 * (wanted / noise.len() as f64).sqrt(), "{mean}");
}

#[tokio::test]
async fn a_share_that_is_computed_again_has_the_same_noise() {
	let world = World::new();
	noised(&mut world.chain.state(), Some(RHO));
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	// The chain has all acceptances; the first laboratory computes from a copy of its state, too.
	let copy = tempfile::tempdir().expect("there is a place for temporary files");
	engines.remove(0).stop().await;
	copy_folder(&world.folder.path().join("state0"), copy.path());
	let first = shares(&world).await;
	std::fs::remove_dir_all(world.folder.path().join("state0")).expect("the folder is ours");
	copy_folder(copy.path(), &world.folder.path().join("state0"));
	assert_eq!(shares(&world).await, first);
	assert!(!first.is_empty());
}

/// What the first laboratory sends of its share.
async fn shares(world: &World) -> Vec<Message> {
	let mut engine = world.start(0);
	let reply = step(&mut engine).await;
	engine.stop().await;
	assert!(!files(world, 0, "shares").is_empty());
	reply.messages.into_iter().map(|signed| signed.message).collect()
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
	std::fs::create_dir_all(to).expect("the folder is ours");
	for entry in std::fs::read_dir(from).expect("it can be read") {
		let entry = entry.expect("it can be read");
		let target = to.join(entry.file_name());
		match entry.file_type().expect("it has one").is_dir() {
			true => copy_folder(&entry.path(), &target),
			false => drop(std::fs::copy(entry.path(), target).expect("it can be copied")),
		}
	}
}

#[tokio::test]
async fn a_loss_that_does_not_fit_the_algorithm_is_refused() {
	for (change, why) in [
		(Box::new(|s: &mut State| noised(s, None)) as Box<dyn Fn(&mut State)>, "no rho"),
		(Box::new(|s: &mut State| noised(s, Some(Rho::ZERO))), "rho of zero"),
		(Box::new(|s: &mut State| noised(s, Some(Rho::MAX))), "too little noise"),
		(
			Box::new(|s: &mut State| {
				s.job.spec.rho = Some(RHO);
				s.sign();
			}),
			"an exact algorithm",
		),
	] {
		let world = World::new();
		change(&mut world.chain.state());
		let reply = step(&mut world.start(0)).await;
		let [signed] = reply.messages.as_slice() else { panic!("{why}: {reply:?}") };
		let Message::Refuse(refusal) = &signed.message else { panic!("{why}: {reply:?}") };
		assert_eq!(refusal.reason, RefusalReason::BadParameters, "{why}");
	}
}
