//! Joint jobs in which all but one may cheat, on material that was made ahead of time and without.

use crate::{
	together::{ask, compute, opened, patience},
	world::{keys, step_all, variant, World, BUILD},
};
use codec::Encode;
use panshi_compute::{
	evidence::{count_evidence, Groups},
	fingerprint::fingerprint_files,
	protocols::{results, Held, Joint, Meeting, MeetingError, Prepared},
	questions::{
		Covariate, EvidenceQuestion, Inheritance, Measure, MillionairesQuestion, OrderQuestion,
		RegressionQuestion, Scale,
	},
	tables::{Number, People, UNIT},
	variants::{open_vcf, Normaliser},
};
use panshi_mpc::{
	programs::{evidence, millionaires, order, regression},
	transport::noise::Peer,
	Need,
};
use panshi_primitives::{
	genomics::{NormalisationRule, VariantList},
	job::{ParametersType, Strength::AllButOne, EVIDENCE, MILLIONAIRES, ORDER, REGRESSION},
	Hash,
};
use std::{
	fs,
	path::{Path, PathBuf},
	sync::Arc,
	thread,
	time::Duration,
};

/// People of each laboratory in its table; two of them have genotypes.
const PEOPLE: u32 = 6;

fn age(lab: u32, person: u32) -> u32 {
	20 + (7 * person + 11 * lab) % 50
}

fn is_case(lab: u32, person: u32) -> bool {
	(person * person + lab) % 3 == 0
}

fn table(lab: u32) -> String {
	let row = |person: u32| {
		let name = char::from_u32(u32::from(b'a') + person).expect("it is a letter");
		let (case, age) = (u8::from(is_case(lab, person)), age(lab, person));
		format!("P{lab}{name}\t{case}\t{age}\n")
	};
	let rows: String = (0..PEOPLE).map(row).collect();
	format!("sample\tcase\tage\n{rows}")
}

fn all<T>(of: impl Fn(u32, u32) -> T) -> Vec<T> {
	(0..3)
		.flat_map(|lab| (0..PEOPLE).map(move |person| (lab, person)))
		.map(|(l, p)| of(l, p))
		.collect()
}

/// Three nodes that keep material in `root`.
fn joints(root: &Path) -> Vec<Joint> {
	let joint = |lab: usize| {
		let prepared = Prepared::new(&root.join(lab.to_string()), &keys(lab));
		let joint = Joint::listen(([127, 0, 0, 1], 0).into(), &keys(lab), patience(600));
		joint.expect("there is a port").with_prepared(prepared)
	};
	(0..3).map(joint).collect()
}

/// A meeting of these nodes at a block.
fn meeting(joints: &[Joint], at: u32, wanted: Need) -> Meeting {
	let peer = |(lab, joint): (usize, &Joint)| {
		let address = joint.address().expect("it listens").to_string();
		Peer { key: keys(lab).public().channel, address }
	};
	let peers: Vec<_> = joints.iter().enumerate().map(peer).collect();
	let patience = Duration::from_secs(600);
	Meeting { genesis: Hash::repeat_byte(1), at, peers, wanted, patience }
}

/// What comes of it when each node goes to its meeting.
fn come(nodes: &[(&Joint, Meeting)]) -> Vec<Result<Held, MeetingError>> {
	thread::scope(|scope| {
		let go =
			|joint: &Joint, meeting: &Meeting| joint.meet(meeting.clone(), Arc::default(), |_| ());
		let nodes = nodes.iter().map(|(joint, meeting)| scope.spawn(move || go(joint, meeting)));
		let nodes: Vec<_> = nodes.collect();
		nodes.into_iter().map(|node| node.join().expect("no panic")).collect()
	})
}

/// All nodes meet at a block.
fn meet(joints: &[Joint], at: u32, wanted: Need) -> Vec<Held> {
	let meeting = meeting(joints, at, wanted);
	let nodes: Vec<_> = joints.iter().map(|joint| (joint, meeting.clone())).collect();
	come(&nodes).into_iter().map(|held| held.expect("they meet")).collect()
}

fn is_absence(result: &Result<Held, MeetingError>) -> bool {
	result.as_ref().is_err_and(MeetingError::is_absence)
}

/// Files of material of a laboratory, with their content.
fn files(root: &Path, lab: usize) -> Vec<(PathBuf, Vec<u8>)> {
	let list = |folder: &Path| -> Vec<PathBuf> {
		let entries = fs::read_dir(folder).into_iter().flatten();
		entries.map(|entry| entry.expect("it can be read").path()).collect()
	};
	let circles = list(&root.join(lab.to_string()));
	let stores: Vec<_> = circles.iter().flat_map(|circle| list(circle)).collect();
	let files = stores.iter().flat_map(|store| list(store));
	let mut files: Vec<_> =
		files.map(|path| (path.clone(), fs::read(path).expect("it is there"))).collect();
	files.sort();
	files
}

