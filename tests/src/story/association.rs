//! A joint association: holders compute together which variants are commoner among cases.

use super::{
	market::report_digest, run::refuse_failure, text, Authorization, Cast, Market, Outcome,
	Reporter,
};
use crate::{
	network::phenotypes_beside,
	plain_association::{Pooled, Study},
	plain_vcf,
};
use anyhow::{ensure, Context, Result};
use codec::Encode;
use panshi_client::open::{AssociationResult, AssociationVariant};
use panshi_compute::questions::AssociationQuestion;
use panshi_mpc::programs::association::{Parameters, Selection};
use panshi_primitives::{
	agreement::Windows,
	job::{
		AggregationMode, AlgorithmContent, JobId, OutputShape, ParametersType, Strength,
		ASSOCIATION, MAX_RESULT_BYTES,
	},
	BlockNumber, Hash,
};
use std::{collections::BTreeSet, path::PathBuf};

/// How a joint association of a story ended.
pub type AssociationOutcome = Outcome<AssociationResult>;

/// Relative difference up to which two floating-point ways to the same statistic agree.
const ROUNDING: f64 = 1e-9;
/// Relative difference below which the computation treats chi-squares as equal, with room to spare:
/// docs/protocols/joint-statistics.md has 2^-16.
const NEARLY_EQUAL: f64 = 1.0 / 32_768.0;
/// Blocks beyond the job's windows that a story waits.
const MORE: BlockNumber = 200;

/// Terms of a joint association.
#[derive(Clone)]
pub struct AssociationMarket {
	/// How many of the holders may cheat.
	pub strength: Strength,
	/// How many variants come out.
	pub top: u32,
	/// Longest times of the stages.
	pub windows: Windows,
}

impl AssociationMarket {
	/// Terms under `strength`, by which the `top` variants come out.
	pub fn new(strength: Strength, top: u32) -> Self {
		let compute = match strength {
			Strength::HonestMajority => 2_400,
			Strength::AllButOne => 7_200,
		};
		AssociationMarket { strength, top, windows: Windows { accept: 300, compute, check: 300 } }
	}

	/// The authorization's terms.
	pub fn market(&self) -> Market {
		Market { windows: self.windows, project: "joint association", ..Market::default() }
	}

	fn patience(&self) -> BlockNumber {
		self.windows.accept + 2 * self.windows.compute + MORE
	}
}

/// What the strength means, in plain words.
pub(crate) fn strength_words(strength: Strength) -> &'static str {
	match strength {
		Strength::HonestMajority => "one of the three holders may cheat",
		Strength::AllButOne => "all holders but one may cheat",
	}
}

impl Cast {
	/// The association of this strength, registered by a third party and approved by the operator.
	pub async fn register_association(
		&self,
		strength: Strength,
		report: Reporter<'_>,
	) -> Result<Hash> {
		report(&format!("strength of the computation: {}", strength_words(strength)));
		let content = AlgorithmContent {
			name: text("Joint association")?,
			code: text(&String::from_utf8_lossy(ASSOCIATION))?,
			specification: report_digest(1),
			parameters: ParametersType::Association,
			output: OutputShape::Bytes { most: MAX_RESULT_BYTES },
			aggregation: AggregationMode::Agreement { strength },
		};
		self.register(content, report).await
	}

	/// Asks for the `top` variants of all that any holder has, and creates the job.
	pub async fn ask_association(
		&self,
		authorization: &Authorization,
		top: u32,
		report: Reporter<'_>,
	) -> Result<(JobId, super::Question)> {
		let list = self.variants()?;
		let head = self.chain.head().await?;
		let mut people = Vec::new();
		for data in self.identities()? {
			people.push(head.identity(data).await?.descriptor.sample_count);
		}
		let variants = u32::try_from(list.variants.len())?;
		let parameters = Parameters {
			variants,
			people,
			selection: Selection::Top { count: top },
			minimum_cell: 0,
			rounding: 0,
		};
		let question = AssociationQuestion { list, parameters };
		let question = self.upload(question.encode(), variants, report).await?;
		let job = self.create_job(authorization, &question).await?;
		report(&format!("job {job} created, its fee on hold"));
		Ok((job, question))
	}

	/// Asks, follows, opens; fails unless the job was settled.
	pub async fn run_association(
		&self,
		authorization: &Authorization,
		market: &AssociationMarket,
		report: Reporter<'_>,
	) -> Result<AssociationOutcome> {
		let (job, question) = self.ask_association(authorization, market.top, report).await?;
		let ended = self.follow_for(job, market.patience(), report).await?;
		refuse_failure(job, &ended)?;
		let sealed = self.chain.sealed_bytes(job).await?;
		let result = sealed.association(&question.key, Some(&question.encoded))?;
		report(&format!(
			"result opened with the consumer's key: {} variants",
			result.variants.len()
		));
		self.outcome(job, &ended, result).await
	}

	/// Follows a joint association to its end.
	pub async fn follow_association(
		&self,
		job: JobId,
		market: &AssociationMarket,
		report: Reporter<'_>,
	) -> Result<panshi_primitives::job::Job> {
		self.follow_for(job, market.patience(), report).await
	}
}

/// Writes a synthetic phenotype for every person of the files, beside each.
///
/// Nobody knows anything about the health of these people: who is called a case follows from a
/// digest of the person's name in the file, and so has nothing to do with the genotypes.
pub fn with_phenotypes(files: &[PathBuf]) -> Result<()> {
	for file in files {
		let path = phenotypes_beside(file).context("the file is not called NAME.vcf.gz")?;
		let mut table = "sample\tcase\n".to_string();
		for name in plain_vcf::people(file)? {
			let digest =
				sp_crypto_hashing::blake2_256(format!("synthetic phenotype of {name}").as_bytes());
			table += &format!("{name}\t{}\n", digest[0] & 1);
		}
		std::fs::write(path, table)?;
	}
	Ok(())
}

