//! Calls on templates and agreements.

use crate::{chain::call::calls, Bounded};
use panshi_primitives::{
	agreement::{
		AgreementContent, AgreementId, Check, PartySignature, TemplateContent, TemplateId,
		MAX_CHECKS, MAX_PARTIES,
	},
	consortium::ReasonCode,
	Hash,
};

calls! {
	"Agreements";

	/// Proposes a template.
	propose_template(content: TemplateContent);
	/// Approves a template. By an operator.
	approve_template(template: TemplateId);
	/// Retires a template; agreements made with it stand. By an operator.
	retire_template(template: TemplateId);
	/// Proposes an agreement. By a party to it.
	propose(content: AgreementContent);
	/// Signs the agreement with this digest. By a party.
	sign(agreement: AgreementId, digest: Hash);
	/// Carries signatures that parties made off chain. By any member.
	submit_signatures(
		agreement: AgreementId,
		digest: Hash,
		signatures: Bounded<PartySignature, MAX_PARTIES>,
	);
	/// Refuses to sign. By a party.
	decline(agreement: AgreementId, reason: ReasonCode);
	/// Takes a proposal back. By its proposer.
	withdraw(agreement: AgreementId);
	/// Attests the agreement with this digest and puts it in force. By an operator.
	attest(agreement: AgreementId, digest: Hash, checks: Bounded<Check, MAX_CHECKS>);
	/// Refuses to attest. By an operator.
	reject(agreement: AgreementId, reason: ReasonCode);
	/// Gives notice. By a party.
	give_notice(agreement: AgreementId);
	/// Stops an agreement. By an operator or an auditor.
	suspend(agreement: AgreementId, reason: ReasonCode);
	/// Ends a suspension. By an operator or an auditor.
	resume(agreement: AgreementId, reason: ReasonCode);
	/// Records that a deadline has ended the agreement. By any member.
	record_end(agreement: AgreementId);
}