/// Runs a job of this program on `joints`, and gives what the consumer opens.
async fn job(
	joints: Vec<Joint>,
	asked: (&[u8], ParametersType),
	(encoded, items): (Vec<u8>, u32),
) -> (World, Vec<Vec<u8>>) {
	let mut world = World::new();
	for lab in 0..3 {
		let text = table(u32::try_from(lab).expect("it is small"));
		fs::write(world.people(lab), text).expect("the folder is ours");
		let tables = world.tables(lab);
		let print = fingerprint_files(Some(&world.vcf(lab)), &tables, BUILD, Normaliser::trimmed);
		let (print, _) = print.expect("the files are sound");
		let mut state = world.chain.state();
		state.descriptors[lab].fingerprint = print.fingerprint;
		state.descriptors[lab].sample_count = 2;
		state.job.participants[lab].fingerprint = print.fingerprint;
	}
	ask(&mut world, asked, AllButOne, (encoded, items), joints);
	let mut engines = compute(&world, &[0, 1, 2]).await;
	step_all(&world, &mut engines).await;
	step_all(&world, &mut engines).await;
	let packets = opened(&world).iter().map(|packet| packet.to_vec()).collect();
	(world, packets)
}

const YEARS: Scale = Scale { origin: Number(0), unit: Number(UNIT) };

fn richest() -> (Vec<u8>, u32) {
	let parameters = millionaires::Parameters { bits: 16 };
	let measure = Measure::Sum;
	let question = MillionairesQuestion { column: "age".into(), measure, scale: YEARS, parameters };
	(question.encode(), 1)
}

/// Who is the richest.
async fn the_richest(joints: Vec<Joint>) {
	let asked = (MILLIONAIRES, ParametersType::Millionaires);
	let (_, packets) = job(joints, asked, richest()).await;
	let sum = |lab: u32| (0..PEOPLE).map(|person| age(lab, person)).sum::<u32>();
	let found = results::millionaires(&packets).expect("the packets are of one run").richest;
	let greatest = (0..3).map(sum).max().expect("there are three");
	assert_eq!(sum(found.into()), greatest);
}

async fn a_histogram(joints: Vec<Joint>) {
	let question = OrderQuestion {
		column: "age".into(),
		scale: YEARS,
		parameters: order::Parameters {
			bits: 7,
			values: vec![PEOPLE; 3],
			question: order::Question::Histogram { edges: vec![30, 45] },
			minimum_cell: 2,
			rounding: 0,
		},
	};
	let asked = (ORDER, ParametersType::Order);
	let (_, packets) = job(joints, asked, (question.encode(), 1)).await;
	let ages: Vec<u64> = all(age).into_iter().map(u64::from).collect();
	let wanted = order::plain::answer(&question.parameters, &ages);
	assert_eq!(results::order(&question.parameters, AllButOne, &packets), Ok(wanted));
}

async fn some_evidence(joints: Vec<Joint>) {
	let list = VariantList::new(BUILD, NormalisationRule::Trimmed, vec![variant(5), variant(6)]);
	let question = EvidenceQuestion {
		list: list.expect("the keys are sound"),
		inheritance: Inheritance::Dominant,
		parameters: evidence::Parameters {
			variants: 2,
			people: vec![PEOPLE; 3],
			thresholds: evidence::Thresholds::GENERAL,
			minimum_cell: 0,
		},
	};
	let asked = (EVIDENCE, ParametersType::Evidence);
	let (world, packets) = job(joints, asked, (question.encode(), 2)).await;
	let holder = |lab| {
		let people = People::read(table(lab).as_bytes()).expect("it is a table");
		let case = people.column("case").expect("it is there");
		let path = world.vcf(usize::try_from(lab).expect("it is small"));
		let mut source = open_vcf(&path, BUILD, Normaliser::trimmed()).expect("it is sound");
		let groups = Groups::of(&people, case);
		let counted = count_evidence(&question.list, question.inheritance, &groups, &mut source);
		counted.expect("it is counted").0
	};
	let pooled = evidence::plain::pool(&(0..3).map(holder).collect::<Vec<_>>());
	let thresholds = &question.parameters.thresholds;
	let wanted: Vec<_> =
		pooled.iter().map(|counts| evidence::plain::verdict(thresholds, 0, counts)).collect();
	let found = results::evidence(&question.parameters, AllButOne, &packets);
	assert_eq!(found.expect("the packets are of one run").verdicts, wanted);
}

