//! Identifiers of what is on a chain, for documents that leave it.

use panshi_primitives::{agreement::AgreementId, data::DataId, AccountId, Hash};

/// Vocabularies of the OBO Foundry, whose terms have an IRI of a common form.
const OBO: &[&str] = &["DUO", "HP", "MONDO", "NCIT", "NCBITaxon", "UBERON", "CL", "OBI"];

/// Makes identifiers that name the chain: `urn:panshi:GENESIS:…`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Iris {
	genesis: Hash,
}

impl Iris {
	/// Identifiers on the chain with this genesis hash.
	pub fn new(genesis: Hash) -> Self {
		Iris { genesis }
	}

	/// Of something of a kind.
	pub fn of(&self, kind: &str, id: impl std::fmt::Display) -> String {
		format!("urn:panshi:{}:{kind}:{id}", hex::encode(self.genesis))
	}

	/// Of a data identity.
	pub fn data(&self, data: DataId) -> String {
		self.of("data", data)
	}

	/// Of an agreement.
	pub fn agreement(&self, agreement: AgreementId) -> String {
		self.of("agreement", agreement)
	}

	/// Of a member.
	pub fn member(&self, account: &AccountId) -> String {
		self.of("member", account)
	}
}

/// The IRI of the term `curie`, if its vocabulary has IRIs of a known form.
pub(super) fn term(curie: &str) -> Option<String> {
	let (prefix, reference) = curie.split_once(':')?;
	let obo = OBO.iter().find(|known| known.eq_ignore_ascii_case(prefix))?;
	Some(format!("http://purl.obolibrary.org/obo/{obo}_{reference}"))
}
