//! What a client asks, by GET or POST.

use super::terms::{is_modifier, is_permission};
use crate::query::{Query, TermFilter};
use serde::Deserialize;
use serde_json::{json, Map, Value};

/// Parameters that ask about variants.
const GENOMIC: &[&str] = &[
	"alternateBases",
	"aminoacidChange",
	"assemblyId",
	"clinicalRelevance",
	"cohortId",
	"end",
	"geneId",
	"genomicAlleleShortForm",
	"mateEnd",
	"mateName",
	"mateStart",
	"referenceBases",
	"referenceName",
	"start",
	"variantInternalId",
	"variantMaxLength",
	"variantMinLength",
	"variantType",
];
/// Most filters of a request.
const MAX_FILTERS: usize = 32;

/// How a request came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Method {
	/// With parameters in the address.
	Get,
	/// With parameters in a body of JSON.
	Post,
}

/// A request.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
	/// How it came.
	pub method: Method,
	/// Path of the address, from the root of the beacon.
	pub path: &'a str,
	/// What follows the question mark of the address, if there is one.
	pub query: &'a str,
	/// The body.
	pub body: &'a [u8],
}

/// Why a request has no answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Refusal {
	pub(super) status: u16,
	pub(super) reason: String,
}

impl Refusal {
	pub(super) fn new(status: u16, reason: &str) -> Self {
		Refusal { status, reason: reason.to_owned() }
	}
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
	pub(super) query: Query,
	/// The filters exclude each other.
	pub(super) impossible: bool,
	/// Something is asked that only holders may answer, under an agreement.
	pub(super) is_about_variants: bool,
	pub(super) granularity: Granularity,
	pub(super) skip: u32,
	pub(super) limit: Option<u32>,
	filters: Vec<String>,
	requested_granularity: Option<String>,
	requested_version: Option<String>,
}

/// How much is told.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Granularity {
	#[default]
	Boolean,
	Count,
}

impl Granularity {
	pub(super) fn word(self) -> &'static str {
		match self {
			Granularity::Boolean => "boolean",
			Granularity::Count => "count",
		}
	}
}

