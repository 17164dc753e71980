//! A joint association among three nodes that reach each other over loopback.

use crate::{
	together::{ask, assert_changed_data_stay, compute, opened, patience, peer, refusal, reports},
	world::{keys, step_all, variant, World, BUILD},
};
use codec::Encode;
use panshi_compute::{
	association::{count_genotypes, Phenotypes},
	engine::{Progress, Protocols, Request, Task, TaskError},
	protocols::{results, Joint, NodeProtocols, Patience},
	questions::AssociationQuestion,
	variants::{open_vcf, Normaliser},
};
use panshi_mpc::programs::association::{plain, GenotypeCounts, Parameters, Ratio, Selection};
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild, VariantList},
	job::{
		AbortReason, JobStage, ParametersType, RefusalReason,
		Strength::{self, AllButOne, HonestMajority},
		ASSOCIATION,
	},
	Hash,
};
use std::{fs, sync::Arc};

const ASKED: u32 = 40;
const TOP: u32 = 5;
/// Seconds that a node waits for one that does not come: enough for one that does, on a busy machine.
const WAIT: u64 = 15;

const THE_TOP: Selection = Selection::Top { count: TOP };

fn question() -> AssociationQuestion {
	asking_for(THE_TOP)
}

fn asking_for(selection: Selection) -> AssociationQuestion {
	let list = (1..=ASKED).map(variant).collect();
	let list = VariantList::new(BUILD, NormalisationRule::Trimmed, list);
	AssociationQuestion {
		list: list.expect("the keys are sound"),
		parameters: Parameters {
			variants: ASKED,
			people: vec![2; 3],
			selection,
			minimum_cell: 0,
			rounding: 0,
		},
	}
}

/// A world in which `question` is asked under `strength`. Whoever waits does so for `patience`.
fn world(strength: Strength, question: &AssociationQuestion, patience: Patience) -> World {
	let mut world = World::new();
	for lab in 0..3 {
		// One case and one control each, not always in the same order.
		let (a, b) = (usize::from(lab != 1), usize::from(lab == 1));
		let table = format!("sample\tcase\nP{lab}a\t{a}\nP{lab}b\t{b}\n");
		fs::write(world.phenotypes(lab), table).expect("the folder is ours");
	}
	let joint = |lab| {
		Joint::listen(([127, 0, 0, 1], 0).into(), &keys(lab), patience).expect("there is a port")
	};
	let joints = (0..3).map(joint).collect();
	let asked = (ASSOCIATION, ParametersType::Association);
	ask(&mut world, asked, strength, (question.encode(), ASKED), joints);
	world.chain.state().descriptors.iter_mut().for_each(|data| data.sample_count = 2);
	world
}

async fn the_consumer_reads_the_plain_result(strength: Strength, selection: Selection) {
	let question = asking_for(selection);
	let world = world(strength, &question, patience(600));
	let mut engines = compute(&world, &[0, 1, 2]).await;
	step_all(&world, &mut engines).await;
	assert!(matches!(world.stage(), JobStage::Agreed { .. }), "{:?}", world.stage());
	step_all(&world, &mut engines).await;

	let packets = opened(&world);
	let output = results::association(&question.parameters, strength, &packets);
	let output = output.expect("the packets are of one run");

	let holders: Vec<_> = (0..3).map(|lab| plain_counts(&world, lab, &question.list)).collect();
	let pooled = plain::pool(&holders);
	let delivered = plain::select(&question.parameters, &pooled);
	assert!(delivered.len() >= TOP as usize);
	let found: Vec<_> = output.findings.iter().map(|found| found.variant as usize).collect();
	assert_eq!(found, delivered);
	for finding in &output.findings {
		assert_eq!(finding.pooled, pooled[finding.variant as usize]);
	}
}

fn plain_counts(world: &World, lab: usize, list: &VariantList) -> Vec<GenotypeCounts> {
	let table = Phenotypes::open(&world.phenotypes(lab)).expect("it is a table");
	let mut source =
		open_vcf(&world.vcf(lab), BUILD, Normaliser::trimmed()).expect("the file is sound");
	count_genotypes(list, &table, &mut source).expect("the file is sound").counts
}