/// Holds what was opened against a direct computation; fails on any difference.
pub fn compare_association(result: &AssociationResult, study: &Study, top: u32) -> Result<()> {
	let mut best: Vec<f64> =
		study.values().filter_map(Pooled::chi1).filter(|chi| *chi > 0.0).collect();
	best.sort_by(|a, b| b.total_cmp(a));
	best.truncate(usize::try_from(top)?);
	let (found, wanted) = (result.variants.len(), best.len());
	ensure!(found == wanted, "{found} variants came out, a direct computation selects {wanted}");
	let mut seen = BTreeSet::new();
	for (variant, wanted) in result.variants.iter().zip(&best) {
		let key = key_of(variant);
		let pooled = study.get(&key).with_context(|| format!("{key:?} is in no file"))?;
		compare_variant(variant, pooled)?;
		let chi = variant.chi1.unwrap_or_default();
		ensure!(
			(chi - wanted).abs() <= NEARLY_EQUAL * wanted,
			"{key:?} with chi-square {chi} has the place of one with {wanted}"
		);
		ensure!(seen.insert(key), "{variant:?} came out twice");
	}
	Ok(())
}

/// Key of the variant in a direct computation.
pub fn key_of(variant: &AssociationVariant) -> plain_vcf::Key {
	let AssociationVariant { chrom, pos, reference, alternate, .. } = variant;
	(chrom.clone(), *pos, reference.clone(), alternate.clone())
}

fn compare_variant(variant: &AssociationVariant, pooled: &Pooled) -> Result<()> {
	let counts = (variant.cases, variant.controls);
	ensure!(
		counts == (pooled.cases, pooled.controls),
		"{variant:?}: a direct count gives {:?} and {:?}",
		pooled.cases,
		pooled.controls
	);
	let odds = pooled.odds();
	let wanted = [
		("chi1", variant.chi1, pooled.chi1()),
		("chi2", variant.chi2, pooled.chi2()),
		("odds_ratio", variant.odds_ratio, odds.map(|[ratio, _, _]| ratio)),
		("ci_low", variant.ci_low, odds.map(|[_, low, _]| low)),
		("ci_high", variant.ci_high, odds.map(|[_, _, high]| high)),
	];
	for (name, found, wanted) in wanted {
		let equal = match (found, wanted) {
			(Some(found), Some(wanted)) => {
				(found - wanted).abs() <= ROUNDING * f64::max(wanted.abs(), 1e-300)
			},
			(found, wanted) => found == wanted,
		};
		ensure!(equal, "{variant:?}: {name} is {found:?}, computed directly {wanted:?}");
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_mpc::programs::association::GenotypeCounts;
	use panshi_primitives::genomics::VariantKey;

	fn study(tables: &[([u32; 3], [u32; 3])]) -> Study {
		let pooled = |(cases, controls): &([u32; 3], [u32; 3])| Pooled {
			id: String::new(),
			cases: *cases,
			controls: *controls,
		};
		let key = |position| ("22".to_string(), position, "A".to_string(), "C".to_string());
		(1..).map(key).zip(tables.iter().map(pooled)).collect()
	}

	fn opened(study: &Study, positions: &[u32]) -> AssociationResult {
		let variants = positions.iter().map(|position| {
			let key = VariantKey {
				sequence: b"22".to_vec(),
				position: *position,
				reference: b"A".to_vec(),
				alternate: b"C".to_vec(),
			};
			let pooled = &study[&("22".to_string(), *position, "A".to_string(), "C".to_string())];
			let counts = GenotypeCounts { cases: pooled.cases, controls: pooled.controls };
			AssociationVariant::new(&key, &counts)
		});
		AssociationResult { variants: variants.collect() }
	}

	const TABLES: [([u32; 3], [u32; 3]); 4] = [
		([2, 5, 3], [6, 3, 1]),
		([9, 1, 0], [4, 6, 0]),
		([10, 0, 0], [10, 0, 0]),
		([5, 4, 1], [6, 3, 1]),
	];

	#[test]
	fn what_was_computed_together_equals_a_direct_computation() {
		let study = study(&TABLES);
		assert!(compare_association(&opened(&study, &[2, 1]), &study, 2).is_ok());
		assert!(compare_association(&opened(&study, &[2, 1, 4]), &study, 5).is_ok());
	}

	#[test]
	fn every_difference_is_found() {
		let study = study(&TABLES);
		let good = opened(&study, &[2, 1]);
		assert!(compare_association(&good, &study, 1).is_err(), "one too many");
		assert!(compare_association(&opened(&study, &[2, 4]), &study, 2).is_err(), "not the best");
		assert!(compare_association(&opened(&study, &[1, 2]), &study, 2).is_err(), "disordered");
		assert!(compare_association(&opened(&study, &[2, 2]), &study, 2).is_err(), "twice");
		let spoil = [
			|variant: &mut AssociationVariant| variant.cases[0] += 1,
			|variant: &mut AssociationVariant| variant.chi2 = Some(1.0),
			|variant: &mut AssociationVariant| variant.odds_ratio = None,
			|variant: &mut AssociationVariant| {
				variant.ci_low = variant.ci_low.map(|low| low * (1.0 + 1e-7))
			},
		];
		for spoil in spoil {
			let mut other = good.clone();
			spoil(&mut other.variants[1]);
			assert!(compare_association(&other, &study, 2).is_err());
		}
	}
}
