//! A histogram of what three laboratories know of their people.

use crate::{
	together::{ask, assert_changed_data_stay, compute_and_open, patience, refusal},
	world::{keys, step, World, BUILD},
};
use codec::Encode;
use panshi_compute::{
	fingerprint::fingerprint_files,
	protocols::{results, Joint},
	questions::{OrderQuestion, Scale},
	tables::{Number, UNIT},
	variants::Normaliser,
};
use panshi_mpc::programs::{
	association::Ratio,
	order::{plain, Output, Parameters, Question},
};
use panshi_primitives::{
	job::{
		ParametersType, RefusalReason,
		Strength::{self, HonestMajority},
		ORDER,
	},
	offchain::Message,
};
use std::fs;

/// Ages of the people of each laboratory, who have a line each; one is not known.
const AGES: [&[&str]; 3] = [&["31", "44.5"], &["52", "NA", "39"], &["47", "8", "50", "33"]];

/// Those that are known, in halves of a year.
pub(super) const HALVES: [u64; 8] = [62, 89, 104, 78, 94, 16, 100, 66];

pub(super) fn question() -> OrderQuestion {
	OrderQuestion {
		column: "age".into(),
		scale: Scale { origin: Number(0), unit: Number(UNIT / 2) },
		parameters: Parameters {
			bits: 8,
			// A person more than has an age in the second, and some more in the third.
			values: vec![2, 3, 9],
			question: Question::Histogram { edges: vec![60, 80, 100] },
			minimum_cell: 2,
			rounding: 0,
		},
	}
}

const HALF: Ratio = Ratio { numerator: 1, denominator: 2 };

/// A world in which it is asked, and whose laboratories let out no numbers of fewer than `least`.
fn world(question: &OrderQuestion, least: u32) -> World {
	world_of(ORDER, HonestMajority, question, least)
}

/// As [`world`], of the algorithm with this code, under `strength`.
pub(super) fn world_of(
	code: &[u8],
	strength: Strength,
	question: &OrderQuestion,
	least: u32,
) -> World {
	world_asked((code, ParametersType::Order), strength, question.encode(), least)
}

/// As [`world_of`], with any question of one item about these people.
pub(super) fn world_asked(
	asked: (&[u8], ParametersType),
	strength: Strength,
	question: Vec<u8>,
	least: u32,
) -> World {
	let mut world = World::new();
	for (lab, ages) in AGES.iter().enumerate() {
		let mut table = "sample\tage\n".to_owned();
		for (person, age) in ages.iter().enumerate() {
			table += &format!("P{person}\t{age}\n");
		}
		fs::write(world.people(lab), table).expect("the folder is ours");
		let print = fingerprint_files(
			Some(&world.vcf(lab)),
			&world.tables(lab),
			BUILD,
			Normaliser::trimmed,
		);
		let (print, _) = print.expect("the files are sound");
		let mut state = world.chain.state();
		state.descriptors[lab].fingerprint = print.fingerprint;
		state.job.participants[lab].fingerprint = print.fingerprint;
	}
	let joint = |lab| {
		let joint = Joint::listen(([127, 0, 0, 1], 0).into(), &keys(lab), patience(600));
		joint.expect("there is a port").with_minimum_cell(least)
	};
	let joints = (0..3).map(joint).collect();
	ask(&mut world, asked, strength, (question, 1), joints);
	world
}

#[tokio::test(flavor = "multi_thread")]
async fn the_consumer_reads_bins_and_no_small_one() {
	let question = question();
	let world = world(&question, 2);
	let packets = compute_and_open(&world).await;
	let output = results::order(&question.parameters, HonestMajority, &packets);
	let wanted = plain::answer(&question.parameters, &HALVES);
	assert_eq!(output.as_ref(), Ok(&wanted));
	assert_eq!(wanted, Output::Histogram(vec![None, None, Some(2), Some(2)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_consumer_reads_the_middle_of_those_who_have_a_number() {
	let mut question = question();
	question.parameters.question = Question::Quantiles(vec![HALF]);
	for (minimum_cell, wanted) in [(4, Some(78)), (5, None)] {
		question.parameters.minimum_cell = minimum_cell;
		let packets = compute_and_open(&world(&question, 2)).await;
		let output = results::order(&question.parameters, HonestMajority, &packets);
		assert_eq!(output, Ok(Output::Values(vec![wanted])));
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_changed_does_not_leave() {
	let world = world(&question(), 2);
	let table = fs::read_to_string(world.people(1)).expect("it is there").replace("52", "25");
	let change = || fs::write(world.people(1), table).expect("the folder is ours");
	assert_changed_data_stay(&world, change).await;
}

#[tokio::test]
async fn refuses_to_let_smaller_numbers_out_than_its_holder_does() {
	assert_eq!(refusal(&world(&question(), 3)).await, RefusalReason::HolderPolicy);
}

#[tokio::test]
async fn refuses_a_column_that_it_does_not_have() {
	let question = OrderQuestion { column: "weight".into(), ..question() };
	assert_eq!(refusal(&world(&question, 2)).await, RefusalReason::DataMissing);
}

/// The second laboratory has three people, of whom two have an age: neither number shows in what it
/// takes part in, nor does a column without a number in it.
#[tokio::test]
async fn says_nothing_of_how_many_have_a_number() {
	for values in [vec![2, 3, 4], vec![2, 4, 4], vec![5, 30, 200]] {
		for asked in
			[Question::Minimum, Question::Quantiles(vec![HALF]), question().parameters.question]
		{
			let mut question = question();
			(question.parameters.values, question.parameters.question) = (values.clone(), asked);
			question.parameters.minimum_cell = 0;
			let world = world(&question, 0);
			let reply = step(&mut world.start(1)).await;
			assert!(matches!(&reply.messages[0].message, Message::Accept(_)), "{reply:?}");
		}
	}
}

#[tokio::test]
async fn refuses_fewer_people_than_its_table_has_and_many_more() {
	for values in [vec![1, 2, 4], vec![0, 9, 9], vec![], vec![1_025, 9, 9]] {
		let mut question = question();
		question.parameters.values = values;
		assert_eq!(refusal(&world(&question, 2)).await, RefusalReason::BadParameters);
	}
	let mut question = question();
	question.parameters.values = vec![1_024, 9, 9];
	let world = world(&question, 2);
	let accepts = step(&mut world.start(0)).await;
	assert!(matches!(accepts.messages[0].message, Message::Accept(_)), "{accepts:?}");
}
