//! Questions and opinions of auditors, and who answers for what.

use crate::{constants::DAYS, AccountId, Consortium, DataRegistry, Runtime, System};
use alloc::{vec, vec::Vec};
use frame_support::traits::ConstU32;
use panshi_primitives::{
	agreement::AgreementId,
	consortium::Role,
	job::JobId,
	trail::Subject,
	traits::{AuditSubjects, DataIdentities, Members},
};
use polkadot_sdk::*;

impl pallet_audits::Config for Runtime {
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::Helper;
	type BlockNumberProvider = System;
	type MaxPending = ConstU32<256>;
	type MaxWritten = ConstU32<256>;
	type Members = Consortium;
	type Period = ConstU32<DAYS>;
	type Subjects = Subjects;
	type WeightInfo = crate::weights::pallet_audits::WeightInfo<Runtime>;
}

/// Who answers for what is on the chain.
pub struct Subjects;

impl AuditSubjects for Subjects {
	fn answerable(subject: &Subject) -> Option<Vec<AccountId>> {
		match subject {
			Subject::Agreement(agreement) => parties_and_operator(*agreement),
			Subject::Data(data) => Some(vec![<DataRegistry as DataIdentities>::get(*data)?.holder]),
			Subject::Job(job) => consumer_and_holders(*job),
			Subject::Member(member) => {
				<Consortium as Members>::is_member(member).then(|| vec![member.clone()])
			},
			Subject::Algorithm(digest) => {
				let algorithm = pallet_compute_jobs::Algorithms::<Runtime>::get(digest)?;
				Some(vec![algorithm.author])
			},
		}
	}
}

/// The parties to an agreement but those that sign as auditors, and the operator that attested it.
fn parties_and_operator(agreement: AgreementId) -> Option<Vec<AccountId>> {
	let standing = pallet_agreements::Agreements::<Runtime>::get(agreement)?;
	let parties = standing.parties.into_iter().filter(|party| party.role != Role::Auditor);
	let attestation = pallet_agreements::Attestations::<Runtime>::get(agreement);
	let operator = attestation.map(|attestation| attestation.operator);
	Some(parties.map(|party| party.account).chain(operator).collect())
}

/// Who asked for a job, and whose data it uses.
fn consumer_and_holders(job: JobId) -> Option<Vec<AccountId>> {
	let job = pallet_compute_jobs::Jobs::<Runtime>::get(job)?;
	let holders = job.participants.into_iter().map(|participant| participant.holder);
	Some(core::iter::once(job.consumer).chain(holders).collect())
}
