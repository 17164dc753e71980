//! ACMG/AMP evidence on variants from the cases of all holders.
//!
//! Each holder inputs, for every variant, the numbers of [`VariantCounts`]. They are added under the
//! protocol and compared with the agreed [`Thresholds`] there; what the receiver learns is which
//! criteria are met, and at which strength ([`Verdict`]): no number, not even a pooled one. The
//! parties learn nothing. In a rare disease the pooled numbers are themselves small, so that keeping
//! back variants with small cells would keep back the very ones that matter: under a minimum cell a
//! verdict is the most cautious one on all pools that it must not tell apart.

mod guard;
mod parameters;
pub mod plain;
mod run;
#[cfg(test)]
mod tests;

pub use parameters::{Parameters, Thresholds, MAX_PEOPLE, MAX_VARIANTS};
pub use run::run;

use super::{receive, Packet, ProgramError};
use crate::Mpc;
use codec::{Decode, Encode, MaxEncodedLen};
use panshi_primitives::acmg::{Classification, Criterion, Evidence, FrequencyEvidence, Strength};

/// What one holder knows of one variant.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq)]
pub struct VariantCounts {
	/// Unrelated cases who carry the variant.
	pub case_carriers: u32,
	/// Unrelated cases who were genotyped and do not.
	pub case_others: u32,
	/// Controls who carry the variant.
	pub control_carriers: u32,
	/// Controls who were genotyped and do not.
	pub control_others: u32,
	/// Alleles of the general population that are the variant.
	pub alternate_alleles: u32,
	/// Alleles of the general population that were called and are not.
	pub other_alleles: u32,
	/// Healthy adults with a genotype that would have caused the disease, if the variant did.
	pub healthy_carriers: u32,
	/// Informative meioses in which the variant went with the disease, over all families.
	pub meioses: u32,
}

impl VariantCounts {
	/// The numbers, in the order in which they are declared.
	pub fn numbers(&self) -> [u32; 8] {
		[
			self.case_carriers,
			self.case_others,
			self.control_carriers,
			self.control_others,
			self.alternate_alleles,
			self.other_alleles,
			self.healthy_carriers,
			self.meioses,
		]
	}
}

/// Which criteria a variant meets.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, MaxEncodedLen, PartialEq)]
pub struct Verdict {
	/// BA1, BS1 or PM2.
	pub frequency: Option<FrequencyEvidence>,
	/// PS4: commoner among cases than among controls.
	pub ps4: Option<Strength>,
	/// PP1: goes with the disease in families.
	pub pp1: Option<Strength>,
	/// BS2: seen in healthy adults.
	pub bs2: bool,
}

impl Verdict {
	/// The criteria with their weights.
	pub fn evidence(&self) -> Vec<Evidence> {
		let at = |criterion| move |strength| Evidence { criterion, strength };
		let bs2 = self.bs2.then(|| Criterion::Bs2.into());
		let pathogenic = [self.ps4.map(at(Criterion::Ps4)), self.pp1.map(at(Criterion::Pp1))];
		let benign = [self.frequency.map(Evidence::from), bs2];
		pathogenic.into_iter().chain(benign).flatten().collect()
	}

	/// What they amount to by themselves, by points and by rules.
	pub fn classification(&self) -> Classification {
		Classification::of(&self.evidence())
	}

	/// The verdict of two bits each for frequency, PS4 and PP1, and one for BS2, lowest first.
	fn from_code(code: i128) -> Option<Self> {
		let code = u8::try_from(code).ok().filter(|code| *code < 1 << 7)?;
		let frequency = match code & 3 {
			0 => None,
			1 => Some(FrequencyEvidence::Pm2),
			2 => Some(FrequencyEvidence::Bs1),
			_ => Some(FrequencyEvidence::Ba1),
		};
		let (ps4, pp1) = (strength(code >> 2), strength(code >> 4));
		Some(Verdict { frequency, ps4, pp1, bs2: code >> 6 == 1 })
	}
}

fn strength(level: u8) -> Option<Strength> {
	match level & 3 {
		0 => None,
		1 => Some(Strength::Supporting),
		2 => Some(Strength::Moderate),
		_ => Some(Strength::Strong),
	}
}

/// A verdict on each variant, in the order of the inputs.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Output {
	/// The verdicts.
	pub verdicts: Vec<Verdict>,
}

/// The output that the `packets` of all parties make, in the order of the parties.
pub fn read<M: Mpc>(
	parameters: &Parameters,
	packets: &[Packet<()>],
) -> Result<Output, ProgramError> {
	let ((), codes) = receive::<M, _>(packets)?;
	if u32::try_from(codes.len()) != Ok(parameters.variants) {
		return Err(ProgramError::Packets);
	}
	let verdicts: Option<_> = codes.into_iter().map(Verdict::from_code).collect();
	verdicts.map(|verdicts| Output { verdicts }).ok_or(ProgramError::Packets)
}
