//! GA4GH Beacon v2: which data are on offer, in the framework's words.
//!
//! The only entry type is `dataset`, and a data set is a data identity on offer. Answers say whether
//! there are any (`boolean`) or how many (`count`), and hand over to the templates of agreements
//! under which the data may be used.
//!
//! Counts are exact and small ones are told. They count entries of a catalogue that every member of
//! the consortium has, not people; there is nobody to protect by rounding them.
//!
//! # Security
//!
//! A yes or no about a variant is information about the people who carry it: repeated, it tells who
//! is in a data set (Shringarpure and Bustamante, AJHG 2015). A question about variants or people is
//! refused here whatever it asks, and told which agreement would cover it.

mod about;
mod answers;
mod request;
mod terms;

pub use about::About;
pub use request::{Method, Request};

use crate::{error::SearchError, store::Searcher};
use request::{Asked, Refusal};
use serde_json::Value;

/// Version of the framework that is spoken.
pub const API_VERSION: &str = "v2.2.0";

/// Paths about variants, people and their samples.
const PERSONAL: &[&str] =
	&["g_variants", "genomicVariations", "individuals", "biosamples", "analyses", "runs"];

/// A beacon on an index.
#[derive(Clone, Debug)]
pub struct Beacon {
	about: About,
	searcher: Searcher,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
	/// HTTP status.
	pub status: u16,
	/// JSON.
	pub body: Value,
}

impl Beacon {
	/// A beacon that speaks of itself as `about` says.
	pub fn new(about: About, searcher: Searcher) -> Self {
		Beacon { about, searcher }
	}

	/// Answers a request. The index may block the thread for some milliseconds.
	pub fn answer(&self, request: &Request<'_>) -> Response {
		let asked = Asked::read(request);
		let answered = match &asked {
			Ok(asked) => self.route(request.path, asked),
			Err(refusal) => Err(refusal.clone()),
		};
		match answered {
			Ok(body) => Response { status: 200, body },
			Err(refusal) => {
				let asked = asked.unwrap_or_default();
				let body = self.about.error(&asked, refusal.status, &refusal.reason);
				Response { status: refusal.status, body }
			},
		}
	}

	fn route(&self, path: &str, asked: &Asked) -> Result<Value, Refusal> {
		let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
		if segments.iter().any(|segment| PERSONAL.contains(segment)) {
			return Err(self.about.needs_agreement());
		}
		if asked.is_about_variants {
			return Err(self.about.needs_agreement());
		}
		match segments.as_slice() {
			[] | ["info"] => Ok(self.about.info()),
			["service-info"] => Ok(self.about.service_info()),
			["configuration"] => Ok(self.about.configuration()),
			["entry_types"] => Ok(self.about.entry_types()),
			["map"] => Ok(self.about.map()),
			["filtering_terms"] => self.filtering_terms(asked),
			["datasets"] => self.datasets(asked),
			["datasets", number] => self.dataset(number, asked),
			["templates"] => self.templates(),
			["templates", number] => self.template(number),
			_ => Err(Refusal::new(404, "there is nothing at this address; see /map")),
		}
	}
}

impl From<SearchError> for Refusal {
	fn from(error: SearchError) -> Self {
		match error {
			SearchError::NotReady => Refusal::new(503, &error.to_string()),
			SearchError::Index(_) => Refusal::new(500, "the index failed"),
			wrong => Refusal::new(400, &wrong.to_string()),
		}
	}
}