#[tokio::test(flavor = "multi_thread")]
async fn an_honest_majority_computes_what_the_consumer_opens() {
	the_consumer_reads_the_plain_result(HonestMajority, THE_TOP).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_but_one_compute_what_the_consumer_opens() {
	let threshold = Ratio { numerator: 1, denominator: 1 };
	let above = Selection::Above { threshold, limit: ASKED };
	the_consumer_reads_the_plain_result(AllButOne, above).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_a_node_that_does_not_come() {
	let world = world(HonestMajority, &question(), patience(WAIT));
	let mut engines = compute(&world, &[0, 1]).await;
	let reasons = reports(&world, &mut engines[..2]).await;
	assert_eq!(reasons[0], AbortReason::Silent { party: 2 });
	// The second waited for the third, or for the first when that had given up.
	assert!(matches!(reasons[1], AbortReason::Silent { .. } | AbortReason::Stopped));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_with_another_key_does_not_get_in() {
	let mut world = world(HonestMajority, &question(), patience(WAIT));
	// It is at the address that the chain names, with a key that the chain does not.
	let thief = Joint::listen(([127, 0, 0, 1], 0).into(), &keys(7), patience(WAIT));
	let thief = thief.expect("there is a port");
	let endpoint = peer(2, &thief).endpoint;
	if let Some(peer) = &mut world.chain.state().peers[2] {
		peer.endpoint = endpoint;
	}
	world.protocols[2] = Arc::new(NodeProtocols::from(thief));
	let mut engines = compute(&world, &[0, 1, 2]).await;
	let reasons = reports(&world, &mut engines).await;
	assert_eq!(reasons[0], AbortReason::Silent { party: 2 });
	// The node itself finds that the chain names another key.
	assert!(reasons[1..].contains(&AbortReason::Interrupted), "{reasons:?}");
}

/// A node at its address and with its key, but in the session of another job.
struct OfAnotherJob(NodeProtocols);

impl Protocols for OfAnotherJob {
	fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		self.0.check(request)
	}

	fn run(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError> {
		let other = Task {
			job: task.job,
			job_digest: Hash::repeat_byte(9),
			output: task.output,
			algorithm: task.algorithm.clone(),
			parameters: task.parameters.clone(),
			items: task.items,
			noise: task.noise,
			parties: task.parties.clone(),
			index: task.index,
			result_key: task.result_key,
			source: task.source.clone(),
			wanted: task.wanted,
			seed: task.seed.clone(),
			secret: task.secret.clone(),
		};
		self.0.run(&other, progress)
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_runs_another_job_does_not_get_in() {
	let mut world = world(HonestMajority, &question(), patience(WAIT));
	let other = Joint::listen(([127, 0, 0, 1], 0).into(), &keys(2), patience(WAIT));
	let other = other.expect("there is a port");
	world.chain.state().peers[2] = Some(peer(2, &other));
	world.protocols[2] = Arc::new(OfAnotherJob(NodeProtocols::from(other)));
	let mut engines = compute(&world, &[0, 1, 2]).await;
	let reasons = reports(&world, &mut engines).await;
	assert_eq!(reasons[0], AbortReason::Silent { party: 2 });
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_changed_do_not_leave() {
	let world = world(HonestMajority, &question(), patience(WAIT));
	let path = world.vcf(1);
	let text = fs::read_to_string(&path).expect("it is there").replacen("0/0", "0/1", 1);
	assert_changed_data_stay(&world, || fs::write(&path, text).expect("the folder is ours")).await;
}

#[tokio::test]
async fn refuses_without_phenotypes() {
	let world = world(HonestMajority, &question(), patience(WAIT));
	fs::remove_file(world.phenotypes(0)).expect("it was there");
	assert_eq!(refusal(&world).await, RefusalReason::DataMissing);
}

#[tokio::test]
async fn refuses_what_its_people_or_bytes_do_not_fit() {
	let mut few = question();
	few.parameters.people[0] = 1;
	let mut many = question();
	many.parameters.people = vec![1 << 19; 3];
	let mut short = question();
	short.parameters.people.pop();
	for question in [few, many, short] {
		let world = world(HonestMajority, &question, patience(WAIT));
		assert_eq!(refusal(&world).await, RefusalReason::BadParameters);
	}
}

#[tokio::test]
async fn refuses_a_list_for_another_build() {
	let world = world(HonestMajority, &question(), patience(WAIT));
	world.chain.state().descriptors[0].reference_build = ReferenceBuild::Grch38;
	assert_eq!(refusal(&world).await, RefusalReason::RuleMismatch);
}
