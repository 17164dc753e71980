//! An agreement that three parties sign in three ways, and a job under it, on a chain made here.

use crate::chain::{account, blake2, pair, twox, Chain};
use codec::Encode;
use panshi_audit::Draft;
use panshi_primitives::{
	agreement::{
		AgreementContent, AgreementKind, AgreementState, Attestation, AuthorizationTerms,
		DisclosureRule, Party, PartySignature, ReleaseRule, Share, Standing, Template,
		TemplateContent, TemplateStatus, Terms, Windows, WHOLE,
	},
	audit::{AuditFile, Opinion, Question, QuestionState, Verdict},
	consortium::{Member, Role, Roles},
	data::{DataDescriptor, DataIdentity, DataStatus},
	duo::{DataUse, Field, Permission, Purpose},
	genomics::{NormalisationRule, ReferenceBuild},
	job::{
		Acceptance, AggregationMode, Algorithm, AlgorithmContent, AlgorithmStatus, CallRecord, Job,
		JobOutput, JobSpec, JobStage, OutputShape, ParametersType, Participant, Settlement,
		ALLELE_COUNTS,
	},
	signing::{
		acceptance_payload, agreement_digest, agreement_signature_payload, algorithm_digest,
		job_digest, wrapped_for_wallet,
	},
	trail::Subject,
	Hash,
};
use sp_core::{ed25519, Pair};
use sp_runtime::{BoundedVec, MultiAddress, MultiSignature};

/// Number of the agreement.
pub(crate) const AGREEMENT: u32 = 3;
/// Number of the job.
pub(crate) const JOB: u32 = 5;
const DATA: u32 = 2;
const NODE: u32 = 4;
const TEMPLATE: u32 = 1;
/// Signs in a transaction of its own.
pub(crate) const HOLDER: &str = "Holder";
/// Signs by its staff, as a proxy.
pub(crate) const CONSUMER: &str = "Consumer";
/// Signs off chain, in a wallet.
pub(crate) const CHECKER: &str = "Checker";
/// Staff of [`CONSUMER`].
pub(crate) const STAFF: &str = "Staff";
/// The operator.
pub(crate) const OPERATOR: &str = "Operator";
/// The auditor.
pub(crate) const AUDITOR: &str = "Auditor";

/// The chain of the story, and what is at stake in it.
pub(crate) struct Story {
	pub(crate) chain: Chain,
	pub(crate) digest: Hash,
	/// Blocks in which something happens.
	pub(crate) blocks: Vec<u32>,
}

fn bounded<T, const N: u32>(items: Vec<T>) -> BoundedVec<T, sp_core::ConstU32<N>> {
	items.try_into().unwrap_or_else(|_| panic!("few items"))
}

fn call(chain: &Chain, pallet: &str, index: u8, arguments: impl Encode) -> Vec<u8> {
	let pallet = chain.types.pallet(pallet).expect("a pallet with events");
	[vec![pallet, index], arguments.encode()].concat()
}

fn algorithm() -> AlgorithmContent {
	AlgorithmContent {
		name: bounded(b"counts".to_vec()),
		code: bounded(ALLELE_COUNTS.to_vec()),
		specification: Hash::repeat_byte(9),
		parameters: ParametersType::VariantList,
		output: OutputShape::LanesPerItem { lanes: 3 },
		aggregation: AggregationMode::SealedSum,
	}
}

