//! Answers from the index.

use super::{
	request::{Asked, Granularity, Refusal},
	terms::{FIELDS, MODIFIERS, PERMISSIONS, VOCABULARIES},
	Beacon,
};
use crate::{query::BlockRef, record::Template};
use serde_json::{json, Value};

/// Most terms of an answer.
const MAX_TERMS: usize = 1_000;
/// Most templates of an answer.
const MAX_TEMPLATES: u32 = 100;

impl Beacon {
	/// Whether data are on offer, or how many; and under which agreements.
	pub(super) fn datasets(&self, asked: &Asked) -> Result<Value, Refusal> {
		let (block, found) = self.searcher.count(&asked.query)?;
		self.offer(asked, &block, found)
	}

	/// Whether the data identity `number` is on offer, and fits what else is asked.
	pub(super) fn dataset(&self, number: &str, asked: &Asked) -> Result<Value, Refusal> {
		let none = || Refusal::new(404, "a data set is known by the number of its data identity");
		let data = number.parse().map_err(|_| none())?;
		let (block, found) = self.searcher.matches(&asked.query, data)?;
		self.offer(asked, &block, u64::from(found))
	}

	fn offer(&self, asked: &Asked, block: &BlockRef, found: u64) -> Result<Value, Refusal> {
		let total = if asked.impossible { 0 } else { found };
		let mut summary = json!({ "exists": total > 0 });
		if asked.granularity == Granularity::Count {
			summary["numTotalResults"] = total.into();
		}
		let handovers = match total {
			0 => Vec::new(),
			_ => self.searcher.templates(MAX_TEMPLATES)?.iter().map(|t| self.handover(t)).collect(),
		};
		Ok(json!({
			"meta": self.about.meta(asked),
			"responseSummary": summary,
			"info": info(block),
			"beaconHandovers": handovers,
		}))
	}

	fn handover(&self, template: &Template) -> Value {
		let holders = match template.least_holders {
			1 => "one holder".to_owned(),
			more => format!("{more} holders"),
		};
		json!({
			"handoverType": {
				"id": "CUSTOM:authorizationTemplate",
				"label": "Template of an agreement under which the data may be used",
			},
			"note": format!("{}, version {}, with at least {holders}", template.name, template.version),
			"url": self.template_url(template),
		})
	}

	fn template_url(&self, template: &Template) -> String {
		format!("{}/templates/{}", self.about.url, template.template)
	}

	/// The templates that may be filled.
	pub(super) fn templates(&self) -> Result<Value, Refusal> {
		let templates = self.searcher.templates(MAX_TEMPLATES)?;
		let line = |template: &Template| {
			let url = self.template_url(template);
			json!({ "template": template.template, "name": template.name, "url": url })
		};
		let templates: Vec<Value> = templates.iter().map(line).collect();
		Ok(self.about.informational(&json!({ "templates": templates })))
	}

	/// A template, and how to fill it.
	pub(super) fn template(&self, number: &str) -> Result<Value, Refusal> {
		let none = || Refusal::new(404, "no template with this number may be filled");
		let number = number.parse().map_err(|_| none())?;
		let template = self.searcher.template(number)?.ok_or_else(none)?;
		Ok(self.about.informational(&json!({
			"template": template,
			"next": "a member of the consortium fills it and runs panshi agreement propose; every \
				holder that it names has to sign, and an operator to attest",
		})))
	}

	/// The terms by which data can be found.
	pub(super) fn filtering_terms(&self, asked: &Asked) -> Result<Value, Refusal> {
		let limit = asked.limit.and_then(|limit| usize::try_from(limit).ok());
		let limit = limit.filter(|limit| *limit > 0).unwrap_or(MAX_TERMS).min(MAX_TERMS);
		let skip = usize::try_from(asked.skip).unwrap_or(usize::MAX);
		// The framework counts in pages.
		let used = self.searcher.terms(skip.saturating_mul(limit), limit)?;
		let term = |kind: &str, id: &str, label: &str| json!({ "type": kind, "id": id, "label": label, "scopes": ["dataset"] });
		let mut terms = Vec::new();
		if asked.skip == 0 {
			let duo = PERMISSIONS.iter().chain(MODIFIERS);
			terms.extend(duo.map(|(id, label)| term("ontology", id, label)));
			terms.extend(FIELDS.iter().map(|(id, label)| term("alphanumeric", id, label)));
		}
		for found in &used {
			let mut entry =
				term("ontology", &found.term, found.name.as_deref().unwrap_or(&found.term));
			entry["count"] = found.count.into();
			terms.push(entry);
		}
		let release = self.searcher.vocabularies()?;
		let resource = |(prefix, name, url): &(&str, &str, &str)| {
			json!({
				"id": prefix.to_lowercase(), "name": name, "url": url, "nameSpacePrefix": prefix,
				"iriPrefix": format!("http://purl.obolibrary.org/obo/{prefix}_"),
			})
		};
		let resources: Vec<Value> = VOCABULARIES.iter().map(resource).collect();
		Ok(self.about.informational(&json!({
			"resources": resources,
			"filteringTerms": terms,
			"loadedVocabularies": release,
		})))
	}
}

/// Beside what the framework says: the block at which the answer holds.
fn info(block: &BlockRef) -> Value {
	json!({
		"finalizedBlock": { "number": block.number, "hash": block.hash },
		"counts": "exact; they count entries of the consortium's catalogue, not people",
	})
}
