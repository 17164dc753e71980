//! Showing what holders computed together.

use crate::cli::session::Session;
use panshi_client::{
	open::{
		AssociationResult, EvidenceVariant, MillionairesResult, NoisedHistogram, OrderResult,
		OverlapResult, RegressionResult, SealedBytes,
	},
	words,
};
use panshi_compute::sealed_sum::ResultKeyPair;
use panshi_primitives::job::{
	ASSOCIATION, EVIDENCE, MILLIONAIRES, NOISED_HISTOGRAM, ORDER, OVERLAP, OVERLAP_SIZE, REGRESSION,
};

pub(super) fn show(
	sealed: &SealedBytes,
	key: &ResultKeyPair,
	parameters: Option<&[u8]>,
	session: &mut Session<'_>,
) -> anyhow::Result<()> {
	match sealed.algorithm.code.as_slice() {
		ASSOCIATION => association(&sealed.association(key, parameters)?, session),
		EVIDENCE => evidence(&sealed.evidence(key, parameters)?, session),
		ORDER => order(&sealed.order(key, parameters)?, session),
		NOISED_HISTOGRAM => noised_histogram(&sealed.noised_histogram(key, parameters)?, session),
		REGRESSION => regression(&sealed.regression(key, parameters)?, session),
		MILLIONAIRES => millionaires(&sealed.millionaires(key)?, session),
		OVERLAP | OVERLAP_SIZE => overlap(&sealed.overlap(key, parameters)?, session),
		_ => Err(sealed.unknown_algorithm().into()),
	}
}

fn association(result: &AssociationResult, session: &mut Session<'_>) -> anyhow::Result<()> {
	session.output.value(result, |out| {
		writeln!(out, "{} variants, the most significant first", result.variants.len())?;
		writeln!(
			out,
			"chrom\tpos\tref\talt\tchi1\tchi2\todds_ratio\tci_low\tci_high\tcases\tcontrols"
		)?;
		let number =
			|value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.6}"));
		let counts = |[none, one, two]: [u32; 3]| format!("{none}/{one}/{two}");
		result.variants.iter().try_for_each(|v| {
			let statistics = [v.chi1, v.chi2, v.odds_ratio, v.ci_low, v.ci_high].map(number);
			let (chrom, pos, reference, alternate) = (&v.chrom, v.pos, &v.reference, &v.alternate);
			let (statistics, cases, controls) =
				(statistics.join("\t"), counts(v.cases), counts(v.controls));
			writeln!(
				out,
				"{chrom}\t{pos}\t{reference}\t{alternate}\t{statistics}\t{cases}\t{controls}"
			)
		})
	})
}

fn evidence(variants: &[EvidenceVariant], session: &mut Session<'_>) -> anyhow::Result<()> {
	let headers =
		["chrom", "pos", "ref", "alt", "criteria", "points", "class by points", "class by rules"];
	session.output.list(variants, &headers, |v| {
		vec![
			v.chrom.clone(),
			v.pos.to_string(),
			v.reference.clone(),
			v.alternate.clone(),
			v.criteria.join(","),
			v.points.to_string(),
			v.by_points.clone(),
			v.by_rules.clone(),
		]
	})
}

fn order(result: &OrderResult, session: &mut Session<'_>) -> anyhow::Result<()> {
	session.output.value(result, |out| {
		let column = &result.column;
		for value in &result.values {
			let number = value.value.as_deref().unwrap_or("kept back");
			writeln!(out, "{} of {column}: {number}", value.what)?;
		}
		if result.bins.is_empty() {
			return Ok(());
		}
		writeln!(out, "{}", bins_header(column))?;
		result
			.bins
			.iter()
			.try_for_each(|bin| writeln!(out, "{}", bin_line((&bin.from, &bin.to), bin.people)))
	})
}

fn noised_histogram(result: &NoisedHistogram, session: &mut Session<'_>) -> anyhow::Result<()> {
	session.output.value(result, |out| {
		writeln!(
			out,
			"noised numbers: each is off by chance, with a standard deviation of {}, and may be negative",
			result.standard_deviation
		)?;
		writeln!(out, "{}", bins_header(&result.column))?;
		result
			.bins
			.iter()
			.try_for_each(|bin| writeln!(out, "{}", bin_line((&bin.from, &bin.to), bin.people)))
	})
}

fn bins_header(column: &str) -> String {
	format!("{:>14}  {:>14}  people", format!("{column} from"), "to below")
}

fn bin_line(
	(from, to): (&Option<String>, &Option<String>),
	people: Option<impl ToString>,
) -> String {
	let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
	let people = people.map_or("kept back".to_owned(), |people| people.to_string());
	format!("{:>14}  {:>14}  {people}", side(from), side(to))
}

fn regression(result: &RegressionResult, session: &mut Session<'_>) -> anyhow::Result<()> {
	session.output.value(result, |out| {
		if result.withheld {
			return writeln!(
				out,
				"kept back by the disclosure rule: there are too few with {}, or too few without, or \
				 the model would tell of single people among them",
				result.outcome
			);
		}
		if !result.converged {
			writeln!(out, "the search did not come to rest: do not use these numbers")?;
		}
		writeln!(
			out,
			"{:<20} {:>12} {:>12} {:>9} {:>12} {:>12} {:>12}",
			result.outcome, "estimate", "std_error", "z", "odds_ratio", "ci_low", "ci_high"
		)?;
		result.terms.iter().try_for_each(|t| {
			writeln!(
				out,
				"{:<20} {:>12.6} {:>12.6} {:>9.3} {:>12.6} {:>12.6} {:>12.6}",
				t.term, t.estimate, t.standard_error, t.z, t.odds_ratio, t.ci_low, t.ci_high
			)
		})
	})
}

fn millionaires(result: &MillionairesResult, session: &mut Session<'_>) -> anyhow::Result<()> {
	session
		.output
		.value(result, |out| writeln!(out, "the holder of data identity {} has most", result.data))
}

fn overlap(result: &OverlapResult, session: &mut Session<'_>) -> anyhow::Result<()> {
	session.output.value(result, |out| {
		if let Some(minimum) = result.fewer_than {
			return writeln!(
				out,
				"fewer than {minimum} people are in all lists; the rest is kept back"
			);
		}
		if let Some(most) = result.more_than {
			return writeln!(
				out,
				"more than {most} people are in all lists; the rest is kept back"
			);
		}
		writeln!(out, "{} people are in all lists", result.size.unwrap_or_default())?;
		if result.people.is_empty() {
			return Ok(());
		}
		let data: Vec<_> = result.data.iter().map(|data| format!("data {data}")).collect();
		writeln!(out, "{}", data.join("\t"))?;
		for person in &result.people {
			let names: Vec<_> = person.iter().map(|name| words::seen(name)).collect();
			writeln!(out, "{}", names.join("\t"))?;
		}
		Ok(())
	})
}