fn content() -> AgreementContent {
	let party = |name, role| Party { account: account(name), role };
	AgreementContent {
		template: TEMPLATE,
		parties: bounded(vec![
			party(HOLDER, Role::Holder),
			party(CONSUMER, Role::Consumer),
			party(CHECKER, Role::ThirdParty),
		]),
		identities: bounded(vec![DATA]),
		parameters: bounded(vec![]),
		sign_before: 100,
		term: 1_000,
		notice: 10,
		terms: Terms::Authorization(AuthorizationTerms {
			purpose: Purpose {
				field: Field::GeneralResearch,
				diseases: bounded(vec![]),
				project: bounded(b"story".to_vec()),
				country: *b"CN",
				for_profit_organisation: false,
				commercial: false,
				develops_methods: false,
				genetic_study: true,
				ethics_approved: true,
				publishes: true,
				collaborates: true,
				returns_results: true,
			},
			algorithms: bounded(vec![algorithm_digest(&algorithm())]),
			job_quota: 3,
			price: 100,
			shares: bounded(vec![Share { account: account(HOLDER), parts: WHOLE }]),
			least_holders: 1,
			windows: Windows { accept: 5, compute: 5, check: 5 },
			release: ReleaseRule::AtOnce,
			disclosure: DisclosureRule::default(),
		}),
	}
}

fn template() -> Template {
	let content = TemplateContent {
		name: bounded(b"authorization".to_vec()),
		kind: AgreementKind::Authorization,
		follows: None,
		clauses: bounded(vec![]),
		requires: bounded(vec![]),
		least_holders: 1,
	};
	let (author, status) = (account(OPERATOR), TemplateStatus::Approved);
	Template { author, content, version: 1, status }
}

fn identity() -> DataIdentity {
	let descriptor = DataDescriptor {
		fingerprint: Hash::repeat_byte(7),
		rule: NormalisationRule::Trimmed,
		media_type: bounded(b"text/x-vcf".to_vec()),
		reference_build: ReferenceBuild::Grch37,
		record_count: 1,
		sample_count: 1,
		attributes: bounded(vec![]),
		data_use: DataUse { permission: Permission::NoRestriction, modifiers: Default::default() },
		metadata: Hash::zero(),
		location_hint: bounded(vec![]),
		lineage: Default::default(),
	};
	let status = DataStatus::Published { agreement: 0 };
	DataIdentity { holder: account(HOLDER), descriptor, node: Some(NODE), registered_at: 1, status }
}

fn node() -> ed25519::Pair {
	ed25519::Pair::from_string("//Node", None).expect("a valid derivation")
}

impl Story {
	/// The agreement, proposed, signed, attested and judged.
	pub(crate) fn of_agreement() -> Self {
		let mut chain = Chain::new(&["Alice", "Bob", "Charlie"]);
		let content = content();
		let digest = agreement_digest(&chain.genesis, AGREEMENT, &content);
		let mut story = Story { chain, digest, blocks: Vec::new() };
		story.records(&content);
		chain = story.chain;
		let proposed = call(&chain, "Agreements", 3, &content);
		let index = chain.signed(CONSUMER, proposed);
		let fields = (AGREEMENT, account(CONSUMER), digest);
		chain.event(Some(index), ("Agreements", "Proposed"), fields);
		story.chain = chain;
		story.step();
		story.is_signed();
		story.is_attested_and_judged();
		story.end();
		story
	}

	/// The same, and a job under it.
	pub(crate) fn of_job() -> Self {
		let mut story = Self::of_agreement();
		story.job();
		story.end();
		story
	}

	/// What has to be proven of `subject`, with more than is needed.
	pub(crate) fn draft(&self, subject: Subject) -> Draft {
		let anchor = self.chain.headers.len() - 3;
		let sealed = self.chain.headers[anchor..].to_vec();
		let blocks = self.blocks.iter().rev().filter(|n| **n != sealed[0].number);
		let header = |number: &u32| {
			self.chain.headers[usize::try_from(*number).expect("few blocks") - 1].clone()
		};
		let ancestors = blocks.map(header).collect();
		Draft { subject, sealed, relay: None, ancestors, nodes: self.chain.nodes.clone() }
	}

	/// Ends a block in which something happened.
	fn step(&mut self) {
		self.blocks.push(self.chain.number());
		self.chain.next();
	}

	/// Three blocks in which nothing happens, so that every authority has sealed one.
	fn end(&mut self) {
		(0..3).for_each(|_| self.chain.next());
	}

