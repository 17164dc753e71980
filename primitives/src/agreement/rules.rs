//! What may be agreed: the rules that the content of an agreement has to meet when it is proposed.

use super::{
	AgreementContent, AuthorizationTerms, Parameter, ReleaseRule, Template, TemplateStatus, Terms,
	Windows, MAX_CHECKS, MAX_WINDOW, WHOLE,
};
use crate::{
	consortium::Role,
	data::{DataIdentity, DataStatus},
	duo::Mismatch,
	seen_text, AccountId, BlockNumber,
};
use alloc::collections::BTreeSet;

/// Why a content cannot be agreed on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unacceptable {
	/// The template is not approved, or has been retired.
	TemplateNotApproved,
	/// The terms are of another kind than the template makes.
	KindMismatch,
	/// There is not one parameter for each clause.
	ParameterCount,
	/// A parameter has another type than its clause, or lies outside its bounds.
	ParameterNotAdmitted,
	/// A text of a parameter or of the purpose has characters that nobody sees, or is none.
	HiddenCharacters,
	/// An account is a party twice.
	PartyRepeated,
	/// A party signs as operator: operators attest, they are not parties.
	OperatorAsParty,
	/// The last block for signatures is not in the future.
	SignBeforePassed,
	/// The term is zero.
	TermIsZero,
	/// The term ends after the last block that can be counted.
	TermTooLong,
	/// There is no data identity.
	NoIdentities,
	/// A data identity is named twice.
	IdentityRepeated,
	/// The attestation would need more than [`MAX_CHECKS`] checks.
	TooManyChecks,
	/// A publication has no holder, or several.
	NotOneHolder,
	/// An authorization has no consumer.
	NoConsumer,
	/// A share goes to an account that is not a party.
	ShareNotToParty,
	/// Two shares go to one account.
	ShareRepeated,
	/// The parts of the shares do not sum to [`WHOLE`].
	SharesDoNotSum,
	/// There is no algorithm.
	NoAlgorithms,
	/// An algorithm is named twice.
	AlgorithmRepeated,
	/// The number of jobs is zero.
	QuotaIsZero,
	/// The terms ask for fewer holders than the template.
	LeastHoldersTooLow,
	/// The terms ask for more holders than the identities have.
	LeastHoldersTooHigh,
	/// A stage of a job has no time.
	WindowIsZero,
	/// A stage of a job has more than [`MAX_WINDOW`] blocks.
	WindowTooLong,
	/// The checker is not a party.
	CheckerNotAParty,
	/// The checker is a consumer, whose own silence would halve the price.
	CheckerIsConsumer,
	/// The holder of an identity does not sign as holder.
	HolderNotAParty,
	/// An identity to be published is on offer already, suspended or withdrawn.
	IdentityNotRegistered,
	/// An identity to be used is not on offer.
	IdentityNotPublished,
	/// The identities were normalised by different rules, or refer to different builds.
	RulesDiffer,
	/// The data may not be used for the purpose.
	PurposeNotPermitted {
		/// Which identity, by index.
		identity: usize,
		/// Why.
		mismatch: Mismatch,
	},
}

use Unacceptable as U;

fn refuse_unless(holds: bool, why: Unacceptable) -> Result<(), Unacceptable> {
	if holds {
		Ok(())
	} else {
		Err(why)
	}
}

fn all_distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> bool {
	let mut seen = BTreeSet::new();
	items.into_iter().all(|item| seen.insert(item))
}

impl AgreementContent {
	/// Checks everything that follows from the content, its template and its `identities` (all of
	/// them, in the order of the content) at block `now`.
	///
	/// Who is a member, and which algorithms are approved, is for the caller to look up.
	pub fn check(
		&self,
		template: &Template,
		identities: &[DataIdentity],
		now: BlockNumber,
	) -> Result<(), Unacceptable> {
		self.check_frame(template, now)?;
		match &self.terms {
			Terms::Publication => {
				refuse_unless(self.parties_in(Role::Holder).count() == 1, U::NotOneHolder)?
			},
			Terms::Authorization(terms) => self.check_terms(terms, template)?,
		}
		self.check_identities(identities)?;
		self.check_uses(identities)
	}

	/// Checks what both kinds have in common.
	fn check_frame(&self, template: &Template, now: BlockNumber) -> Result<(), Unacceptable> {
		refuse_unless(template.status == TemplateStatus::Approved, U::TemplateNotApproved)?;
		refuse_unless(template.content.kind == self.kind(), U::KindMismatch)?;
		let clauses = &template.content.clauses;
		refuse_unless(clauses.len() == self.parameters.len(), U::ParameterCount)?;
		let admitted = clauses.iter().zip(&self.parameters).all(|(c, p)| c.parameter.admits(p));
		refuse_unless(admitted, U::ParameterNotAdmitted)?;
		refuse_unless(self.texts().all(|text| seen_text(text).is_some()), U::HiddenCharacters)?;
		refuse_unless(all_distinct(self.parties.iter().map(|p| &p.account)), U::PartyRepeated)?;
		refuse_unless(self.parties_in(Role::Operator).next().is_none(), U::OperatorAsParty)?;
		refuse_unless(self.sign_before > now, U::SignBeforePassed)?;
		refuse_unless(self.term > 0, U::TermIsZero)?;
		refuse_unless(self.sign_before.checked_add(self.term).is_some(), U::TermTooLong)?;
		refuse_unless(!self.identities.is_empty(), U::NoIdentities)?;
		refuse_unless(all_distinct(&self.identities), U::IdentityRepeated)?;
		let checks = u32::try_from(self.required_checks(&template.content).count());
		refuse_unless(checks.is_ok_and(|n| n <= MAX_CHECKS), U::TooManyChecks)
	}

