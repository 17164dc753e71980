//! What a beacon says of itself.

use super::{
	request::{Asked, Refusal},
	API_VERSION,
};
use serde_json::{json, Value};

/// Identity of a beacon.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct About {
	/// Its identifier, in reverse domain name notation.
	pub id: String,
	/// Its name for people.
	pub name: String,
	/// Who runs it.
	pub organization: String,
	/// Where others reach it, without a slash at the end.
	pub url: String,
	/// Whether it shows a live chain.
	pub is_production: bool,
}

const SCHEMA: &str = "https://json-schema.org/draft/2020-12/schema";
const MODEL: &str = "https://raw.githubusercontent.com/ga4gh-beacon/beacon-v2/main/models/json/beacon-v2-default-model";

impl About {
	fn schemas() -> Value {
		json!([{ "entityType": "dataset", "schema": format!("{MODEL}/datasets/defaultSchema.json") }])
	}

	/// An answer about the beacon itself.
	pub(super) fn informational(&self, response: &Value) -> Value {
		json!({
			"meta": {
				"beaconId": self.id,
				"apiVersion": API_VERSION,
				"returnedSchemas": Self::schemas(),
			},
			"response": response,
		})
	}

	/// What stands above an answer about data.
	pub(super) fn meta(&self, asked: &Asked) -> Value {
		json!({
			"beaconId": self.id,
			"apiVersion": API_VERSION,
			"returnedSchemas": Self::schemas(),
			"returnedGranularity": asked.granularity.word(),
			"receivedRequestSummary": asked.summary(),
		})
	}

	pub(super) fn error(&self, asked: &Asked, status: u16, reason: &str) -> Value {
		json!({
			"meta": self.meta(asked),
			"error": { "errorCode": status, "errorMessage": reason },
		})
	}

	pub(super) fn needs_agreement(&self) -> Refusal {
		let reason = format!(
			"this beacon never answers about variants, people or samples: a holder does, for a job \
			 under an agreement that it has signed. The templates of agreements are at {}/templates",
			self.url
		);
		Refusal::new(403, &reason)
	}

	pub(super) fn info(&self) -> Value {
		self.informational(&json!({
			"id": self.id,
			"name": self.name,
			"apiVersion": API_VERSION,
			"environment": if self.is_production { "prod" } else { "dev" },
			"organization": { "id": self.id, "name": self.organization },
			"description": "Which data sets members of the consortium offer for joint computation, \
				and under which agreement. Never about variants or people.",
			"version": env!("CARGO_PKG_VERSION"),
			"welcomeUrl": self.url,
		}))
	}

	pub(super) fn service_info(&self) -> Value {
		json!({
			"id": self.id,
			"name": self.name,
			"type": { "group": "org.ga4gh", "artifact": "beacon", "version": API_VERSION },
			"organization": { "name": self.organization, "url": self.url },
			"version": env!("CARGO_PKG_VERSION"),
		})
	}

	fn entry_type(&self) -> Value {
		json!({
			"id": "dataset",
			"name": "Dataset",
			"description": "A data identity on offer: what the chain knows of a data set that stays \
				with its holder",
			"ontologyTermForThisType": { "id": "NCIT:C47824", "label": "Data set" },
			"partOfSpecification": format!("Beacon {API_VERSION}"),
			"defaultSchema": {
				"id": "ga4gh-beacon-dataset-v2.0.0",
				"name": "Default schema for datasets",
				"description": "Answers are counts; no entry of this schema is given",
				"referenceToSchemaDefinition": format!("{MODEL}/datasets/defaultSchema.json"),
				"schemaVersion": "v2.0.0",
			},
			"filteringTerms": format!("{}/filtering_terms", self.url),
			"nonFilteredQueriesAllowed": true,
		})
	}

	pub(super) fn entry_types(&self) -> Value {
		self.informational(&json!({ "entryTypes": { "dataset": self.entry_type() } }))
	}

	pub(super) fn configuration(&self) -> Value {
		self.informational(&json!({
			"$schema": SCHEMA,
			"maturityAttributes": {
				"productionStatus": if self.is_production { "PROD" } else { "DEV" },
			},
			"securityAttributes": {
				"defaultGranularity": "boolean",
				"securityLevels": ["PUBLIC"],
			},
			"entryTypes": { "dataset": self.entry_type() },
		}))
	}

	pub(super) fn map(&self) -> Value {
		self.informational(&json!({
			"$schema": SCHEMA,
			"endpointSets": {
				"dataset": {
					"entryType": "dataset",
					"rootUrl": format!("{}/datasets", self.url),
					"filteringTermsUrl": format!("{}/filtering_terms", self.url),
				},
			},
		}))
	}
}
