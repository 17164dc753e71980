//! The overlap of what three registries know of their people.

use crate::{
	together::{
		ask, assert_changed_data_stay, compute, compute_and_open, patience, refusal, reports,
	},
	world::{keys, World, BUILD},
};
use codec::Encode;
use panshi_compute::{
	engine::{Progress, Protocols, Request, Task, TaskError},
	fingerprint::fingerprint_files,
	overlap::Output,
	protocols::{results, Joint, NodeProtocols},
	questions::{OverlapQuestion, Reveal},
	variants::Normaliser,
};
use panshi_primitives::job::{
	AbortReason, FailureCause, JobStage, ParametersType, RefusalReason, Strength, OVERLAP,
	OVERLAP_SIZE,
};
use std::{collections::BTreeSet, fs, path::PathBuf, sync::Arc};
use Strength::{AllButOne, HonestMajority};

/// Codes of the people of each registry, not always written alike.
const CODES: [&[&str]; 3] = [
	&["AB-1", "ab/2", "X 77", "Q.9"],
	&["x77", "AB2", "K3", "AB 1", "L-4"],
	&["AB1", "M5", "x-77", "N6", "ab-2", "O7"],
];

fn code(written: &str) -> String {
	let signs = written.chars().filter(|sign| sign.is_ascii_alphanumeric());
	signs.map(|sign| sign.to_ascii_uppercase()).collect()
}

/// The name of a person in a registry.
fn name(lab: usize, person: usize) -> String {
	format!("R{lab}-{person}")
}

fn table(lab: usize, scheme: &str) -> String {
	let mut table = format!("salt\t{}\nsample\t{scheme}\n", format!("{:02}", lab + 1).repeat(32));
	for (person, code) in CODES[lab].iter().enumerate() {
		table += &format!("{}\t{code}\n", name(lab, person));
	}
	table
}

const SCHEME: &str = "national-number/SE";

fn question(reveal: Reveal) -> OverlapQuestion {
	OverlapQuestion { scheme: SCHEME.into(), bounds: vec![4, 9, 6], reveal, minimum: 0 }
}

fn people(of: &[u8]) -> Reveal {
	Reveal::People { of: of.to_vec(), most: 50 }
}

/// A world in which it is asked, and whose registries let out no numbers of fewer than `least`.
fn world(question: &OverlapQuestion, code: &[u8], strength: Strength, least: u32) -> World {
	let mut world = World::new();
	for lab in 0..3 {
		fs::write(world.identifiers(lab), table(lab, SCHEME)).expect("the folder is ours");
		register(&world, lab);
	}
	let joint = |lab| {
		let joint = Joint::listen(([127, 0, 0, 1], 0).into(), &keys(lab), patience(600));
		let folder = told(&world, lab);
		fs::create_dir(&folder).expect("the folder is ours");
		joint.expect("there is a port").with_minimum_cell(least).with_overlaps(&folder)
	};
	let asked = (code, ParametersType::Overlap);
	let joints = (0..3).map(joint).collect();
	ask(&mut world, asked, strength, (question.encode(), 1), joints);
	world
}

/// Where a registry finds who is in all lists.
fn told(world: &World, lab: usize) -> PathBuf {
	world.folder.path().join(format!("overlaps{lab}"))
}

/// The people that a registry was told of, in the order of its file.
fn told_people(world: &World, lab: usize) -> Option<Vec<String>> {
	let mut files = fs::read_dir(told(world, lab)).expect("it was made");
	let path = files.next()?.expect("it can be read").path();
	assert!(files.next().is_none());
	let table = fs::read_to_string(path).expect("it is text");
	let (head, names) = table.split_once('\n').expect("it has lines");
	assert_eq!(head, "sample");
	Some(names.lines().map(str::to_owned).collect())
}

