//! Opening evidence from pooled cases: which criteria each variant meets.

use super::{ResultError, SealedBytes};
use crate::words;
use panshi_compute::{protocols::results, questions::EvidenceQuestion, sealed_sum::ResultKeyPair};
use panshi_mpc::programs::evidence::{Output, Verdict};
use panshi_primitives::{
	acmg::{Class, Evidence},
	genomics::VariantKey,
	job::EVIDENCE,
};
use serde::Serialize;

/// What is known of a variant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EvidenceVariant {
	/// Name of the sequence.
	pub chrom: String,
	/// One-based position.
	pub pos: u32,
	/// Reference allele.
	#[serde(rename = "ref")]
	pub reference: String,
	/// Alternate allele.
	#[serde(rename = "alt")]
	pub alternate: String,
	/// Criteria that it meets with the strength of each, such as `PS4_Moderate`.
	pub criteria: Vec<String>,
	/// Sum of their points (Tavtigian et al. 2020).
	pub points: i32,
	/// The class by points, from these criteria alone.
	pub by_points: String,
	/// The class by rules (Richards et al. 2015), from these criteria alone.
	pub by_rules: String,
}

impl EvidenceVariant {
	/// What `verdict` says of `key`.
	pub fn new(key: &VariantKey, verdict: &Verdict) -> Self {
		let found = verdict.classification();
		EvidenceVariant {
			chrom: words::text(&key.sequence),
			pos: key.position,
			reference: words::text(&key.reference),
			alternate: words::text(&key.alternate),
			criteria: verdict.evidence().iter().map(criterion).collect(),
			points: found.points,
			by_points: class(found.by_points).to_owned(),
			by_rules: class(found.by_rules).to_owned(),
		}
	}
}

/// The code of a criterion, with its strength where it is not the guideline's own.
fn criterion(evidence: &Evidence) -> String {
	let code = format!("{:?}", evidence.criterion).to_uppercase();
	match evidence.strength == evidence.criterion.strength() {
		true => code,
		false => format!("{code}_{:?}", evidence.strength),
	}
}

fn class(class: Class) -> &'static str {
	match class {
		Class::Benign => "benign",
		Class::LikelyBenign => "likely benign",
		Class::Uncertain => "uncertain",
		Class::LikelyPathogenic => "likely pathogenic",
		Class::Pathogenic => "pathogenic",
	}
}

/// Joins verdicts with the list of variants that were asked about.
pub fn evidence_variants(question: &EvidenceQuestion, output: &Output) -> Vec<EvidenceVariant> {
	let variants = question.list.variants.iter().zip(&output.verdicts);
	variants.map(|(key, verdict)| EvidenceVariant::new(key, verdict)).collect()
}

impl SealedBytes {
	/// Opens evidence from pooled cases; for `parameters` see [`SealedBytes::parameters`].
	pub fn evidence(
		&self,
		key: &ResultKeyPair,
		parameters: Option<&[u8]>,
	) -> Result<Vec<EvidenceVariant>, ResultError> {
		let strength = self.strength_of(EVIDENCE)?;
		let question = self.question(EvidenceQuestion::read(self.parameters(parameters)?))?;
		let output = results::evidence(&question.parameters, strength, &self.packets(key)?);
		Ok(evidence_variants(&question, &self.output(output)?))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_primitives::acmg::{FrequencyEvidence, Strength};

	#[test]
	fn criteria_are_named_with_the_strength_they_were_given() {
		let key = VariantKey {
			sequence: b"22".to_vec(),
			position: 5,
			reference: b"A".to_vec(),
			alternate: b"C".to_vec(),
		};
		let verdict = Verdict {
			frequency: Some(FrequencyEvidence::Pm2),
			ps4: Some(Strength::Strong),
			pp1: Some(Strength::Moderate),
			bs2: false,
		};
		let variant = EvidenceVariant::new(&key, &verdict);
		assert_eq!(variant.criteria, ["PS4", "PP1_Moderate", "PM2_Supporting"]);
		assert_eq!((variant.points, variant.by_points.as_str()), (7, "likely pathogenic"));
	}
}
