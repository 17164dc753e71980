//! The overlap of cohorts, whole: registries learn how many patients they share, or who they are, and
//! nobody shows anybody else.

use anyhow::{Context, Result};
use panshi_primitives::job::{ParametersType, Strength, OVERLAP, OVERLAP_SIZE};
use panshi_stories::{
	hand::number,
	story::{identifiers_table, JointQuestion, JointStory, TableKind},
	wait::within,
};
use serde_json::Value;
use std::{
	collections::{BTreeMap, BTreeSet},
	path::{Path, PathBuf},
};

/// Patients of each registry, by numbers that only this story knows.
const PATIENTS: [std::ops::Range<u32>; 3] = [0..60, 40..130, 45..70];

/// A synthetic resident identity number (GB 11643-1999): a day of birth, a sequence and the check sign.
fn resident_number(patient: u32) -> String {
	let (year, month, day) = (1950 + patient % 50, 1 + patient % 12, 1 + patient % 28);
	let digits = format!("110105{year:04}{month:02}{day:02}{:03}", patient % 1_000);
	// ISO 7064, MOD 11-2: each place weighs twice the one behind it.
	let sum = digits.bytes().fold(0, |sum, digit| 2 * (sum + u32::from(digit - b'0')) % 11);
	let check = (12 - sum) % 11;
	format!("{digits}{}", if check == 10 { "X".to_owned() } else { check.to_string() })
}

/// As a registry writes a number.
fn written(registry: usize, number: &str) -> String {
	match registry {
		0 => number.to_owned(),
		1 => format!("{} {} {}", &number[..6], &number[6..14], number[14..].to_lowercase()),
		_ => format!("{}-{}", &number[..14], &number[14..]),
	}
}

/// The name of a patient in a registry, which says nothing of who it is.
fn name(registry: usize, patient: u32) -> String {
	format!("R{}-{:03}", registry + 1, patient * 37 % 1_000)
}

fn write_tables(files: &[PathBuf]) -> Result<()> {
	for (registry, (file, patients)) in files.iter().zip(PATIENTS).enumerate() {
		let salt = format!("{:02x}", registry + 1).repeat(32);
		let mut table = format!("salt\t{salt}\nsample\tcn-resident-id\n");
		for patient in patients {
			let number = written(registry, &resident_number(patient));
			table += &format!("{}\t{number}\n", name(registry, patient));
		}
		std::fs::write(identifiers_table(file), table)?;
	}
	Ok(())
}

async fn open(registries: usize, folder: &Path) -> Result<JointStory> {
	let kind = TableKind::IdentifiersAlone;
	JointStory::open_among(registries, folder, kind, write_tables, &mut |_| ()).await
}

/// What the tables of registries say, read again from the files: names by the signs of the number.
fn tables(story: &JointStory) -> Result<Vec<BTreeMap<String, String>>> {
	let signs = |text: &str| {
		let signs = text.chars().filter(|sign| sign.is_ascii_alphanumeric());
		signs.map(|sign| sign.to_ascii_uppercase()).collect::<String>()
	};
	let table = |file: &PathBuf| -> Result<BTreeMap<String, String>> {
		let text = std::fs::read_to_string(identifiers_table(file))?;
		let rows = text.lines().skip(2).map(|line| {
			let (name, number) = line.split_once('\t').context("two columns")?;
			anyhow::Ok((signs(number), name.to_owned()))
		});
		rows.collect()
	};
	story.files.iter().map(table).collect()
}

/// Everybody who is in all tables, by the names that the named registries have.
fn shared(tables: &[BTreeMap<String, String>], named: &[usize]) -> BTreeSet<Vec<String>> {
	let in_all = tables[0].keys().filter(|number| tables.iter().all(|t| t.contains_key(*number)));
	in_all
		.map(|number| named.iter().map(|table| tables[*table][number].clone()).collect())
		.collect()
}

fn people(found: &Value) -> Result<BTreeSet<Vec<String>>> {
	Ok(serde_json::from_value(found["people"].clone())?)
}

fn asked<'a>(code: &'a [u8], strength: Strength, asked: &'a str) -> JointQuestion<'a> {
	JointQuestion { code, parameters: ParametersType::Overlap, strength, asked }
}

#[tokio::test]
async fn two_registries_learn_how_many_patients_they_share_and_then_who() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let mut story = open(2, folder.path()).await?;
		let wanted = shared(&tables(&story)?, &[0, 1]);
		assert_eq!(wanted.len(), 20);

		let size = "overlap --scheme cn-resident-id --size --data DATA";
		let question = asked(OVERLAP_SIZE, Strength::AllButOne, size);
		let (found, table) = story.ask(question, &mut |_| ()).await?;
		assert_eq!(number(&found, "size")?, 20, "{found}");
		assert_eq!(
			(&found["people"], &found["data"]),
			(&Value::Array(vec![]), &Value::Array(vec![]))
		);
		assert!(table.starts_with("20 people are in all lists"), "{table}");

		let data = story.cast.identities()?;
		let who = format!(
			"overlap --scheme cn-resident-id --people-of {},{} --most 30 --minimum-cell 5 --data DATA",
			data[0], data[1],
		);
		let question = asked(OVERLAP, Strength::AllButOne, &who);
		let (found, table) = story.ask(question, &mut |_| ()).await?;
		assert_eq!(number(&found, "size")?, 20);
		assert_eq!(found["data"], serde_json::to_value(&data)?);
		assert_eq!(people(&found)?, wanted);
		let first = wanted.first().context("there are some")?.join("\t");
		assert!(table.contains(&first), "{table}");
		Ok(())
	})
	.await
}

#[tokio::test]
async fn one_of_three_registries_learns_whom_all_know() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let mut story = open(3, folder.path()).await?;
		let wanted = shared(&tables(&story)?, &[1]);
		assert_eq!(wanted.len(), 15);
		let second = story.cast.identities()?[1];
		let who = format!("overlap --scheme cn-resident-id --people-of {second} --data DATA");
		let question = asked(OVERLAP, Strength::AllButOne, &who);
		let (found, _) = story.ask(question, &mut |_| ()).await?;
		assert_eq!(people(&found)?, wanted);

		// More than may be told: nothing else comes out.
		let few = format!("{who} --most 14");
		let question = asked(OVERLAP, Strength::HonestMajority, &few);
		let (found, table) = story.ask(question, &mut |_| ()).await?;
		assert_eq!((number(&found, "more_than")?, people(&found)?.len()), (14, 0));
		assert!(table.starts_with("more than 14 people"), "{table}");
		Ok(())
	})
	.await
}
