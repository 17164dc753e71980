// SPDX-License-Identifier: GPL-3.0-only

//! What the runtime answers, in the plain types of the index.

use panshi_primitives::{
	agreement::{ParameterType, Template, TemplateId},
	catalogue::{AgreedPrice, Entry},
	consortium::Member,
	data::DataStatus,
	duo::{Modifier, MondoId},
	genomics::NormalisationRule,
	AccountId,
};
use panshi_search as plain;
use serde::Serialize;

/// Text of the chain; what is not UTF-8 is replaced.
fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes).into_owned()
}

fn mondo(disease: MondoId) -> String {
	format!("MONDO:{disease:07}")
}

/// The word that stands for a value in JSON.
fn word(value: impl Serialize) -> String {
	match serde_json::to_value(value) {
		Ok(serde_json::Value::String(word)) => word,
		_ => String::new(),
	}
}

pub(super) fn record(entry: &Entry) -> plain::Record {
	let Entry { data, identity, offer, storage_key } = entry;
	let descriptor = &identity.descriptor;
	let permission = &descriptor.data_use.permission;
	let attribute = |attribute: &panshi_primitives::data::Attribute| plain::Attribute {
		term: text(&attribute.term),
		value: text(&attribute.value),
	};
	plain::Record {
		data: *data,
		holder: identity.holder.to_string(),
		fingerprint: format!("{:?}", descriptor.fingerprint),
		rule: match &descriptor.rule {
			NormalisationRule::Trimmed => "trimmed".to_owned(),
			NormalisationRule::FullyJustified { reference } => {
				format!("fully-justified {reference:?}")
			},
		},
		media_type: text(&descriptor.media_type),
		reference_build: descriptor.reference_build.name().to_owned(),
		records: descriptor.record_count,
		samples: descriptor.sample_count,
		attributes: descriptor.attributes.iter().map(attribute).collect(),
		permission: permission.accession().to_owned(),
		disease: permission.disease().map(mondo),
		modifiers: descriptor.data_use.modifiers.iter().map(modifier).collect(),
		metadata: format!("{:?}", descriptor.metadata),
		location_hint: text(&descriptor.location_hint),
		supersedes: descriptor.lineage.supersedes,
		derived_from: descriptor.lineage.derived_from.to_vec(),
		registered_at: identity.registered_at,
		node: identity.node,
		status: status(&identity.status).to_owned(),
		offer: offer.map(|(publication, until)| plain::Offer { publication, until }),
		storage_key: format!("0x{}", hex::encode(storage_key)),
	}
}

fn status(status: &DataStatus) -> &'static str {
	match status {
		DataStatus::Registered => "registered",
		DataStatus::Published { .. } => "published",
		DataStatus::Suspended { .. } => "suspended",
		DataStatus::Withdrawn { .. } => "withdrawn",
	}
}

fn modifier(modifier: &Modifier) -> plain::Modifier {
	let value = match modifier {
		Modifier::Geographic(country) => Some(text(country)),
		Modifier::TimeLimit(last) => Some(last.to_string()),
		Modifier::ProjectSpecific(project) => Some(text(project)),
		_ => None,
	};
	plain::Modifier { term: modifier.accession().to_owned(), value }
}

pub(super) fn holder((account, member): &(AccountId, Member)) -> plain::Holder {
	plain::Holder {
		account: account.to_string(),
		name: text(&member.name),
		country: text(&member.country),
	}
}

pub(super) fn authorization(agreed: &AgreedPrice) -> plain::Authorization {
	plain::Authorization {
		agreement: agreed.agreement,
		data: agreed.identities.clone(),
		price: agreed.price,
		until: agreed.until,
	}
}

pub(super) fn template((id, template): &(TemplateId, Template)) -> plain::Template {
	let content = &template.content;
	plain::Template {
		template: *id,
		name: text(&content.name),
		version: template.version,
		least_holders: content.least_holders,
		clauses: content
			.clauses
			.iter()
			.map(|clause| plain::Clause {
				title: text(&clause.title),
				wording: format!("{:?}", clause.wording),
				parameter: parameter(clause.parameter),
			})
			.collect(),
		requires: content
			.requires
			.iter()
			.map(|(role, kind)| plain::Requirement { role: word(role), qualification: word(kind) })
			.collect(),
	}
}

fn parameter(parameter: ParameterType) -> String {
	match parameter {
		ParameterType::None => "none".to_owned(),
		ParameterType::Text => "text".to_owned(),
		ParameterType::Number { least, greatest } => format!("number from {least} to {greatest}"),
		ParameterType::Block => "block".to_owned(),
		ParameterType::Digest => "digest".to_owned(),
	}
}
