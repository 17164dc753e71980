//! What can be looked up.

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
	/// A variant, normalised by the rule that the table's owner names.
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
	#[error("the variant is not in its normal form; trim it and use upper-case bases")]
	NotCanonical,
	/// Not an identifier.
	#[error("the gene is not an identifier of at most {MAX_GENE} visible characters")]
	Gene,
}

impl Item {
	/// The input of the OPRF: a domain string and the SCALE encoding of the item.
	pub(super) fn to_input(&self) -> Result<Zeroizing<Vec<u8>>, ItemError> {
		const DOMAIN: &[u8] = b"panshi/query/item";
		let input = match self {
			Item::Variant { build, variant } => {
				if !variant.is_canonical() || variant.clone().trimmed() != *variant {
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
