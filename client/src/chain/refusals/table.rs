//! What people do about the errors of each pallet.

/// What errors of the SDK's pallets mean here; the pallets' own words are for those who build
/// chains.
const SAID: &[(&str, &str, &str)] = &[
	("Balances", "InsufficientBalance", "The account does not have the money for this."),
	(
		"Balances",
		"ExistentialDeposit",
		"The amount would leave an account below the minimum balance.",
	),
	("Balances", "LiquidityRestrictions", "The money of the account is locked."),
	("Sudo", "RequireSudo", "The signer does not hold the root key of this chain."),
	("Proxy", "NotProxy", "The signer is not staff of that member, or not for this purpose."),
	("Proxy", "NotFound", "The member has no such staff key."),
	("Council", "NotMember", "Only members vote, and the signer is none."),
	("Council", "DuplicateProposal", "This is to the vote already."),
	("Council", "DuplicateVote", "The signer has voted so before."),
	("Council", "ProposalMissing", "There is no such vote, or it has ended."),
	("Council", "TooEarly", "The vote cannot be closed yet: too few members have voted."),
	("System", "CallFiltered", "The chain does not take this call at present."),
];

/// What happened, where the pallet's own words do not serve.
pub(super) fn said(pallet: &str, name: &str) -> Option<&'static str> {
	SAID.iter().find(|(p, n, _)| (*p, *n) == (pallet, name)).map(|(_, _, said)| *said)
}

const SEE_AGREEMENT: &str = "See `panshi agreement show`.";
const SEE_ALGORITHMS: &str = "See `panshi algorithm list`.";
const SEE_DATA: &str = "See `panshi data show`.";
const SEE_JOB: &str = "See `panshi job show`.";
const SEE_MEMBER: &str = "See `panshi member show`.";
const SEE_NODES: &str = "See `panshi member node-show`.";
const SEE_TEMPLATES: &str = "See `panshi template list`.";
const START_AGAIN: &str =
	"Remove the set with `panshi job parameters-remove`, then upload it again with \
	`panshi job parameters`.";