	fn records(&mut self, content: &AgreementContent) {
		let chain = &mut self.chain;
		let requires = &template().content.requires;
		let mut standing = Standing::proposed(account(CONSUMER), self.digest, content, requires);
		standing.state = AgreementState::Active { since: 6, until: 1_006 };
		chain.set("Agreements", "Agreements", &[twox(AGREEMENT)], standing);
		chain.set("Agreements", "Contents", &[twox(AGREEMENT)], content);
		chain.set("Agreements", "Templates", &[twox(TEMPLATE)], template());
		let attestation =
			Attestation { operator: account(OPERATOR), at: 6, checks: bounded(vec![]) };
		chain.set("Agreements", "Attestations", &[twox(AGREEMENT)], attestation);
		for (name, role) in [(HOLDER, Role::Holder), (CONSUMER, Role::Consumer)] {
			let member = Member {
				name: bounded(name.as_bytes().to_vec()),
				country: *b"CN",
				roles: Roles::none().with(role),
				qualifications: bounded(vec![]),
				admitted_at: 1,
			};
			chain.set("Consortium", "Members", &[blake2(account(name))], member);
		}
		chain.set("DataRegistry", "Identities", &[twox(DATA)], identity());
	}

	fn is_signed(&mut self) {
		let Story { chain, digest, .. } = self;
		let digest = *digest;
		let sign = call(chain, "Agreements", 4, (AGREEMENT, digest));
		let index = chain.signed(HOLDER, sign.clone());
		let signed = ("Agreements", "Signed");
		chain.event(Some(index), signed, (AGREEMENT, account(HOLDER), account(HOLDER)));
		self.step();

		let chain = &mut self.chain;
		let real = MultiAddress::<_, ()>::Id(account(CONSUMER));
		let proxy = call(chain, "Proxy", 0, (real, None::<u8>));
		let index = chain.signed(STAFF, [proxy, sign].concat());
		chain.event(Some(index), signed, (AGREEMENT, account(CONSUMER), account(CONSUMER)));
		self.step();

		// Nothing happens for a while, so that a link has to leave blocks out.
		(0..3).for_each(|_| self.chain.next());
		let chain = &mut self.chain;
		let party = account(CHECKER);
		let payload = agreement_signature_payload(&chain.genesis, &digest, &party, 90);
		let wrapped = wrapped_for_wallet(payload.as_bytes());
		let signature = MultiSignature::from(pair(CHECKER).sign(&wrapped));
		let made = PartySignature {
			party: party.clone(),
			signer: party,
			expires_at: 90,
			wrapped: true,
			signature,
		};
		let submit = call(chain, "Agreements", 5, (AGREEMENT, digest, vec![made]));
		let index = chain.signed(CONSUMER, submit);
		chain.event(Some(index), signed, (AGREEMENT, account(CHECKER), account(CHECKER)));
		chain.event(Some(index), ("Agreements", "FullySigned"), (AGREEMENT, digest));
		self.step();
	}

	fn is_attested_and_judged(&mut self) {
		let Story { chain, digest, .. } = self;
		let attest = call(chain, "Agreements", 8, (AGREEMENT, *digest, Vec::<u8>::new()));
		let index = chain.signed(OPERATOR, attest);
		let fields = (AGREEMENT, account(OPERATOR), 1_006u32);
		chain.event(Some(index), ("Agreements", "Activated"), fields);
		// An event of no interest, as there are many.
		chain.event(Some(index), ("Balances", "Deposit"), (account(OPERATOR), 5u128));
		self.step();

		let chain = &mut self.chain;
		let (subject, text) = (Subject::Agreement(AGREEMENT), Hash::repeat_byte(8));
		chain.set("Audits", "Files", &[blake2(&subject)], AuditFile { questions: 1, opinions: 1 });
		let state = QuestionState::Answered { text, at: 20, late: true };
		let (auditor, addressee) = (account(AUDITOR), account(HOLDER));
		let question = Question {
			auditor: auditor.clone(),
			addressee: addressee.clone(),
			text,
			asked_at: 9,
			deadline: 15,
			state,
		};
		chain.set("Audits", "Questions", &[blake2(&subject), twox(0u32)], question);
		let opinion =
			Opinion { auditor: auditor.clone(), verdict: Verdict::Qualified, text, at: 10 };
		chain.set("Audits", "Opinions", &[blake2(&subject), twox(0u32)], opinion);
		let ask = call(chain, "Audits", 0, (&subject, &addressee, text, 15u32));
		let index = chain.signed(AUDITOR, ask);
		let fields = (&subject, 0u32, &auditor, &addressee, text, 15u32);
		chain.event(Some(index), ("Audits", "Asked"), fields);
		self.step();
	}