async fn a_regression(joints: Vec<Joint>) {
	let scale = Scale { origin: Number(45 * UNIT), unit: Number(15 * UNIT) };
	let question = RegressionQuestion {
		outcome: "case".into(),
		covariates: vec![Covariate { column: "age".into(), scale }],
		parameters: regression::Parameters {
			covariates: 1,
			rows: vec![PEOPLE; 3],
			iterations: 4,
			minimum_cell: 0,
		},
	};
	let asked = (REGRESSION, ParametersType::Regression);
	let (_, packets) = job(joints, asked, (question.encode(), 1)).await;
	let found = results::regression(&question.parameters, AllButOne, &packets);
	let Ok(regression::Output::Model(model)) = found else { panic!("no model: {found:?}") };
	let row = |lab, person| {
		let x = (f64::from(age(lab, person)) - 45.0) / 15.0;
		regression::Row::of(is_case(lab, person), &[x]).expect("it is within bounds")
	};
	let wanted = regression::plain::fit(&all(row), 4);
	for ((found, _), (wanted, _)) in model.estimates().into_iter().zip(wanted) {
		assert!((found - wanted).abs() < 0.02, "{found} instead of {wanted}");
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn every_program_runs_where_all_but_one_may_cheat() {
	let root = tempfile::tempdir().expect("there is a place for temporary files");
	let wanted = Need { triples: 60_000, bits: 80_000, masks: 20_000 };
	let held = meet(&joints(root.path()), 100, wanted);
	assert!(held.iter().all(|held| held.made && held.left.covers(&wanted)), "{held:?}");
	let mut before: Vec<_> = (0..3).map(|lab| files(root.path(), lab)).collect();
	for program in 0..4 {
		let joints = joints(root.path());
		match program {
			0 => some_evidence(joints).await,
			1 => a_histogram(joints).await,
			2 => a_regression(joints).await,
			_ => the_richest(joints).await,
		}
		for (lab, before) in before.iter_mut().enumerate() {
			let left = files(root.path(), lab);
			// A regression needs more than there is, so it makes its own.
			let uses = program != 2;
			assert_eq!(left.len() < before.len(), uses, "program {program} of laboratory {lab}");
			assert!(left.iter().all(|file| before.contains(file)), "something came back");
			*before = left;
		}
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_makes_its_material_itself_where_one_has_lost_it() {
	let root = tempfile::tempdir().expect("there is a place for temporary files");
	let wanted = Need { triples: 5_000, bits: 5_000, masks: 1_000 };
	let held = meet(&joints(root.path()), 100, wanted);
	assert!(held.iter().all(|held| held.made), "{held:?}");
	the_richest(joints(root.path())).await;
	let kept = files(root.path(), 0);
	fs::remove_dir_all(root.path().join("1")).expect("it is there");
	the_richest(joints(root.path())).await;
	assert_eq!(files(root.path(), 0), kept);
	// The others give up what one of them has not any more, and all have the same again.
	let held = meet(&joints(root.path()), 200, wanted);
	assert!(held.iter().all(|held| held.made), "{held:?}");
	assert!(files(root.path(), 0).iter().all(|file| !kept.contains(file)));
	let held = meet(&joints(root.path()), 300, wanted);
	assert!(held.iter().all(|held| !held.made && held.left.covers(&wanted)), "{held:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_want_different_amounts_do_not_meet() {
	let root = tempfile::tempdir().expect("there is a place for temporary files");
	let joints = joints(root.path());
	let node = |(triples, joint)| {
		let wanted = Need { triples, bits: 1, masks: 1 };
		let patience = Duration::from_secs(2);
		(joint, Meeting { patience, ..meeting(&joints[..2], 1, wanted) })
	};
	let results = come(&(1..).zip(&joints[..2]).map(node).collect::<Vec<_>>());
	assert!(results.iter().all(is_absence), "{results:?}");
	assert!((0..2).all(|lab| files(root.path(), lab).is_empty()));
}

#[test]
fn who_gave_up_waiting_is_missed_and_comes_again() {
	let root = tempfile::tempdir().expect("there is a place for temporary files");
	let mut joints = joints(root.path());
	let wanted = Need { triples: 1, bits: 1, masks: 1 };
	let all = meeting(&joints, 100, wanted);
	// In the order of their keys, in which the later ones dial the earlier ones.
	let port = |joint: &Joint| joint.address().expect("it listens").port();
	let key = |joint: &Joint| {
		let ends = format!(":{}", port(joint));
		all.peers.iter().find(|peer| peer.address.ends_with(&ends)).map(|peer| peer.key)
	};
	joints.sort_by_key(key);
	let waits = |seconds| Meeting { patience: Duration::from_secs(seconds), ..all.clone() };
	let results = thread::scope(|scope| {
		let first = scope.spawn(|| come(&[(&joints[0], waits(20))]));
		// The first waits on with a channel that is gone, also when the others are there.
		let mut results = come(&[(&joints[1], waits(1))]);
		results.extend(come(&[(&joints[1], waits(1)), (&joints[2], waits(1))]));
		results.extend(first.join().expect("no panic"));
		results
	});
	assert!(results.iter().all(is_absence), "{results:?}");
	assert!((0..3).all(|lab| files(root.path(), lab).is_empty()));
	for is_made in [true, false] {
		let held = come(&joints.iter().map(|joint| (joint, waits(600))).collect::<Vec<_>>());
		let is_well = |held: &Held| held.made == is_made && held.left.covers(&wanted);
		assert!(held.iter().all(|held| held.as_ref().is_ok_and(is_well)), "{held:?}");
	}
}
