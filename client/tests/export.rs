//! Each document is the one that was looked at.
//!
//! Where a change is meant, `PANSHI_WRITE_SNAPSHOTS=1` writes the files anew; look at the difference.

use panshi_client::{
	export::{
		calls_csv, calls_json_lines, catalogue, offer, policy, CallRow, CatalogueEntry, Iris,
		Policy, RuleKind, DUO_RULES,
	},
	files::{self, AgreementFile, DataFile},
	keys, words,
};
use panshi_primitives::{
	agreement::{Agreement, AgreementContent, AgreementState, PartySet, Share, Standing, WHOLE},
	consortium::Member,
	data::{DataDescriptor, DataIdentity, DataStatus, Lineage},
	duo::{DataUse, Modifier, Permission},
	job::{CallRecord, FailureCause, Job, JobOutput, JobSpec, JobStage, Participant, Settlement},
	AccountId, Hash,
};
use serde_json::Value;
use std::{collections::BTreeMap, path::PathBuf};

fn same_as_snapshot(name: &str, text: &str) {
	let file = PathBuf::from(env!("PANSHI_ROOT")).join("client/tests/export").join(name);
	if std::env::var_os("PANSHI_WRITE_SNAPSHOTS").is_some() {
		std::fs::write(&file, text).expect("the folder is there");
	}
	let wanted = std::fs::read_to_string(&file).expect("the snapshot is there");
	if name.ends_with(".json") {
		// The order of the members means nothing.
		let value = |text: &str| serde_json::from_str::<Value>(text).expect("it is JSON");
		assert_eq!(value(text), value(&wanted), "{name}");
	} else {
		assert_eq!(text, wanted, "{name}");
	}
}

fn pretty(document: &Value) -> String {
	format!("{document:#}\n")
}

fn iris() -> Iris {
	Iris::new(Hash::repeat_byte(0x11))
}

fn account(name: &str) -> AccountId {
	keys::account(name).expect("a development name")
}

fn example<T: serde::de::DeserializeOwned>(name: &str) -> T {
	let folder = PathBuf::from(env!("PANSHI_ROOT")).join("docs/files");
	files::read(&folder.join(name)).expect("the documented example is there")
}

/// The documented data set, with other terms of use.
fn identity(holder: &str, permission: Permission, modifiers: Vec<Modifier>) -> DataIdentity {
	let file = DataFile {
		fingerprint: Some(format!("0x{}", "02".repeat(32))),
		rule: Some("trimmed".to_owned()),
		record_count: Some(1_000),
		sample_count: Some(7),
		..example("data.toml")
	};
	let mut descriptor = DataDescriptor::try_from(&file).expect("the documented example is right");
	let modifiers = modifiers.try_into().expect("few modifiers");
	descriptor.data_use = DataUse { permission, modifiers };
	DataIdentity {
		holder: account(holder),
		descriptor,
		node: Some(0),
		registered_at: 3,
		status: DataStatus::Published { agreement: 0 },
	}
}

fn agreement(file: &str, state: AgreementState) -> Agreement {
	let file: AgreementFile = example(file);
	let content = AgreementContent::try_from(&file).expect("the documented example is right");
	let digest = Hash::repeat_byte(0x22);
	let proposer = account("//Consumer");
	let standing = Standing::proposed(proposer, digest, &content, &Default::default());
	Agreement { content, standing: Standing { state, ..standing } }
}

fn text32(text: &str) -> panshi_primitives::Text<32> {
	text.as_bytes().to_vec().try_into().expect("short text")
}

fn every_modifier() -> Vec<Modifier> {
	vec![
		Modifier::EthicsApprovalRequired,
		Modifier::NotForProfitOrganisation,
		Modifier::NotForProfitNonCommercial,
		Modifier::NonCommercialUse,
		Modifier::NoGeneralMethods,
		Modifier::GeneticStudiesOnly,
		Modifier::PublicationRequired,
		Modifier::CollaborationRequired,
		Modifier::ReturnToResource,
		Modifier::Geographic(*b"CN"),
		Modifier::TimeLimit(200_000),
		Modifier::ProjectSpecific(text32("Rare diseases")),
	]
}

const EVERY_PERMISSION: [Permission; 5] = [
	Permission::NoRestriction,
	Permission::GeneralResearch,
	Permission::HealthMedicalBiomedical,
	Permission::DiseaseSpecific(5_148),
	Permission::PopulationOriginsAncestry,
];