	fn job(&mut self) {
		let Story { chain, digest, .. } = self;
		let content = algorithm();
		let code = algorithm_digest(&content);
		let spec = JobSpec {
			agreement: AGREEMENT,
			algorithm: code,
			parameters: Hash::repeat_byte(6),
			items: 1,
			identities: bounded(vec![DATA]),
			result_key: [3; 32],
			rho: None,
		};
		let participants = bounded(vec![Participant {
			data: DATA,
			fingerprint: identity().descriptor.fingerprint,
			holder: account(HOLDER),
			node: NODE,
			signing_key: node().public().0,
		}]);
		let consumer = account(CONSUMER);
		let of_job = job_digest(&chain.genesis, JOB, &consumer, &spec, &participants, digest);
		let at = chain.number() + 2;
		let settlement = Settlement { paid: bounded(vec![100]), refunded: 0 };
		let record = CallRecord {
			job: JOB,
			agreement: AGREEMENT,
			consumer: consumer.clone(),
			algorithm: code,
			parameters: spec.parameters,
			identities: bounded(vec![DATA]),
			ended_at: at,
			failure: None,
			result: Some(Hash::repeat_byte(4)),
			aborts: bounded(vec![]),
			settlement: settlement.clone(),
		};
		let job = Job {
			consumer: consumer.clone(),
			spec: spec.clone(),
			participants,
			output: JobOutput::Sum { lanes: 3 },
			agreement_digest: *digest,
			ordinal: 0,
			digest: of_job,
			fee: 100,
			shares: bounded(vec![Share { account: account(HOLDER), parts: WHOLE }]),
			windows: Windows { accept: 5, compute: 5, check: 5 },
			release: ReleaseRule::AtOnce,
			created_at: chain.number(),
			stage: JobStage::Settled { at },
		};
		chain.set("ComputeJobs", "Jobs", &[twox(JOB)], job);
		chain.set("ComputeJobs", "Records", &[twox(JOB)], record);
		let (author, status) = (account(OPERATOR), AlgorithmStatus::Approved);
		let algorithm = Algorithm { author, content, status };
		chain.set("ComputeJobs", "Algorithms", &[blake2(code)], algorithm);
		let create = call(chain, "ComputeJobs", 5, spec);
		let index = chain.signed(CONSUMER, create);
		let fields = (JOB, AGREEMENT, consumer, of_job, 100u128);
		chain.event(Some(index), ("ComputeJobs", "Created"), fields);
		self.step();

		let chain = &mut self.chain;
		let accepted =
			Acceptance { job: JOB, node: NODE, job_digest: of_job, ephemeral_key: [5; 32] };
		let payload = acceptance_payload(&chain.genesis, &accepted);
		let signature = node().sign(payload.as_bytes()).0;
		let accept = call(chain, "ComputeJobs", 6, (accepted, signature));
		let index = chain.general(accept);
		chain.event(Some(index), ("ComputeJobs", "Accepted"), (JOB, NODE));
		self.step();

		let chain = &mut self.chain;
		let settle = call(chain, "ComputeJobs", 11, JOB);
		let index = chain.general(settle);
		chain.event(Some(index), ("ComputeJobs", "Settled"), (JOB, settlement));
		self.step();
	}
}
