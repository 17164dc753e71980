//! The Data Use Ontology as rules of ODRL.
//!
//! The table follows Pandit and Esteves, "Enhancing Data Use Ontology (DUO) for Health-Data Sharing
//! by Extending it with ODRL and DPV" (<https://w3id.org/duodrl>), with these differences: where
//! they negate with an operator of their own, this says `isNoneOf`, which ODRL has; a time limit is
//! a block, which only this chain has; and DUO:0000016 does not tell studies of genotypes from other
//! genetic studies, which the chain does not either.

/// What a rule does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RuleKind {
	/// The use is allowed if the constraint holds.
	Permission,
	/// The use is forbidden if the constraint holds.
	Prohibition,
	/// Whoever uses the data has to do something.
	Duty,
}

/// The right side of a constraint.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operand {
	/// A concept, as compact IRI.
	Concept(&'static str),
	/// The disease, country, block or project that the term names for a data set.
	Named,
}

/// One rule of a term. A term has one or more; all constraints of its permissions have to hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DuoRule {
	/// Accession of the term.
	pub term: &'static str,
	/// What it does.
	pub kind: RuleKind,
	/// What is compared, as compact IRI; of a duty, what is to be done.
	pub left: &'static str,
	/// How it is compared; of a duty, nothing.
	pub operator: &'static str,
	/// With what.
	pub right: Operand,
}

const fn may(
	term: &'static str,
	left: &'static str,
	operator: &'static str,
	right: Operand,
) -> DuoRule {
	DuoRule { term, kind: RuleKind::Permission, left, operator, right }
}

const fn must_not(
	term: &'static str,
	left: &'static str,
	operator: &'static str,
	right: Operand,
) -> DuoRule {
	DuoRule { term, kind: RuleKind::Prohibition, left, operator, right }
}

const fn has_to(term: &'static str, action: &'static str, target: Operand) -> DuoRule {
	DuoRule { term, kind: RuleKind::Duty, left: action, operator: "", right: target }
}

use Operand::{Concept, Named};

/// Left side: the purpose of the use.
const PURPOSE: &str = "purpose";
/// Left side: what kind of organisation uses the data.
const ORGANISATION: &str = "panshi:organisationType";
const PROFIT: Operand = Concept("duodrl:ForProfitOrganisation");
const NO_PROFIT: Operand = Concept("duodrl:NotForProfitOrganisation");

/// Every term that the chain has, with its rules.
///
/// DUO:0000004, no restriction, allows any use and so has a permission for the purpose as such.
pub const DUO_RULES: &[DuoRule] = &[
	may("DUO:0000004", PURPOSE, "isA", Concept("odrl:Purpose")),
	may("DUO:0000042", PURPOSE, "isA", Concept("duodrl:GRU")),
	may("DUO:0000006", PURPOSE, "isA", Concept("duodrl:HMB")),
	may("DUO:0000007", PURPOSE, "isA", Concept("duodrl:DS")),
	may("DUO:0000007", PURPOSE, "isA", Named),
	may("DUO:0000011", PURPOSE, "isA", Concept("duodrl:POA")),
	must_not("DUO:0000011", PURPOSE, "isNoneOf", Concept("duodrl:POA")),
	must_not("DUO:0000015", PURPOSE, "isA", Concept("duodrl:MDS")),
	may("DUO:0000016", PURPOSE, "isA", Concept("duodrl:GS")),
	must_not("DUO:0000016", PURPOSE, "isNoneOf", Concept("duodrl:GS")),
	may("DUO:0000018", ORGANISATION, "isA", NO_PROFIT),
	may("DUO:0000018", PURPOSE, "isA", Concept("duodrl:NCU")),
	must_not("DUO:0000018", ORGANISATION, "isA", PROFIT),
	must_not("DUO:0000018", PURPOSE, "isNoneOf", Concept("duodrl:NCU")),
	has_to("DUO:0000019", "distribute", Concept("duodrl:ResultsOfStudies")),
	has_to("DUO:0000020", "duodrl:CollaborateWithStudyPI", Concept("")),
	has_to("DUO:0000021", "duodrl:ProvideEthicalApproval", Concept("")),
	may("DUO:0000022", "spatial", "eq", Named),
	must_not("DUO:0000022", "spatial", "neq", Named),
	may("DUO:0000025", "panshi:block", "lteq", Named),
	may("DUO:0000027", "panshi:project", "eq", Named),
	must_not("DUO:0000027", "panshi:project", "neq", Named),
	has_to("DUO:0000029", "duodrl:ReturnDerivedOrEnrichedData", Concept("")),
	may("DUO:0000045", ORGANISATION, "isA", NO_PROFIT),
	must_not("DUO:0000045", ORGANISATION, "isA", PROFIT),
	may("DUO:0000046", PURPOSE, "isA", Concept("duodrl:NCU")),
	must_not("DUO:0000046", PURPOSE, "isNoneOf", Concept("duodrl:NCU")),
];

/// The rules of the term with this accession.
pub(super) fn rules_of(term: &str) -> impl Iterator<Item = &'static DuoRule> + '_ {
	DUO_RULES.iter().filter(move |rule| rule.term == term)
}
