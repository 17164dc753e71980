//! Agreements as policies of ODRL 2.2, in JSON-LD.
//!
//! A publication is an `Offer` of its holder. An authorization is an `Agreement` once it has been
//! attested, and a `Request` before. What the parties have signed is the agreement on the chain: the
//! document names its digest, and does not take its place.

use super::{
	duo_rules::{rules_of, DuoRule, Operand, RuleKind},
	iri::{self, Iris},
};
use crate::words::{self, Word};
use panshi_primitives::{
	agreement::{
		Agreement, AgreementId, AgreementKind, AgreementState, AuthorizationTerms, DisclosureRule,
	},
	consortium::Role,
	data::{DataId, DataIdentity},
	duo::{DataUse, Field, Modifier, Purpose},
	BlockNumber,
};
use serde_json::{json, Map, Value};

/// An agreement with what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Policy<'a> {
	/// Identifiers of the chain.
	pub iris: Iris,
	/// Number of the agreement.
	pub id: AgreementId,
	/// The agreement.
	pub agreement: &'a Agreement,
	/// The data identities that it names.
	pub identities: &'a [(DataId, DataIdentity)],
	/// Block at which it is looked at.
	pub now: BlockNumber,
}

/// Rules while they are gathered.
#[derive(Default)]
struct Rules {
	constraints: Vec<Value>,
	prohibitions: Vec<Value>,
	duties: Vec<Value>,
}

/// The agreement as a policy.
pub fn policy(policy: &Policy<'_>) -> Value {
	let Policy { iris, id, agreement, .. } = policy;
	let content = &agreement.content;
	let state = agreement.standing.state_at(policy.now);
	let mut document = header(kind(&state, content.kind()), &iris.agreement(*id));
	document["dct:identifier"] = words::hash(&agreement.standing.digest).into();
	document["panshi:state"] = state_word(&state).into();
	if let Some(until) = state.ends_at() {
		document["panshi:untilBlock"] = until.into();
	}
	let parties = content.parties.iter().map(
		|party| json!({ "uid": iris.member(&party.account), "panshi:role": party.role.word() }),
	);
	document["panshi:party"] = parties.collect();
	let mut permissions = Vec::new();
	let mut prohibitions = Vec::new();
	for (data, identity) in policy.identities {
		let mut rules = Rules::default();
		rules.data_use(&identity.descriptor.data_use);
		if let Some(terms) = content.authorization() {
			rules.authorization(terms, state.ends_at());
		}
		let base = |action: &str| {
			let mut rule = Map::new();
			rule.insert("target".into(), iris.data(*data).into());
			rule.insert("assigner".into(), iris.member(&identity.holder).into());
			let consumers: Vec<Value> =
				content.parties_in(Role::Consumer).map(|who| iris.member(who).into()).collect();
			if !consumers.is_empty() {
				rule.insert("assignee".into(), consumers.into());
			}
			rule.insert("action".into(), action.into());
			rule
		};
		let (allowed, forbidden) = rules.finish(base);
		permissions.push(allowed);
		prohibitions.extend(forbidden);
	}
	finished(document, permissions, prohibitions)
}

/// The terms of use of a data identity as an offer, for a catalogue.
pub fn offer(iris: Iris, data: DataId, identity: &DataIdentity) -> Value {
	let mut rules = Rules::default();
	rules.data_use(&identity.descriptor.data_use);
	let base = |action: &str| {
		let rule = json!({
			"target": iris.data(data), "assigner": iris.member(&identity.holder), "action": action,
		});
		rule.as_object().cloned().unwrap_or_default()
	};
	let (allowed, forbidden) = rules.finish(base);
	let document = header("Offer", &iris.of("offer", data));
	finished(document, vec![allowed], forbidden)
}

fn header(kind: &str, uid: &str) -> Value {
	json!({
		"@context": [
			"http://www.w3.org/ns/odrl.jsonld",
			{
				"dct": "http://purl.org/dc/terms/",
				"duodrl": "https://w3id.org/duodrl#",
				"obo": "http://purl.obolibrary.org/obo/",
				"panshi": "urn:panshi:terms:",
			},
		],
		"@type": kind,
		"uid": uid,
		"profile": ["https://w3id.org/duodrl", "urn:panshi:terms"],
	})
}

fn finished(mut document: Value, permissions: Vec<Value>, prohibitions: Vec<Value>) -> Value {
	document["permission"] = permissions.into();
	if !prohibitions.is_empty() {
		document["prohibition"] = prohibitions.into();
	}
	document
}

fn kind(state: &AgreementState, kind: AgreementKind) -> &'static str {
	use AgreementState as S;
	match (kind, state) {
		(AgreementKind::Publication, _) => "Offer",
		(
			AgreementKind::Authorization,
			S::Active { .. }
			| S::Terminating { .. }
			| S::Suspended { .. }
			| S::Completed
			| S::Terminated,
		) => "Agreement",
		// An authorization that expired may have been in force or not; what is left is a request.
		(AgreementKind::Authorization, _) => "Request",
	}
}