#[derive(Deserialize)]
struct Body {
	#[serde(default)]
	meta: Meta,
	#[serde(default)]
	query: BodyQuery,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Meta {
	api_version: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct BodyQuery {
	request_parameters: Map<String, Value>,
	filters: Vec<Filter>,
	requested_granularity: Option<String>,
	pagination: Pagination,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Pagination {
	skip: u32,
	limit: Option<u32>,
}

/// A filter of the framework: an ontology term, or a field with a comparison.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Filter {
	id: String,
	include_descendant_terms: Option<bool>,
	operator: Option<String>,
	value: Option<Value>,
}

impl Asked {
	pub(super) fn read(request: &Request<'_>) -> Result<Self, Refusal> {
		let mut asked = Asked::default();
		for (name, value) in url::form_urlencoded::parse(request.query.as_bytes()) {
			asked.parameter(&name, &value)?;
		}
		if request.method == Method::Post {
			let body: Body = serde_json::from_slice(request.body)
				.map_err(|error| Refusal::new(400, &format!("the body: {error}")))?;
			asked.body(body)?;
		}
		Ok(asked)
	}

	fn parameter(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
		let number = |what: &str| {
			let wrong = || Refusal::new(400, &format!("`{what}` is a whole number"));
			value.parse().map_err(|_| wrong())
		};
		match name {
			"filters" => {
				let filters = value.split(',').filter(|id| !id.is_empty());
				for id in filters {
					self.filter(&Filter { id: id.to_owned(), ..Filter::default() })?;
				}
			},
			"requestedGranularity" => self.granularity(value)?,
			"skip" => self.skip = number("skip")?,
			"limit" => self.limit = Some(number("limit")?),
			"apiVersion" => self.requested_version = Some(value.to_owned()),
			"includeResultsetResponses" | "testMode" | "requestedSchema" | "requestedSchemas" => (),
			name if GENOMIC.contains(&name) => self.is_about_variants = true,
			name => return Err(Refusal::new(400, &format!("there is no parameter `{name}`"))),
		}
		Ok(())
	}

	fn body(&mut self, body: Body) -> Result<(), Refusal> {
		self.requested_version = body.meta.api_version.or(self.requested_version.take());
		// `dataset` takes no parameters of its own: whatever is here asks for more than a catalogue.
		self.is_about_variants |= !body.query.request_parameters.is_empty();
		if let Some(granularity) = body.query.requested_granularity {
			self.granularity(&granularity)?;
		}
		(self.skip, self.limit) = (body.query.pagination.skip, body.query.pagination.limit);
		body.query.filters.iter().try_for_each(|filter| self.filter(filter))
	}

	/// A granularity finer than a count gets a count.
	fn granularity(&mut self, word: &str) -> Result<(), Refusal> {
		self.granularity = match word {
			"boolean" => Granularity::Boolean,
			"count" | "record" => Granularity::Count,
			_ => return Err(Refusal::new(400, "a granularity is boolean, count or record")),
		};
		self.requested_granularity = Some(word.to_owned());
		Ok(())
	}

	fn filter(&mut self, filter: &Filter) -> Result<(), Refusal> {
		if self.filters.len() >= MAX_FILTERS {
			return Err(Refusal::new(400, &format!("there are more than {MAX_FILTERS} filters")));
		}
		self.filters.push(filter.id.clone());
		match (&filter.operator, &filter.value) {
			(Some(operator), Some(value)) => {
				let value = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
				self.comparison(&filter.id, operator, &value)
			},
			(None, None) if filter.id.contains(':') => {
				self.term(&filter.id, filter.include_descendant_terms.unwrap_or(true));
				Ok(())
			},
			_ => Err(Refusal::new(
				400,
				&format!("`{}` is neither a term nor a field with operator and value", filter.id),
			)),
		}
	}

	fn term(&mut self, id: &str, descendants: bool) {
		if is_permission(id) {
			self.impossible |= self.query.permissions.iter().any(|other| other != id);
			self.query.permissions = vec![id.to_owned()];
		} else if is_modifier(id) {
			self.query.with_modifiers.push(id.to_owned());
		} else {
			self.query.terms.push(TermFilter { term: id.to_owned(), descendants });
		}
	}

	fn comparison(&mut self, field: &str, operator: &str, value: &str) -> Result<(), Refusal> {
		let query = &mut self.query;
		let unequal = |list: &[String]| list.iter().any(|other| other != value);
		let list = match field {
			"referenceBuild" => &mut query.reference_builds,
			"dataType" => &mut query.data_types,
			"gene" => &mut query.genes,
			"holder" => &mut query.holders,
			"records" => return span(&mut query.records, operator, value),
			"samples" => return span(&mut query.samples, operator, value),
			_ => {
				let reason = format!("there is no field `{field}`; see /filtering_terms");
				return Err(Refusal::new(400, &reason));
			},
		};
		if operator != "=" {
			return Err(Refusal::new(400, &format!("`{field}` takes the operator `=`")));
		}
		// A data set may be about several genes, but filters are joined by "and".
		self.impossible |= unequal(list);
		*list = vec![value.to_owned()];
		Ok(())
	}

	/// What was asked, as the beacon understood it.
	pub(super) fn summary(&self) -> Value {
		let granularity = self.requested_granularity.as_deref().unwrap_or("boolean");
		json!({
			"apiVersion": self.requested_version.as_deref().unwrap_or(super::API_VERSION),
			"requestedSchemas": [],
			"filters": self.filters,
			"pagination": { "skip": self.skip, "limit": self.limit.unwrap_or_default() },
			"requestedGranularity": granularity,
		})
	}
}

fn span(span: &mut crate::query::Span<u64>, operator: &str, value: &str) -> Result<(), Refusal> {
	let number: u64 =
		value.parse().map_err(|_| Refusal::new(400, "the value is a whole number"))?;
	let (least, most) = match operator {
		"=" => (Some(number), Some(number)),
		">=" => (Some(number), None),
		">" => (Some(number.saturating_add(1)), None),
		"<=" => (None, Some(number)),
		// Below zero there is nothing: the range is empty.
		"<" if number == 0 => (Some(u64::MAX), Some(0)),
		"<" => (None, Some(number - 1)),
		_ => return Err(Refusal::new(400, "an operator is one of = < > <= >=")),
	};
	span.least = span.least.max(least);
	span.most = match (span.most, most) {
		(Some(a), Some(b)) => Some(a.min(b)),
		(a, b) => a.or(b),
	};
	Ok(())
}
