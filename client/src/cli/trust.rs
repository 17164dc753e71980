//! How the result of an algorithm comes about, and whom its parties have to trust: what a signature
//! under its digest accepts. The words are those of docs/threat-model.md, shorter.

use panshi_client::{
	chain::{ChainError, Snapshot},
	words,
};
use panshi_primitives::{
	job::{AggregationMode, AlgorithmContent, OutputShape, Strength, OVERLAP, OVERLAP_SIZE},
	signing::algorithm_digest,
	Hash,
};
use serde::Serialize;

/// An algorithm as a signer reads it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(super) struct Accepted {
	digest: String,
	name: String,
	code: String,
	/// How shares become a result.
	mode: &'static str,
	/// How many may cheat, where the holders compute together.
	strength: Option<&'static str>,
	meaning: String,
}

impl Accepted {
	/// The algorithm with this digest on the chain. Fails if what the node gives has another one:
	/// nobody is to sign what they did not see.
	pub(super) async fn read(chain: &Snapshot, digest: &Hash) -> Result<Self, ChainError> {
		let content = chain.algorithm(digest).await?.content;
		match algorithm_digest(&content) == *digest {
			true => Ok(Self::new(digest, &content)),
			false => Err(ChainError::DigestDiffers { what: "the algorithm", digest: *digest }),
		}
	}

	fn new(digest: &Hash, content: &AlgorithmContent) -> Self {
		let (mode, strength) = match content.aggregation {
			AggregationMode::SealedSum => ("sealed-sum", None),
			AggregationMode::Agreement { strength } => ("agreement", Some(word(strength))),
			AggregationMode::Collect => ("collect", None),
		};
		Accepted {
			digest: words::hash(digest),
			name: words::text(&content.name),
			code: words::text(&content.code),
			mode,
			strength,
			meaning: meaning(content),
		}
	}

	/// The algorithm as lines for people.
	pub(super) fn lines(&self) -> String {
		let Accepted { digest, name, code, meaning, .. } = self;
		format!("\"{name}\", {code}\n{digest}\n{meaning}")
	}
}

fn word(strength: Strength) -> &'static str {
	match strength {
		Strength::AllButOne => "all-but-one",
		Strength::HonestMajority => "honest-majority",
	}
}

/// What an algorithm gives, and who may cheat in it.
pub(super) fn output(content: &AlgorithmContent) -> String {
	let size = match content.output {
		OutputShape::LanesPerItem { lanes } => format!("{lanes} lanes per item"),
		OutputShape::Bytes { most } => format!("at most {most} bytes"),
	};
	format!("{size}\n{}", meaning(content))
}

/// Who may cheat, what those learn who conspire, and what is detected.
fn meaning(content: &AlgorithmContent) -> String {
	let mut meaning = match content.aggregation {
		AggregationMode::SealedSum => SUM,
		AggregationMode::Agreement { strength: Strength::AllButOne } => ALL_BUT_ONE,
		AggregationMode::Agreement { strength: Strength::HonestMajority } => HONEST_MAJORITY,
		AggregationMode::Collect => COLLECT,
	}
	.to_owned();
	if [OVERLAP, OVERLAP_SIZE].contains(&content.code.as_slice()) {
		meaning += COUNTED_BY_THE_CONSUMER;
	}
	meaning
}

const SUM: &str = "\
A sum: each holder counts alone, the chain adds masked parts, and only the consumer opens the whole.
A consumer who conspires with holders learns the sum of the others.
Parts that do not belong together are detected; false counts are not detected.";
const ALL_BUT_ONE: &str = "\
The holders compute together; all but one of them may cheat. Agreed strength: all but one.
Even if they conspire they learn no more than the program tells them.
Cheating is detected before a wrong result comes out, and stops the computation, which any of them can; false inputs are not detected.";
const HONEST_MAJORITY: &str = "\
The three holders compute together; one of them may cheat. Agreed strength: honest majority.
One alone learns no more than the program tells it. Two who conspire would learn everything that all three put in, and could bend the result: who signs trusts that no two do.
Cheating by one is detected before a wrong result comes out, and stops the computation; a conspiracy of two is not detected, nor are false inputs.";
const COLLECT: &str = "\
Each holder answers alone, sealed for the consumer.
Holders have nothing to conspire about; the number of jobs bounds what a consumer learns by asking again.
A false answer is not detected.";
const COUNTED_BY_THE_CONSUMER: &str = "
If the consumer counts the size of an overlap, no two of the consumer and the first two participants may conspire.";

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_primitives::job::{ParametersType, ASSOCIATION};

	fn algorithm(code: &[u8], aggregation: AggregationMode) -> AlgorithmContent {
		AlgorithmContent {
			name: b"Which variants\nare commoner".to_vec().try_into().expect("short"),
			code: code.to_vec().try_into().expect("short"),
			specification: Hash::zero(),
			parameters: ParametersType::Association,
			output: OutputShape::Bytes { most: 4_096 },
			aggregation,
		}
	}

	fn of(strength: Strength) -> AggregationMode {
		AggregationMode::Agreement { strength }
	}

	#[test]
	fn an_honest_majority_says_what_two_who_conspire_learn() {
		let content = algorithm(ASSOCIATION, of(Strength::HonestMajority));
		let shown = Accepted::new(&Hash::repeat_byte(1), &content);
		assert_eq!((shown.mode, shown.strength), ("agreement", Some("honest-majority")));
		let lines = shown.lines();
		for said in [
			"\"Which variants\\u{a}are commoner\", panshi/association/1\n0x0101",
			"one of them may cheat. Agreed strength: honest majority.",
			"Two who conspire would learn everything",
			"a conspiracy of two is not detected",
		] {
			assert!(lines.contains(said), "{said}: {lines}");
			assert_eq!(lines.lines().count(), 5, "no line is of the author's making: {lines}");
		}
		let output = output(&content);
		assert!(output.starts_with("at most 4096 bytes\n") && output.contains("Two who conspire"));
	}

	#[test]
	fn all_but_one_says_that_they_may_conspire() {
		let content = algorithm(ASSOCIATION, of(Strength::AllButOne));
		let shown = Accepted::new(&Hash::zero(), &content);
		assert_eq!(shown.strength, Some("all-but-one"));
		assert!(shown.meaning.contains("all but one of them may cheat"));
		assert!(shown.meaning.contains("Even if they conspire they learn no more"));
		assert!(!shown.meaning.contains("the consumer counts"));
	}

	#[test]
	fn an_overlap_names_those_who_must_not_conspire() {
		for code in [OVERLAP, OVERLAP_SIZE] {
			let shown = meaning(&algorithm(code, of(Strength::AllButOne)));
			assert!(shown.ends_with("and the first two participants may conspire."), "{shown}");
		}
	}

	#[test]
	fn every_mode_says_who_may_conspire_and_what_is_not_detected() {
		for (mode, word, strength) in [
			(AggregationMode::SealedSum, "sealed-sum", None),
			(AggregationMode::Collect, "collect", None),
			(of(Strength::AllButOne), "agreement", Some("all-but-one")),
			(of(Strength::HonestMajority), "agreement", Some("honest-majority")),
		] {
			let shown = Accepted::new(&Hash::zero(), &algorithm(b"x", mode));
			assert_eq!((shown.mode, shown.strength), (word, strength));
			assert!(shown.meaning.contains("conspire") && shown.meaning.contains("not detected"));
		}
	}
}
