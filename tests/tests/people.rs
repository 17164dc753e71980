//! Regression, order statistics and the millionaires' comparison, whole: numbers of people that
//! follow from real genotypes, and synthetic phenotypes.

use anyhow::{Context, Result};
use panshi_client::chain::calls::privacy_budget;
use panshi_mpc::programs::regression::{plain, Row};
use panshi_primitives::{
	agreement::DisclosureRule,
	job::{ParametersType, Strength, MILLIONAIRES, NOISED_HISTOGRAM, ORDER, REGRESSION},
	privacy::{Allowance, Rho},
};
use panshi_stories::{
	hand::word,
	network::phenotypes_beside,
	plain_vcf,
	story::{people_table, with_phenotypes, JointQuestion, JointStory, TableKind},
	wait::within,
};
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
};
use Strength::HonestMajority;

/// A person: whether it is called a case, sites where it has one copy, and sites where it has two.
/// Of one person in each laboratory the last is not known.
type Person = (bool, f64, Option<f64>);

/// Each person's sites by real genotype.
fn sites(file: &Path) -> Result<BTreeMap<String, (u32, u32)>> {
	let (mut names, mut sites) = (Vec::new(), BTreeMap::new());
	for line in plain_vcf::lines(file)? {
		let line = line?;
		let columns: Vec<&str> = line.split('\t').skip(9).collect();
		if line.starts_with("#CHROM") {
			names = columns.iter().map(|name| (*name).to_owned()).collect();
		} else if !line.starts_with('#') {
			for (name, call) in names.iter().zip(columns) {
				let genotype = call.split(':').next().unwrap_or_default();
				let copies = genotype.split(['/', '|']).filter(|allele| *allele == "1").count();
				let (one, two) = sites.entry(name.clone()).or_insert((0, 0));
				*one += u32::from(copies == 1);
				*two += u32::from(copies == 2);
			}
		}
	}
	Ok(sites)
}

/// The people of one laboratory, in the order of their names.
fn people(file: &Path) -> Result<Vec<(String, Person)>> {
	let phenotypes = std::fs::read_to_string(phenotypes_beside(file).context("a VCF file")?)?;
	let phenotypes: BTreeMap<_, _> =
		phenotypes.lines().filter_map(|line| line.split_once('\t')).collect();
	let mut people = Vec::new();
	for (place, (name, (one, two))) in sites(file)?.into_iter().enumerate() {
		let case = phenotypes.get(name.as_str()).context("everybody has a phenotype")? == &"1";
		people.push((name, (case, one.into(), (place > 0).then_some(two.into()))));
	}
	Ok(people)
}

fn write_tables(files: &[PathBuf]) -> Result<()> {
	with_phenotypes(files)?;
	for file in files {
		let mut table = "sample\tcase\tone-copy\ttwo-copies\n".to_owned();
		for (name, (case, one, two)) in people(file)? {
			let two = two.map(|two| two.to_string()).unwrap_or_default();
			table += &format!("{name}\t{}\t{one}\t{two}\n", u8::from(case));
		}
		std::fs::write(people_table(file), table)?;
	}
	Ok(())
}

async fn open(folder: &Path) -> Result<(JointStory, Vec<Vec<Person>>)> {
	let mut silent = |_: &str| ();
	let story = JointStory::open(folder, TableKind::PeopleAlone, write_tables, &mut silent).await?;
	let people = |file: &PathBuf| Ok(people(file)?.into_iter().map(|(_, person)| person).collect());
	let people = story.files.iter().map(people).collect::<Result<Vec<Vec<Person>>>>()?;
	Ok((story, people))
}

/// Mean and standard deviation, rounded.
fn moments(numbers: &[f64]) -> (f64, f64) {
	let count = numbers.len() as f64;
	let mean = numbers.iter().sum::<f64>() / count;
	let variance = numbers.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / count;
	(mean.round(), variance.sqrt().round().max(1.0))
}

fn close(found: &serde_json::Value, wanted: f64, tolerance: f64) {
	let found = found.as_f64().expect("a number");
	assert!((found - wanted).abs() <= tolerance, "{found} where {wanted} was computed directly");
}

#[tokio::test]
async fn three_registries_fit_a_model_to_people_whom_none_of_them_shows() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let (mut story, people) = open(folder.path()).await?;
		let complete: Vec<(bool, f64, f64)> =
			people.iter().flatten().filter_map(|p| Some((p.0, p.1, p.2?))).collect();
		let (mean1, deviation1) = moments(&complete.iter().map(|p| p.1).collect::<Vec<_>>());
		let (mean2, deviation2) = moments(&complete.iter().map(|p| p.2).collect::<Vec<_>>());
		let asked = format!(
			"regression --outcome case --covariate one-copy:{mean1}:{deviation1} \
			 --covariate two-copies:{mean2}:{deviation2} --data DATA"
		);
		let question = JointQuestion {
			code: REGRESSION,
			parameters: ParametersType::Regression,
			strength: HonestMajority,
			asked: &asked,
		};
		let (model, table) = story.ask(question, &mut |_| ()).await?;

		let row = |(case, one, two): &(bool, f64, f64)| {
			Row::of(*case, &[(one - mean1) / deviation1, (two - mean2) / deviation2])
		};
		let plain_rows: Vec<Row> =
			complete.iter().map(row).collect::<Option<_>>().context("rows")?;
		let wanted = plain::fit(&plain_rows, 25);
		assert_eq!((&model["converged"], &model["withheld"]), (&true.into(), &false.into()));
		let terms = model["terms"].as_array().context("a list")?;
		let units = [("(intercept)", 1.0), ("one-copy", deviation1), ("two-copies", deviation2)];
		assert_eq!(terms.len(), units.len());
		for ((term, (name, unit)), (estimate, error)) in terms.iter().zip(units).zip(wanted) {
			assert_eq!(word(term, "term")?, name);
			close(&term["estimate"], estimate / unit, 2e-3 / unit);
			close(&term["standard_error"], error / unit, 2e-3 / unit);
		}
		assert!(table.contains("one-copy") && table.contains("odds_ratio"), "{table}");
		Ok(())
	})
	.await
}