	/// Everything in it that is shown as text to who signs.
	fn texts(&self) -> impl Iterator<Item = &[u8]> {
		let parameters = self.parameters.iter().filter_map(|parameter| match parameter {
			Parameter::Text(text) => Some(text.as_slice()),
			_ => None,
		});
		let purpose = self.authorization().map(|terms| &terms.purpose);
		let named = purpose.map(|purpose| [purpose.project.as_slice(), purpose.country.as_slice()]);
		parameters.chain(named.into_iter().flatten())
	}

	/// Checks the terms of an authorization.
	fn check_terms(
		&self,
		terms: &AuthorizationTerms,
		template: &Template,
	) -> Result<(), Unacceptable> {
		let is_party = |account: &AccountId| self.party_index(account).is_some();
		refuse_unless(self.parties_in(Role::Consumer).next().is_some(), U::NoConsumer)?;
		refuse_unless(terms.shares.iter().all(|s| is_party(&s.account)), U::ShareNotToParty)?;
		refuse_unless(all_distinct(terms.shares.iter().map(|s| &s.account)), U::ShareRepeated)?;
		let sum = terms.shares.iter().try_fold(0u32, |sum, share| sum.checked_add(share.parts));
		refuse_unless(sum == Some(WHOLE), U::SharesDoNotSum)?;
		refuse_unless(!terms.algorithms.is_empty(), U::NoAlgorithms)?;
		refuse_unless(all_distinct(&terms.algorithms), U::AlgorithmRepeated)?;
		refuse_unless(terms.job_quota > 0, U::QuotaIsZero)?;
		let enough = terms.least_holders >= template.content.least_holders;
		refuse_unless(enough, U::LeastHoldersTooLow)?;
		let Windows { accept, compute, check } = terms.windows;
		refuse_unless(accept > 0 && compute > 0, U::WindowIsZero)?;
		refuse_unless(accept.max(compute).max(check) <= MAX_WINDOW, U::WindowTooLong)?;
		match &terms.release {
			ReleaseRule::AtOnce => Ok(()),
			ReleaseRule::Checked(checker) => {
				refuse_unless(is_party(checker), U::CheckerNotAParty)?;
				let consumes = self.parties_in(Role::Consumer).any(|c| c == checker);
				refuse_unless(!consumes, U::CheckerIsConsumer)?;
				refuse_unless(terms.windows.check > 0, U::WindowIsZero)
			},
		}
	}

	/// Checks that each of `identities` is in the state that this kind of agreement needs and that
	/// its holder signs.
	fn check_identities(&self, identities: &[DataIdentity]) -> Result<(), Unacceptable> {
		for identity in identities {
			match self.terms {
				Terms::Publication => refuse_unless(
					identity.status == DataStatus::Registered,
					U::IdentityNotRegistered,
				)?,
				Terms::Authorization(_) => {
					refuse_unless(identity.status.is_usable(), U::IdentityNotPublished)?
				},
			}
			let signs = self.parties_in(Role::Holder).any(|h| *h == identity.holder);
			refuse_unless(signs, U::HolderNotAParty)?;
		}
		Ok(())
	}

	/// Checks that an authorization may use `identities`, together and for its purpose.
	fn check_uses(&self, identities: &[DataIdentity]) -> Result<(), Unacceptable> {
		let Some(terms) = self.authorization() else { return Ok(()) };
		let holders = identities.iter().map(|i| &i.holder).collect::<BTreeSet<_>>();
		let reachable = usize::from(terms.least_holders) <= holders.len();
		refuse_unless(reachable, U::LeastHoldersTooHigh)?;
		let mut rules =
			identities.iter().map(|i| (i.descriptor.rule, i.descriptor.reference_build));
		let first = rules.next();
		refuse_unless(rules.all(|rule| Some(rule) == first), U::RulesDiffer)?;
		let until = self.sign_before.checked_add(self.term).ok_or(U::TermTooLong)?;
		for (index, identity) in identities.iter().enumerate() {
			identity
				.descriptor
				.data_use
				.permits(&terms.purpose, until)
				.map_err(|mismatch| U::PurposeNotPermitted { identity: index, mismatch })?;
		}
		Ok(())
	}
}