#[test]
fn an_authorization_in_force_is_an_agreement() {
	let agreement =
		agreement("authorization.toml", AgreementState::Active { since: 5, until: 900 });
	let plain = |holder| identity(holder, Permission::HealthMedicalBiomedical, Vec::new());
	let limited = identity(
		"//Lab3",
		Permission::DiseaseSpecific(5_148),
		vec![Modifier::EthicsApprovalRequired, Modifier::Geographic(*b"CN")],
	);
	let identities = [(0, plain("//Lab1")), (1, plain("//Lab2")), (2, limited)];
	let document = policy(&Policy {
		iris: iris(),
		id: 7,
		agreement: &agreement,
		identities: &identities,
		now: 10,
	});
	assert_eq!(document["@type"], "Agreement");
	same_as_snapshot("agreement.odrl.json", &pretty(&document));
}

#[test]
fn before_it_is_attested_it_is_a_request_and_a_publication_is_an_offer() {
	let identities = [(0, identity("//Lab1", Permission::GeneralResearch, Vec::new()))];
	let document = |agreement: &Agreement, now| {
		policy(&Policy { iris: iris(), id: 1, agreement, identities: &identities, now })
	};
	let proposed = agreement("authorization.toml", AgreementState::Proposed);
	assert_eq!(document(&proposed, 10)["@type"], "Request");
	assert_eq!(document(&proposed, 10)["panshi:state"], "proposed");
	assert_eq!(document(&proposed, 1_001)["panshi:state"], "expired");
	let offered = agreement("publication.toml", AgreementState::Active { since: 1, until: 99 });
	let offer = document(&offered, 10);
	assert_eq!(offer["@type"], "Offer");
	assert_eq!(offer["panshi:untilBlock"], 99);
	assert!(offer["permission"][0].get("assignee").is_none());
}

#[test]
fn every_term_of_the_chain_has_its_rules() {
	let mut known: Vec<&str> = EVERY_PERMISSION.iter().map(Permission::accession).collect();
	let modifiers = every_modifier();
	known.extend(modifiers.iter().map(Modifier::accession));
	for term in &known {
		assert!(DUO_RULES.iter().any(|rule| rule.term == *term), "{term}");
	}
	for rule in DUO_RULES {
		assert!(known.contains(&rule.term), "{}", rule.term);
		assert_eq!(rule.kind == RuleKind::Duty, rule.operator.is_empty(), "{}", rule.term);
	}
}

/// The kinds of rules of each term as the overview of <https://w3id.org/duodrl> lists them.
#[test]
fn rules_are_of_the_published_kinds() {
	use RuleKind::{Duty, Permission, Prohibition};
	let both = [Permission, Prohibition].as_slice();
	let published: &[(&str, &[RuleKind])] = &[
		("DUO:0000004", &[Permission]),
		("DUO:0000006", &[Permission]),
		("DUO:0000007", &[Permission]),
		("DUO:0000011", both),
		("DUO:0000015", &[Prohibition]),
		("DUO:0000016", both),
		("DUO:0000018", both),
		("DUO:0000019", &[Duty]),
		("DUO:0000020", &[Duty]),
		("DUO:0000021", &[Duty]),
		("DUO:0000022", both),
		("DUO:0000025", &[Permission]),
		("DUO:0000027", both),
		("DUO:0000029", &[Duty]),
		("DUO:0000042", &[Permission]),
		("DUO:0000045", both),
		("DUO:0000046", both),
	];
	let mut ours: BTreeMap<&str, Vec<RuleKind>> = BTreeMap::new();
	for rule in DUO_RULES {
		let kinds = ours.entry(rule.term).or_default();
		if !kinds.contains(&rule.kind) {
			kinds.push(rule.kind);
		}
	}
	let ours: Vec<(&str, &[RuleKind])> =
		ours.iter().map(|(term, kinds)| (*term, kinds.as_slice())).collect();
	assert_eq!(ours, published);
}

#[test]
fn every_rule_reaches_the_document() {
	for permission in EVERY_PERMISSION {
		let identity = identity("//Lab1", permission, every_modifier());
		let document = offer(iris(), 0, &identity).to_string();
		for rule in DUO_RULES.iter().filter(|rule| rule.term == permission.accession()) {
			let source = rule.term.replace(':', "_");
			assert!(document.contains(&source), "{source}: {document}");
		}
		for modifier in every_modifier() {
			assert!(document.contains(&modifier.accession().replace(':', "_")), "{modifier:?}");
		}
		assert!(!document.contains("null"), "{document}");
	}
	let all = identity("//Lab1", Permission::DiseaseSpecific(5_148), every_modifier());
	same_as_snapshot("offer.odrl.json", &pretty(&offer(iris(), 0, &all)));
}