/// What a person at this command line does about an error: pallet, errors, next step.
const NEXT: &[(&str, &[&str], &str)] = &[
	("Balances", &["InsufficientBalance", "ExistentialDeposit"], SEE_MEMBER),
	("Sudo", &["RequireSudo"], "Use --council to put it to the vote."),
	("Proxy", &["NotProxy"], "The member adds staff keys with a wallet."),
	(
		"Council",
		&["DuplicateProposal", "ProposalMissing", "TooEarly"],
		"See `panshi council list`.",
	),
	("Consortium", &["NotMember"], "See `panshi member list`; `panshi member admit` admits one."),
	("Consortium", &["AlreadyMember"], "Use `panshi member grant-role`."),
	("Consortium", &["NotAuthorized"], "Use --council to put it to the vote."),
	(
		"Consortium",
		&["RoleHeld", "RoleNotHeld", "LastRole", "QualificationNotHeld", "NotHolder"],
		SEE_MEMBER,
	),
	(
		"Consortium",
		&["NodeNotFound", "NotOwner", "NodeBusy", "SigningKeyTaken", "TooManyNodes"],
		SEE_NODES,
	),
	(
		"DataRegistry",
		&["NotFound", "SupersededNotFound", "SourceNotFound"],
		"See `panshi data list`.",
	),
	(
		"DataRegistry",
		&[
			"NotHolder",
			"SupersededNotOwned",
			"AlreadyPublished",
			"Suspended",
			"SuspendedByAuditor",
			"OwnData",
			"Withdrawn",
			"NotPublished",
			"NotSuspended",
		],
		SEE_DATA,
	),
	("DataRegistry", &["AlreadyRegistered"], "`panshi data show --fingerprint` names it."),
	("DataRegistry", &["NotAuthorized"], SEE_MEMBER),
	("DataRegistry", &["NodeNotFound", "NodeNotOwned"], SEE_NODES),
	(
		"DataRegistry",
		&["ZeroFingerprint", "NoRecords"],
		"`panshi data register --fingerprint-of` reads it from the data.",
	),
	("PrivacyBudget", &["NotFound"], "See `panshi data list`."),
	(
		"PrivacyBudget",
		&[
			"NotHolder",
			"NotRegistered",
			"InUse",
			"NotLower",
			"NoBudget",
			"ExactNotAllowed",
			"Spent",
		],
		SEE_DATA,
	),
	(
		"Agreements",
		&["NotAMember", "RoleNotHeld", "PartyNotQualified", "OperatorAsParty"],
		SEE_MEMBER,
	),
	(
		"Agreements",
		&[
			"TemplateNotFound",
			"TemplateNotApproved",
			"TemplateNotProposed",
			"TemplateAlreadyRetired",
			"KindMismatch",
			"ParameterCountMismatch",
			"ParameterNotAdmitted",
			"LeastHoldersTooLow",
			"FollowsOtherKind",
		],
		SEE_TEMPLATES,
	),
	(
		"Agreements",
		&[
			"IdentityNotFound",
			"IdentityNotPublished",
			"IdentityNotRegistered",
			"HolderNotAParty",
			"RulesDiffer",
			"LeastHoldersTooHigh",
		],
		"See `panshi data list`.",
	),
	("Agreements", &["PurposeNotPermitted"], "See `panshi data show` for its terms of use."),
	("Agreements", &["AlgorithmNotApproved", "AlgorithmNotAgreed"], SEE_ALGORITHMS),
	("Agreements", &["NotFound"], "See `panshi agreement list`."),
	("Agreements", &["DigestMismatch"], "`panshi agreement show` prints the digest."),
	(
		"Agreements",
		&["SignatureExpired", "BadSignature", "SignerNotAuthorized"],
		"`panshi agreement sign-offline` makes one.",
	),
	(
		"Agreements",
		&["CheckMissing"],
		"`panshi agreement attest` makes them all: update this client.",
	),
	("Agreements", &["DeadlinePassed"], "`panshi agreement record-end` records the end."),
	(
		"Agreements",
		&[
			"NotAParty",
			"NotProposer",
			"OperatorIsParty",
			"AlreadySigned",
			"NotFullySigned",
			"AlreadyAttested",
			"NotInForce",
			"NoticeAlreadyGiven",
			"AgreementSuspended",
			"SuspendedByAuditor",
			"CheckerIsConsumer",
			"DisclosureRule",
			"NotSuspended",
			"Ended",
			"NothingToRecord",
			"NotAnAuthorization",
			"NotTheConsumer",
			"DataNotAgreed",
			"TooFewHolders",
			"QuotaUsedUp",
		],
		SEE_AGREEMENT,
	),
	("Audits", &["NotAuditor", "NotAMember", "NotAnswerable", "OwnMatter"], SEE_MEMBER),
	(
		"Audits",
		&["NotFound", "NotAddressee", "NotAsker", "AlreadyAnswered", "Withdrawn", "NotOverdue"],
		"See `panshi audit file`.",
	),
	("ComputeJobs", &["NotMember", "NotConsumer", "NotOperator"], SEE_MEMBER),
	("ComputeJobs", &["NotChecker", "NotAnAuthorization", "SharesNotWhole"], SEE_AGREEMENT),
	(
		"ComputeJobs",
		&[
			"AlgorithmExists",
			"AlgorithmNotFound",
			"AlreadyReviewed",
			"AlreadyRetired",
			"AlgorithmNotApproved",
		],
		SEE_ALGORITHMS,
	),
	(
		"ComputeJobs",
		&["ParametersNotFound", "ParametersIncomplete"],
		"`panshi job parameters` uploads them.",
	),
	("ComputeJobs", &["TotalMismatch", "ChunkMismatch", "DigestMismatch"], START_AGAIN),
	(
		"ComputeJobs",
		&[
			"DataNotFound",
			"DataNotPublished",
			"NoComputeNode",
			"NodeOfAnotherHolder",
			"HolderRoleLost",
			"DuplicateNode",
		],
		SEE_DATA,
	),
	("ComputeJobs", &["BondTooLow"], "The owner uses `panshi member node-bond`."),
	("ComputeJobs", &["BadResultKey", "ResultKeyUsed"], "`panshi job key-new` makes one."),
	(
		"ComputeJobs",
		&["JobNotFound", "WrongStage", "DeadlineNotPassed", "NothingToDiscard"],
		SEE_JOB,
	),
	("ComputeJobs", &["DeadlinePassed"], "`panshi job report-deadline` reports it."),
];

/// What to do next, where this command line knows.
pub(super) fn next_step(pallet: &str, name: &str) -> Option<&'static str> {
	NEXT.iter()
		.find(|(p, names, _)| *p == pallet && names.contains(&name))
		.map(|(_, _, next)| *next)
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{collections::BTreeSet, path::Path};

	/// Names of the errors that the source of a pallet of this repository declares.
	fn errors_of(room: &str) -> BTreeSet<String> {
		let folder = Path::new(env!("PANSHI_ROOT")).join("pallets").join(room).join("src");
		let files = std::fs::read_dir(folder).expect("the pallet is in this repository");
		let sources = files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
		let source = sources
			.into_iter()
			.find(|source| source.contains("pub enum Error<T> {"))
			.expect("the pallet has errors");
		let (_, errors) = source.split_once("pub enum Error<T> {").expect("just found");
		let (errors, _) = errors.split_once("\n\t}").expect("the enum ends");
		errors
			.lines()
			.map(str::trim)
			.filter(|line| line.starts_with(char::is_uppercase))
			.map(|line| line.chars().take_while(|c| c.is_alphanumeric()).collect())
			.collect()
	}

	#[test]
	fn next_steps_are_for_errors_that_exist() {
		for (pallet, room) in [
			("Consortium", "consortium"),
			("DataRegistry", "data-registry"),
			("Agreements", "agreements"),
			("ComputeJobs", "compute-jobs"),
			("PrivacyBudget", "privacy-budget"),
			("Audits", "audits"),
		] {
			let declared = errors_of(room);
			for name in NEXT.iter().filter(|(p, ..)| *p == pallet).flat_map(|(_, names, _)| *names)
			{
				assert!(declared.contains(*name), "{pallet} has no error {name}");
			}
		}
	}

	#[test]
	fn a_next_step_is_named_once() {
		let mut seen = BTreeSet::new();
		for (pallet, names, _) in NEXT {
			names.iter().for_each(|name| assert!(seen.insert((pallet, name)), "{pallet}::{name}"));
		}
	}
}