fn state_word(state: &AgreementState) -> &'static str {
	use AgreementState as S;
	match state {
		S::Proposed => "proposed",
		S::PartlySigned { .. } => "partly-signed",
		S::FullySigned => "fully-signed",
		S::Active { .. } => "active",
		S::Terminating { .. } => "terminating",
		S::Suspended { .. } => "suspended",
		S::Completed => "completed",
		S::Expired => "expired",
		S::Terminated => "terminated",
		S::Rejected { .. } => "rejected",
	}
}

fn constraint(left: &str, operator: &str, right: Value) -> Value {
	json!({ "leftOperand": left, "operator": operator, "rightOperand": right })
}

fn concept(iri: &str) -> Value {
	json!({ "@id": iri })
}

impl Rules {
	/// Adds the terms of use of a data set.
	fn data_use(&mut self, data_use: &DataUse) {
		let disease = data_use.permission.disease().and_then(mondo);
		self.term(data_use.permission.accession(), disease);
		for modifier in &data_use.modifiers {
			let named = match modifier {
				Modifier::Geographic(country) => Some(words::text(country).into()),
				Modifier::TimeLimit(last) => Some((*last).into()),
				Modifier::ProjectSpecific(project) => Some(words::text(project).into()),
				_ => None,
			};
			self.term(modifier.accession(), named);
		}
	}

	fn term(&mut self, term: &str, named: Option<Value>) {
		for rule in rules_of(term) {
			let right = match rule.right {
				Operand::Concept(iri) => concept(iri),
				Operand::Named => named.clone().unwrap_or_default(),
			};
			self.rule(rule, right);
		}
	}

	fn rule(&mut self, rule: &DuoRule, right: Value) {
		let source = iri::term(rule.term).unwrap_or_default();
		let with_source = |mut value: Value| {
			value["dct:source"] = concept(&source);
			value
		};
		match rule.kind {
			RuleKind::Permission => {
				self.constraints.push(with_source(constraint(rule.left, rule.operator, right)));
			},
			RuleKind::Prohibition => {
				self.prohibitions.push(with_source(constraint(rule.left, rule.operator, right)));
			},
			RuleKind::Duty => {
				let mut duty = json!({ "action": rule.left });
				if rule.right != Operand::Concept("") {
					duty["target"] = right;
				}
				self.duties.push(with_source(duty));
			},
		}
	}

	/// Adds what an authorization says.
	fn authorization(&mut self, terms: &AuthorizationTerms, until: Option<BlockNumber>) {
		self.purpose(&terms.purpose);
		let algorithms: Vec<Value> =
			terms.algorithms.iter().map(|digest| words::hash(digest).into()).collect();
		self.constraints.push(constraint("panshi:algorithm", "isAnyOf", algorithms.into()));
		self.constraints.push(constraint("count", "lteq", terms.job_quota.into()));
		self.constraints.push(constraint("panshi:holders", "gteq", terms.least_holders.into()));
		let DisclosureRule { minimum_cell, most_items, rounding } = terms.disclosure;
		for (left, operator, limit) in [
			("panshi:minimumCell", "gteq", minimum_cell),
			("panshi:mostItems", "lteq", most_items),
			("panshi:rounding", "eq", rounding),
		] {
			if limit > 0 {
				self.constraints.push(constraint(left, operator, limit.into()));
			}
		}
		if let Some(until) = until {
			self.constraints.push(constraint("panshi:block", "lt", until.into()));
		}
		let price = constraint("payAmount", "eq", words::amount(terms.price).into());
		self.duties.push(json!({ "action": "compensate", "constraint": [price] }));
	}

	/// Adds what results may be used for, as the parties agreed.
	fn purpose(&mut self, purpose: &Purpose) {
		let field = match purpose.field {
			Field::GeneralResearch => "duodrl:GRU",
			Field::HealthMedicalBiomedical => "duodrl:HMB",
			Field::Disease => "duodrl:DS",
			Field::PopulationOriginsAncestry => "duodrl:POA",
		};
		self.constraints.push(constraint("purpose", "isA", concept(field)));
		let diseases: Vec<Value> = purpose.diseases.iter().copied().filter_map(mondo).collect();
		if !diseases.is_empty() {
			self.constraints.push(constraint("purpose", "isAnyOf", diseases.into()));
		}
		let country = words::text(&purpose.country);
		self.constraints.push(constraint("spatial", "eq", country.into()));
		if !purpose.project.is_empty() {
			let project = words::text(&purpose.project);
			self.constraints.push(constraint("panshi:project", "eq", project.into()));
		}
	}

	/// The permission, and a prohibition for each thing that is forbidden.
	fn finish(self, base: impl Fn(&str) -> Map<String, Value>) -> (Value, Vec<Value>) {
		let mut allowed = base("use");
		allowed.insert("constraint".into(), self.constraints.into());
		if !self.duties.is_empty() {
			allowed.insert("duty".into(), self.duties.into());
		}
		let forbid = |constraint: Value| {
			let mut rule = base("use");
			rule.insert("constraint".into(), vec![constraint].into());
			Value::from(rule)
		};
		(allowed.into(), self.prohibitions.into_iter().map(forbid).collect())
	}
}

fn mondo(disease: u32) -> Option<Value> {
	iri::term(&format!("MONDO:{disease:07}")).map(|iri| concept(&iri))
}