/// Has the chain know the data as they are now.
fn register(world: &World, lab: usize) {
	let (vcf, tables) = (world.vcf(lab), world.tables(lab));
	let print = fingerprint_files(Some(&vcf), &tables, BUILD, Normaliser::trimmed);
	let (print, _) = print.expect("the files are sound");
	let mut state = world.chain.state();
	state.descriptors[lab].fingerprint = print.fingerprint;
	state.job.participants[lab].fingerprint = print.fingerprint;
	state.sign();
}

/// What the consumer reads once all have computed.
async fn opened(world: &World, question: &OverlapQuestion) -> Output {
	let packets = compute_and_open(world).await;
	let digest = world.chain.state().job.digest;
	results::overlap(question, digest, &packets).expect("the packets are of one run")
}

/// Everybody whose code all of these registries have, by their names there.
fn plain(labs: &[usize], named: &[usize]) -> BTreeSet<Vec<String>> {
	let place = |lab: usize, wanted: &str| CODES[lab].iter().position(|c| code(c) == wanted);
	let codes = CODES[labs[0]].iter().map(|written| code(written));
	let shared = codes.filter(|code| labs.iter().all(|lab| place(*lab, code).is_some()));
	let names = |code: String| {
		let name_in = |lab: &usize| Some(name(*lab, place(*lab, &code)?));
		named.iter().filter_map(name_in).collect()
	};
	shared.map(names).collect()
}