#[tokio::test]
async fn three_registries_order_numbers_that_none_of_them_shows() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let (mut story, people) = open(folder.path()).await?;
		let mut numbers: Vec<f64> = people.iter().flatten().map(|person| person.1).collect();
		numbers.sort_by(f64::total_cmp);
		let ask = |asked| JointQuestion {
			code: ORDER,
			parameters: ParametersType::Order,
			strength: HonestMajority,
			asked,
		};
		let quantiles =
			"order --column one-copy --quantiles 1/4,1/2,0.75 --data DATA --minimum-cell 3";
		let (found, table) = story.ask(ask(quantiles), &mut |_| ()).await?;
		for (value, part) in found["values"].as_array().context("a list")?.iter().zip([1, 2, 3]) {
			let rank = (numbers.len() * part).div_ceil(4);
			assert_eq!(word(value, "value")?, numbers[rank - 1].to_string(), "{found}");
		}
		assert!(table.starts_with("1/4 of one-copy: "), "{table}");
		Ok(())
	})
	.await
}

/// Budgets hold one job of the question, and no exact one.
async fn lower_budgets(story: &JointStory) -> Result<()> {
	let allowance = Allowance::AtMost(Rho::from_micro(90_000));
	for (lab, data) in story.cast.laboratories.iter().zip(story.cast.identities()?) {
		let lower = privacy_budget::lower(data, allowance);
		story.cast.chain.submit(&lab.organisation.signer, lower).await?;
	}
	Ok(())
}

#[tokio::test]
async fn noise_is_paid_from_the_budget_until_that_is_spent() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let (mut story, people) = open(folder.path()).await?;
		lower_budgets(&story).await?;
		let mut numbers: Vec<f64> = people.iter().flatten().filter_map(|person| person.2).collect();
		numbers.sort_by(f64::total_cmp);
		let edge = numbers[numbers.len() / 2];
		let asked = format!(
			"order --column two-copies --edges {edge} --data DATA --minimum-cell 2 --rounding 2"
		);
		let question = |code| JointQuestion {
			code,
			parameters: ParametersType::Order,
			strength: HonestMajority,
			asked: &asked,
		};
		let rule = DisclosureRule { minimum_cell: 2, most_items: 1, rounding: 2 };
		let mut first = story.prepare(question(NOISED_HISTOGRAM), rule, &mut |_| ()).await?;
		first.create += " --rho 0.05";
		let (found, table) = story.answer(&first)?;
		assert!(table.starts_with("noised numbers: "), "{table}");
		// Variance 15, of which two thirds are paid for.
		assert_eq!(word(&found, "standard_deviation")?, "3.873");
		let below = numbers.iter().filter(|number| **number < edge).count();
		let bins = found["bins"].as_array().context("a list")?;
		assert_eq!(bins.len(), 2);
		for (bin, exact) in bins.iter().zip([below, numbers.len() - below]) {
			// Nine standard deviations and the rounding; what is kept back is below two.
			let told = bin["people"].as_i64();
			assert!(told.is_none_or(|told| told >= 2 && told % 2 == 0), "{found}");
			assert!((told.unwrap_or(1) - i64::try_from(exact)?).abs() <= 36, "{found}");
		}
		let consumer = story.consumer();
		for data in story.cast.identities()? {
			let shown = consumer.json(&format!("data show {data}"))?;
			assert_eq!(word(&shown["privacy"], "spent_rho")?, "0.050001", "{shown}");
		}

		consumer.reads("job key-new --out second.key")?;
		let second = first.create.replace(&first.key, "second.key");
		let exact = story.prepare(question(ORDER), rule, &mut |_| ()).await?;
		let consumer = story.consumer();
		consumer.is_refused(&second, &["more privacy than the budget"])?;
		consumer.is_refused(&exact.create, &["The holder allows noised results only"])
	})
	.await
}

#[tokio::test]
async fn three_registries_learn_who_has_most_and_nothing_else() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let (mut story, people) = open(folder.path()).await?;
		let sums: Vec<f64> =
			people.iter().map(|lab| lab.iter().map(|person| person.1).sum()).collect();
		let most = sums.iter().copied().fold(f64::MIN, f64::max);
		let richest = sums.iter().position(|sum| *sum == most).context("somebody")?;
		let question = JointQuestion {
			code: MILLIONAIRES,
			parameters: ParametersType::Millionaires,
			strength: HonestMajority,
			asked: "millionaires --column one-copy --measure sum --bits 20",
		};
		let (found, table) = story.ask(question, &mut |_| ()).await?;
		assert_eq!(found["richest"], richest, "{sums:?}");
		let data = story.cast.identities()?[richest];
		assert_eq!(found["data"], data);
		assert!(table.contains(&format!("data identity {data} has most")), "{table}");
		Ok(())
	})
	.await
}