#[test]
fn published_identities_are_data_sets() {
	let member = Member {
		name: b"Laboratory 1".to_vec().try_into().expect("short"),
		country: *b"CN",
		roles: Default::default(),
		qualifications: Default::default(),
		admitted_at: 0,
	};
	let first = identity("//Lab1", Permission::GeneralResearch, vec![Modifier::NonCommercialUse]);
	let mut second = identity("//Lab2", Permission::NoRestriction, Vec::new());
	second.descriptor.lineage =
		Lineage { supersedes: Some(0), derived_from: vec![0, 3].try_into().expect("two fit") };
	second.descriptor.location_hint = b"javascript:alert(1)".to_vec().try_into().expect("short");
	let entries = [
		CatalogueEntry { data: 0, identity: &first, holder: Some(&member) },
		CatalogueEntry { data: 4, identity: &second, holder: None },
	];
	let document = catalogue(iris(), (12, Hash::repeat_byte(0x33)), &entries);
	assert!(document["dcat:dataset"][1].get("dcat:landingPage").is_none(), "only web addresses");
	same_as_snapshot("catalogue.dcat.json", &pretty(&document));
}

fn job(holders: &[&str]) -> Job {
	let participant = |(data, holder): (u32, &&str)| Participant {
		data,
		fingerprint: Hash::repeat_byte(1),
		holder: account(holder),
		node: data,
		signing_key: [0; 32],
	};
	let participants: Vec<Participant> = (0..).zip(holders).map(participant).collect();
	let share = |name, parts| Share { account: account(name), parts };
	let shares = vec![share("//Lab1", WHOLE / 2), share("//Lab2", WHOLE / 2)];
	let content = agreement("authorization.toml", AgreementState::Proposed).content;
	let terms = content.authorization().expect("it is one");
	Job {
		consumer: account("//Consumer"),
		spec: JobSpec {
			agreement: 7,
			algorithm: Hash::repeat_byte(4),
			parameters: Hash::repeat_byte(5),
			items: 10,
			identities: (0..2).collect::<Vec<u32>>().try_into().expect("two fit"),
			result_key: [0; 32],
			rho: None,
		},
		participants: participants.try_into().expect("few"),
		output: JobOutput::Sum { lanes: 31 },
		agreement_digest: Hash::repeat_byte(6),
		ordinal: 0,
		digest: Hash::repeat_byte(7),
		fee: 101,
		shares: shares.try_into().expect("two fit"),
		windows: terms.windows,
		release: terms.release.clone(),
		created_at: 20,
		stage: JobStage::Released,
	}
}

fn rows() -> Vec<CallRow> {
	let job = job(&["//Lab1", "//Lab2"]);
	let record = |id, failure: Option<(FailureCause, PartySet)>, paid: Vec<u128>| CallRecord {
		job: id,
		agreement: 7,
		consumer: job.consumer.clone(),
		algorithm: job.spec.algorithm,
		parameters: job.spec.parameters,
		identities: vec![0, 1].try_into().expect("two fit"),
		ended_at: 30 + id,
		failure,
		result: failure.is_none().then(|| Hash::repeat_byte(8)),
		aborts: Default::default(),
		settlement: Settlement {
			refunded: 101 - paid.iter().sum::<u128>(),
			paid: paid.try_into().expect("two fit"),
		},
	};
	let late = PartySet::default().with(1);
	let name = |_: &AccountId| "=HYPERLINK(\"http://evil.example\",\"The clinic\")".to_owned();
	[
		record(0, None, vec![50, 51]),
		record(1, Some((FailureCause::NotDelivered, late)), vec![0, 0]),
		record(2, Some((FailureCause::Withheld(3), PartySet::default())), vec![25, 25]),
	]
	.iter()
	.map(|record| CallRow::new(record, &job, name))
	.collect()
}

#[test]
fn the_call_log_is_a_table_that_is_safe_to_open() {
	let table = calls_csv(&rows());
	assert!(!table.contains(",="), "{table}");
	same_as_snapshot("calls.csv", &table);
}

#[test]
fn the_call_log_is_a_line_for_each_job() {
	let lines = calls_json_lines(&rows()).expect("rows are JSON");
	same_as_snapshot("calls.jsonl", &lines);
	let read: Vec<Value> =
		lines.lines().map(|line| serde_json::from_str(line).expect("one object")).collect();
	assert_eq!(read.len(), 3);
	assert_eq!(read[1]["at_fault"][0], account("//Lab2").to_string());
	assert_eq!(read[2]["outcome"], "withheld:3");
	assert_eq!(read[0]["result"], words::hash(&Hash::repeat_byte(8)));
}
