//! Who answers to auditors for what.

use panshi_primitives::{
	agreement::{AgreementContent, Attestation, Party, Standing, Terms},
	consortium::{Member, Role, Roles},
	data::{DataDescriptor, DataIdentity, DataStatus},
	duo::{DataUse, Permission},
	genomics::{NormalisationRule, ReferenceBuild},
	job::{
		AggregationMode, Algorithm, AlgorithmContent, AlgorithmStatus, OutputShape, ParametersType,
		ALLELE_COUNTS,
	},
	trail::Subject,
	traits::AuditSubjects,
	AccountId, Hash,
};
use panshi_runtime::Runtime;
use polkadot_sdk::{sp_runtime::BuildStorage, *};

type Subjects = <Runtime as pallet_audits::Config>::Subjects;

const HOLDER: AccountId = AccountId::new([1; 32]);
const CONSUMER: AccountId = AccountId::new([2; 32]);
const AUDITOR: AccountId = AccountId::new([3; 32]);
const OPERATOR: AccountId = AccountId::new([4; 32]);

fn run(test: impl FnOnce()) {
	let storage = frame_system::GenesisConfig::<Runtime>::default().build_storage();
	sp_io::TestExternalities::new(storage.expect("the default is valid")).execute_with(test);
}

fn propose(agreement: u32) {
	let party = |account, role| Party { account, role };
	let parties = vec![
		party(HOLDER, Role::Holder),
		party(CONSUMER, Role::Consumer),
		party(AUDITOR, Role::Auditor),
	];
	let content = AgreementContent {
		template: 0,
		parties: parties.try_into().expect("three fit"),
		identities: Default::default(),
		parameters: Default::default(),
		sign_before: 1,
		term: 1,
		notice: 0,
		terms: Terms::Publication,
	};
	let standing = Standing::proposed(HOLDER, Hash::zero(), &content, &Default::default());
	pallet_agreements::Agreements::<Runtime>::insert(agreement, standing);
}

#[test]
fn the_parties_but_auditors_and_the_operator_that_attested_answer_for_an_agreement() {
	run(|| {
		propose(7);
		let subject = Subject::Agreement(7);
		assert_eq!(Subjects::answerable(&subject), Some(vec![HOLDER, CONSUMER]));
		let attestation = Attestation { operator: OPERATOR, at: 1, checks: Default::default() };
		pallet_agreements::Attestations::<Runtime>::insert(7, attestation);
		assert_eq!(Subjects::answerable(&subject), Some(vec![HOLDER, CONSUMER, OPERATOR]));
	});
}

#[test]
fn holders_members_and_authors_answer_for_what_is_theirs() {
	run(|| {
		let descriptor = DataDescriptor {
			fingerprint: Hash::zero(),
			rule: NormalisationRule::Trimmed,
			media_type: Default::default(),
			reference_build: ReferenceBuild::Grch37,
			record_count: 1,
			sample_count: 1,
			attributes: Default::default(),
			data_use: DataUse {
				permission: Permission::NoRestriction,
				modifiers: Default::default(),
			},
			metadata: Hash::zero(),
			location_hint: Default::default(),
			lineage: Default::default(),
		};
		let status = DataStatus::Registered;
		let identity =
			DataIdentity { holder: HOLDER, descriptor, node: None, registered_at: 1, status };
		pallet_data_registry::Identities::<Runtime>::insert(3, identity);
		assert_eq!(Subjects::answerable(&Subject::Data(3)), Some(vec![HOLDER]));

		let member = Member {
			name: Default::default(),
			country: *b"CN",
			roles: Roles::none().with(Role::Consumer),
			qualifications: Default::default(),
			admitted_at: 1,
		};
		pallet_consortium::Members::<Runtime>::insert(CONSUMER, member);
		assert_eq!(Subjects::answerable(&Subject::Member(CONSUMER)), Some(vec![CONSUMER]));

		let content = AlgorithmContent {
			name: Default::default(),
			code: ALLELE_COUNTS.to_vec().try_into().expect("it fits"),
			specification: Hash::zero(),
			parameters: ParametersType::VariantList,
			output: OutputShape::LanesPerItem { lanes: 3 },
			aggregation: AggregationMode::SealedSum,
		};
		let algorithm = Algorithm { author: OPERATOR, content, status: AlgorithmStatus::Approved };
		pallet_compute_jobs::Algorithms::<Runtime>::insert(Hash::zero(), algorithm);
		let subject = Subject::Algorithm(Hash::zero());
		assert_eq!(Subjects::answerable(&subject), Some(vec![OPERATOR]));
	});
}

#[test]
fn nobody_answers_for_what_is_not_there() {
	run(|| {
		for subject in [
			Subject::Agreement(1),
			Subject::Data(1),
			Subject::Job(1),
			Subject::Member(HOLDER),
			Subject::Algorithm(Hash::zero()),
		] {
			assert_eq!(Subjects::answerable(&subject), None, "{subject:?}");
		}
	});
}
