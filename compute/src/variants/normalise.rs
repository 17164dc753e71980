//! The rules that give every spelling of a variant one key.

use super::{
	reference::{LoadedSequence, ReferenceGenome},
	ReferenceError,
};
use panshi_primitives::genomics::{NormalisationRule, VariantKey, MAX_ALLELE};

/// Brings variants to the spelling that a [`NormalisationRule`] asks for.
pub struct Normaliser(Kind);

enum Kind {
	Trimmed,
	FullyJustified { genome: ReferenceGenome, loaded: Option<LoadedSequence> },
}

impl Normaliser {
	/// Trims common bases.
	pub fn trimmed() -> Self {
		Normaliser(Kind::Trimmed)
	}

	/// Trims common bases, then extends insertions and deletions over the whole region in which
	/// they may be written (GA4GH VRS 2, "Allele Normalization"; Holmes et al., "SPDI: data model
	/// for variants and applications at NCBI", Bioinformatics 2020, the VOCA algorithm).
	pub fn fully_justified(genome: ReferenceGenome) -> Self {
		Normaliser(Kind::FullyJustified { genome, loaded: None })
	}

	/// The rule it follows.
	pub fn rule(&self) -> NormalisationRule {
		match &self.0 {
			Kind::Trimmed => NormalisationRule::Trimmed,
			Kind::FullyJustified { genome, .. } => {
				NormalisationRule::FullyJustified { reference: genome.digest() }
			},
		}
	}

	/// The normalised key, or `None` if its alleles would be longer than [`MAX_ALLELE`].
	///
	/// Sequences are read one at a time: data sorted by sequence read each of them once.
	pub fn normalise(&mut self, key: VariantKey) -> Result<Option<VariantKey>, ReferenceError> {
		match &mut self.0 {
			Kind::Trimmed => Ok(Some(key.trimmed())),
			Kind::FullyJustified { genome, loaded } => {
				if loaded.as_ref().is_none_or(|sequence| sequence.name() != key.sequence) {
					// The old sequence goes before the new one comes.
					*loaded = None;
					*loaded = Some(genome.load(&key.sequence)?);
				}
				match loaded {
					Some(sequence) => fully_justify(key, sequence),
					None => Ok(None),
				}
			},
		}
	}
}

fn fully_justify(
	key: VariantKey,
	sequence: &LoadedSequence,
) -> Result<Option<VariantKey>, ReferenceError> {
	// Zero-based; a canonical key has a position of at least one.
	let written = usize::try_from(key.position).unwrap_or(usize::MAX).saturating_sub(1);
	if !sequence.has(written, &key.reference) {
		return Err(ReferenceError::Mismatch {
			sequence: String::from_utf8_lossy(&key.sequence).into_owned(),
			position: key.position,
		});
	}
	let VariantKey { sequence: name, mut reference, mut alternate, .. } = key;
	let mut start = written;
	while !reference.is_empty() && !alternate.is_empty() && reference.last() == alternate.last() {
		reference.pop();
		alternate.pop();
	}
	let common = reference.iter().zip(&alternate).take_while(|(r, a)| r == a).count();
	reference.drain(..common);
	alternate.drain(..common);
	start += common;
	let end = start + reference.len();

	if reference.is_empty() || alternate.is_empty() {
		// An insertion or a deletion of `moved` may be written anywhere where moving it one base
		// gives the same sequence.
		let moved = if reference.is_empty() { &alternate } else { &reference };
		let room = MAX_ALLELE.saturating_sub(moved.len());
		let left = roll_left(sequence, start, moved, room);
		let right = roll_right(sequence, end, moved, room);
		if left + right > room {
			return Ok(None);
		}
		let mut before = sequence.bases(start - left, start);
		let mut after = sequence.bases(end, end + right);
		start -= left;
		if left + right == 0 {
			// Nowhere else: one base of context keeps both alleles from being empty.
			if moved.len() == MAX_ALLELE {
				return Ok(None);
			}
			if start > 0 {
				before = sequence.bases(start - 1, start);
				start -= 1;
			} else {
				after = sequence.bases(end, end + 1);
			}
		}
		let extend = |allele: Vec<u8>| [before.as_slice(), &allele, &after].concat();
		reference = extend(reference);
		alternate = extend(alternate);
	}
	let position = u32::try_from(start + 1).unwrap_or(u32::MAX);
	let key = VariantKey { sequence: name, position, reference, alternate };
	Ok(key.is_canonical().then_some(key))
}

/// How many bases to the left of `start` repeat `moved` in a circle; at most `room` and one.
fn roll_left(sequence: &LoadedSequence, start: usize, moved: &[u8], room: usize) -> usize {
	let circle = moved.iter().rev().cycle();
	circle
		.zip((0..start).rev())
		.take(room + 1)
		.take_while(|(base, at)| sequence.base(*at) == Some(**base))
		.count()
}

/// How many bases from `end` on repeat `moved` in a circle; at most `room` and one.
fn roll_right(sequence: &LoadedSequence, end: usize, moved: &[u8], room: usize) -> usize {
	let circle = moved.iter().cycle();
	circle
		.zip(end..sequence.len())
		.take(room + 1)
		.take_while(|(base, at)| sequence.base(*at) == Some(**base))
		.count()
}