async fn the_consumer_reads_who_is_in_all_lists(strength: Strength, of: &[u8]) {
	let question = question(people(of));
	let world = world(&question, OVERLAP, strength, 0);
	let Output::People(found) = opened(&world, &question).await else { panic!("people come out") };
	let named: Vec<_> = of.iter().map(|lab| usize::from(*lab)).collect();
	let wanted = plain(&[0, 1, 2], &named);
	assert_eq!(wanted.len(), 3);
	assert_eq!(found.len(), wanted.len());
	for lab in 0..3 {
		let place = named.iter().position(|named| *named == lab);
		let own = place.map(|place| found.iter().map(|person| person[place].clone()).collect());
		assert_eq!(told_people(&world, lab), own, "lab {lab}");
	}
	assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_but_one_may_cheat_and_the_consumer_reads_who_is_in_all_lists() {
	the_consumer_reads_who_is_in_all_lists(AllButOne, &[1]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_one_person_in_several_registries_stand_side_by_side() {
	the_consumer_reads_who_is_in_all_lists(HonestMajority, &[0, 2]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_consumer_counts_whom_it_may_not_know() {
	let question = question(Reveal::Size);
	let world = world(&question, OVERLAP_SIZE, HonestMajority, 0);
	assert_eq!(opened(&world, &question).await, Output::Size(3));
	assert!((0..3).all(|lab| told_people(&world, lab).is_none()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_registry_counts_for_two() {
	let counted = OverlapQuestion { bounds: vec![4, 0, 6], ..question(Reveal::Counted { by: 1 }) };
	let counted = OverlapQuestion { minimum: 3, ..counted };
	let world = world(&counted, OVERLAP_SIZE, HonestMajority, 3);
	assert_eq!(plain(&[0, 2], &[0]).len(), 3);
	assert_eq!(opened(&world, &counted).await, Output::Size(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_changed_does_not_leave() {
	let world = world(&question(people(&[0])), OVERLAP, AllButOne, 0);
	let table = table(1, SCHEME).replace("K3", "K4");
	let change = || fs::write(world.identifiers(1), table).expect("the folder is ours");
	assert_changed_data_stay(&world, change).await;
}

/// A node in the session that runs it under terms of its own.
struct UnderOtherTerms(NodeProtocols);

impl Protocols for UnderOtherTerms {
	fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		self.0.check(request)
	}

	fn run(&self, task: &Task, progress: &Progress) -> Result<Vec<u8>, TaskError> {
		let other = OverlapQuestion { bounds: vec![4, 10, 6], ..question(people(&[0])) };
		let other = Task {
			job: task.job,
			job_digest: task.job_digest,
			output: task.output,
			algorithm: task.algorithm.clone(),
			parameters: other.encode(),
			items: task.items,
			parties: task.parties.clone(),
			index: task.index,
			result_key: task.result_key,
			source: task.source.clone(),
			noise: task.noise,
			wanted: task.wanted,
			seed: task.seed.clone(),
			secret: task.secret.clone(),
		};
		self.0.run(&other, progress)
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_sends_what_no_honest_one_does_is_at_fault() {
	let mut world = world(&question(people(&[0])), OVERLAP, HonestMajority, 0);
	let other = Joint::listen(([127, 0, 0, 1], 0).into(), &keys(2), patience(600));
	let other = other.expect("there is a port");
	let address = other.address().expect("it listens").to_string();
	if let Some(peer) = &mut world.chain.state().peers[2] {
		peer.endpoint = address.into_bytes().try_into().expect("it is short");
	}
	world.protocols[2] = Arc::new(UnderOtherTerms(NodeProtocols::from(other)));
	let mut engines = compute(&world, &[0, 1, 2]).await;
	let reasons = reports(&world, &mut engines).await;
	assert_eq!(reasons[..2], [AbortReason::Cheated { party: 2 }; 2]);
	let JobStage::Failed { cause, at_fault, .. } = world.stage() else {
		panic!("{:?}", world.stage())
	};
	assert_eq!(cause, FailureCause::Aborted);
	assert!(at_fault.contains(2) && !at_fault.contains(0) && !at_fault.contains(1));
}

#[tokio::test]
async fn refuses_who_is_asked_for_where_a_size_was_agreed_on() {
	let question = question(people(&[0]));
	let refused = refusal(&world(&question, OVERLAP_SIZE, AllButOne, 0)).await;
	assert_eq!(refused, RefusalReason::BadParameters);
}

#[tokio::test]
async fn refuses_what_the_strength_does_not_cover() {
	let refused = refusal(&world(&question(Reveal::Size), OVERLAP_SIZE, AllButOne, 0)).await;
	assert_eq!(refused, RefusalReason::BadParameters);
}

#[tokio::test]
async fn refuses_fewer_people_than_it_has_and_many_more_and_more_bytes_than_admitted() {
	for (bounds, reveal) in [
		(vec![1_025, 9, 6], people(&[0])),
		(vec![4, 9, 1_000_001], people(&[0])),
		(vec![3, 9, 6], people(&[0])),
		(vec![4, 9, 6_000], Reveal::Size),
		(vec![4, 9], people(&[0])),
	] {
		let question = OverlapQuestion { bounds, ..question(reveal) };
		let refused = refusal(&world(&question, OVERLAP, HonestMajority, 0)).await;
		assert_eq!(refused, RefusalReason::BadParameters, "{question:?}");
	}
}

#[tokio::test]
async fn refuses_to_let_smaller_numbers_out_than_its_holder_does() {
	for reveal in [Reveal::Size, people(&[0])] {
		let refused = refusal(&world(&question(reveal), OVERLAP, HonestMajority, 2)).await;
		assert_eq!(refused, RefusalReason::HolderPolicy);
	}
}

#[tokio::test]
async fn refuses_identifiers_of_another_scheme_and_missing_ones() {
	let question = question(people(&[0]));
	let other = world(&question, OVERLAP, AllButOne, 0);
	fs::write(other.identifiers(0), table(0, "local/clinic")).expect("the folder is ours");
	register(&other, 0);
	assert_eq!(refusal(&other).await, RefusalReason::RuleMismatch);
	let none = world(&question, OVERLAP, AllButOne, 0);
	fs::remove_file(none.identifiers(0)).expect("it was there");
	register(&none, 0);
	assert_eq!(refusal(&none).await, RefusalReason::DataMissing);
}
