//! What can be looked up.

use super::Spelling;
use crate::ontology::TermId;
use codec::Encode;
use panshi_primitives::genomics::{ReferenceBuild, VariantKey};
use thiserror::Error;
use zeroize::Zeroizing;

/// Longest identifier of a gene.
const MAX_GENE: usize = 32;

/// A key of the table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Item {
	/// A variant, written as the table's [`Spelling`] says.
	Variant {
		/// Assembly of the position.
		build: ReferenceBuild,
		/// The variant.
		variant: VariantKey,
	},
	/// A gene together with a phenotype.
	GenePhenotype {
		/// Identifier of the gene, such as `HGNC:1100`.
		gene: String,
		/// The phenotype.
		phenotype: TermId,
	},
}

/// Why an item cannot be looked up.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ItemError {
	/// Two spellings of a variant would be two items.
	#[error("the variant is not in its normal form; normalise it by the table's rule and use upper-case bases")]
	NotCanonical,
	/// The variant stands on another assembly than those of the table.
	#[error("the variant is on another assembly than the table's")]
	OtherBuild,
	/// Not an identifier.
	#[error("the gene is not an identifier of at most {MAX_GENE} visible characters")]
	Gene,
}

impl Item {
	/// The input of the OPRF in a table of this spelling: a domain string and the SCALE encoding of the
	/// item.
	pub(super) fn to_input(&self, spelling: &Spelling) -> Result<Zeroizing<Vec<u8>>, ItemError> {
		const DOMAIN: &[u8] = b"panshi/query/item";
		let input = match self {
			Item::Variant { build, variant } => {
				if *build != spelling.build {
					return Err(ItemError::OtherBuild);
				}
				if !variant.follows(&spelling.rule) {
					return Err(ItemError::NotCanonical);
				}
				(DOMAIN, 0u8, build, variant).encode()
			},
			Item::GenePhenotype { gene, phenotype } => {
				let visible = gene.bytes().all(|b| b.is_ascii_graphic());
				if gene.is_empty() || gene.len() > MAX_GENE || !visible {
					return Err(ItemError::Gene);
				}
				(DOMAIN, 1u8, gene, phenotype.number()).encode()
			},
		};
		Ok(Zeroizing::new(input))
	}
}
