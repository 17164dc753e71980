//! Pages of agreements and jobs.

use super::page_size;
use crate::{
	limits::{DEFAULT_PAGE, MAX_LOOKED_AT, MAX_NAMES, MAX_PAGE, MAX_TEXT},
	reader::Snapshot,
	types::{AgreementFilter, Entry, JobFilter, JobParty, List, Page},
	RpcError,
};
use panshi_primitives::{agreement::AgreementId, job::JobList, AccountId};
use serde_json::Value;

/// How many items the runtime is asked for at a time.
const BATCH: usize = 50;

/// A page of the agreements that `account` is a party to.
pub(super) fn agreements_of(
	chain: &Snapshot<'_>,
	account: &AccountId,
	filter: &AgreementFilter,
	page: Page,
) -> Result<List, RpcError> {
	check_names("states", &filter.states)?;
	let limit = page_size(page.limit.unwrap_or(DEFAULT_PAGE), MAX_PAGE)?;
	let agreements: Vec<AgreementId> = chain.ask("agreements_of", account)?;
	let fits = |value: &Value| agreement_fits(value, account, filter);
	collect(chain, "agreements", newest_first(agreements, page), limit, fits)
}

/// A page of the agreements that wait for the signature of `account`.
pub(super) fn awaiting_signature(
	chain: &Snapshot<'_>,
	account: &AccountId,
	page: Page,
) -> Result<List, RpcError> {
	let limit = page_size(page.limit.unwrap_or(DEFAULT_PAGE), MAX_PAGE)?;
	let agreements: Vec<AgreementId> = chain.ask("awaiting_signature", account)?;
	collect(chain, "agreements", newest_first(agreements, page), limit, |_| true)
}

/// A page of the jobs that `account` asked for or holds data in.
pub(super) fn jobs_of(
	chain: &Snapshot<'_>,
	account: &AccountId,
	filter: &JobFilter,
	page: Page,
) -> Result<List, RpcError> {
	check_names("stages", &filter.stages)?;
	let limit = page_size(page.limit.unwrap_or(DEFAULT_PAGE), MAX_PAGE)?;
	// What the filter leaves out makes the page shorter, not the work longer.
	let most = u32::try_from(limit).unwrap_or(MAX_PAGE);
	let found: JobList = chain.ask("jobs_of", &(account, page.before, most))?;
	let fits = |value: &Value| job_fits(value, account, filter);
	let list = collect(chain, "jobs", found.jobs, limit, fits)?;
	Ok(List { next: found.next, ..list })
}

fn check_names(field: &str, names: &[String]) -> Result<(), RpcError> {
	if names.len() > MAX_NAMES {
		let what = "the number of names in the filter";
		return Err(RpcError::Limit { what, given: names.len(), most: MAX_NAMES });
	}
	match names.iter().find(|name| name.is_empty() || name.len() > MAX_TEXT) {
		None => Ok(()),
		Some(_) => Err(RpcError::BadQuery(format!("{field}: a name has 1 to {MAX_TEXT} bytes"))),
	}
}

/// The numbers below where the page begins, the greatest first. They come in ascending order.
fn newest_first(numbers: Vec<u32>, page: Page) -> Vec<u32> {
	let before = page.before;
	numbers.into_iter().rev().filter(|n| before.is_none_or(|before| *n < before)).collect()
}

/// The first `limit` of the items with these numbers that fit, as `method` gives them.
fn collect(
	chain: &Snapshot<'_>,
	method: &str,
	numbers: Vec<u32>,
	limit: usize,
	fits: impl Fn(&Value) -> bool,
) -> Result<List, RpcError> {
	let mut list = List { items: Vec::new(), next: None };
	let mut looked_at = 0usize;
	for batch in numbers.chunks(BATCH.min(limit)) {
		if list.items.len() >= limit || looked_at >= MAX_LOOKED_AT {
			// The first of the batch is left, and all below it.
			list.next = batch.first().and_then(|id| id.checked_add(1));
			return Ok(list);
		}
		let values = chain.ask_json(method, &batch.to_vec())?;
		let Value::Array(values) = values else {
			return Err(RpcError::Internal(format!("{method} gives no list")));
		};
		for (id, value) in batch.iter().zip(values) {
			if list.items.len() >= limit {
				list.next = id.checked_add(1);
				return Ok(list);
			}
			looked_at = looked_at.saturating_add(1);
			if !value.is_null() && fits(&value) {
				list.items.push(Entry { id: *id, value });
			}
		}
	}
	Ok(list)
}

/// The name of a variant: itself, or the only key of an object.
fn variant(value: &Value) -> Option<&str> {
	match value {
		Value::String(name) => Some(name),
		Value::Object(object) => object.keys().next().map(String::as_str),
		_ => None,
	}
}

fn is_one_of(value: &Value, names: &[String]) -> bool {
	names.is_empty() || variant(value).is_some_and(|name| names.iter().any(|n| n == name))
}

/// Whether `value` is what serialises to the same text as `wanted`.
fn is(value: &Value, wanted: &impl serde::Serialize) -> bool {
	serde_json::to_value(wanted).is_ok_and(|wanted| *value == wanted)
}

fn agreement_fits(value: &Value, account: &AccountId, filter: &AgreementFilter) -> bool {
	let standing = &value["standing"];
	let has_role = |role| {
		let parties = standing["parties"].as_array();
		parties.is_some_and(|parties| {
			parties.iter().any(|p| is(&p["account"], account) && is(&p["role"], &role))
		})
	};
	is_one_of(&standing["state"], &filter.states)
		&& filter.kind.is_none_or(|kind| is(&standing["kind"], &kind))
		&& filter.role.is_none_or(has_role)
}

fn job_fits(value: &Value, account: &AccountId, filter: &JobFilter) -> bool {
	let is_party = |party| match party {
		JobParty::Consumer => is(&value["consumer"], account),
		JobParty::Holder => {
			let participants = value["participants"].as_array();
			participants.is_some_and(|all| all.iter().any(|p| is(&p["holder"], account)))
		},
	};
	is_one_of(&value["stage"], &filter.stages)
		&& filter.agreement.is_none_or(|agreement| is(&value["spec"]["agreement"], &agreement))
		&& filter.party.is_none_or(is_party)
}

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_primitives::consortium::Role;
	use serde_json::json;

	const ACCOUNT: AccountId = AccountId::new([1; 32]);

	#[test]
	fn a_page_of_numbers_begins_below_the_one_before() {
		let page = |before| Page { limit: None, before };
		assert_eq!(newest_first(vec![1, 4, 6], page(None)), [6, 4, 1]);
		assert_eq!(newest_first(vec![1, 4, 6], page(Some(6))), [4, 1]);
		assert!(newest_first(vec![1], page(Some(0))).is_empty());
	}

	#[test]
	fn an_agreement_fits_by_state_kind_and_role() {
		let account = ACCOUNT.to_string();
		let agreement = json!({ "standing": {
			"state": { "active": { "since": 1, "until": 2 } },
			"kind": "authorization",
			"parties": [{ "account": account, "role": "holder" }],
		}});
		let states = |name: &str| AgreementFilter {
			states: vec!["expired".to_owned(), name.to_owned()],
			..Default::default()
		};
		assert!(agreement_fits(&agreement, &ACCOUNT, &AgreementFilter::default()));
		assert!(agreement_fits(&agreement, &ACCOUNT, &states("active")));
		assert!(!agreement_fits(&agreement, &ACCOUNT, &states("proposed")));
		let role = |role| AgreementFilter { role: Some(role), ..Default::default() };
		assert!(agreement_fits(&agreement, &ACCOUNT, &role(Role::Holder)));
		assert!(!agreement_fits(&agreement, &ACCOUNT, &role(Role::Consumer)));
	}

	#[test]
	fn a_job_fits_by_stage_agreement_and_party() {
		let job = json!({
			"consumer": ACCOUNT.to_string(), "stage": "released", "spec": { "agreement": 3 },
			"participants": [{ "holder": AccountId::new([2; 32]).to_string() }],
		});
		let fits = |account: u8, filter: JobFilter| {
			job_fits(&job, &AccountId::new([account; 32]), &filter)
		};
		let party = |party| JobFilter { party: Some(party), ..Default::default() };
		assert!(fits(1, party(JobParty::Consumer)) && !fits(1, party(JobParty::Holder)));
		assert!(fits(2, party(JobParty::Holder)) && !fits(2, party(JobParty::Consumer)));
		let under = |agreement| JobFilter { agreement: Some(agreement), ..Default::default() };
		assert!(fits(1, under(3)) && !fits(1, under(4)));
		let stages = |name: &str| JobFilter { stages: vec![name.to_owned()], ..Default::default() };
		assert!(fits(1, stages("released")) && !fits(1, stages("settled")));
	}

	#[test]
	fn filters_are_bounded() {
		let names = |count| vec![String::from("active"); count];
		assert_eq!(check_names("states", &names(MAX_NAMES)), Ok(()));
		assert!(matches!(
			check_names("states", &names(MAX_NAMES + 1)),
			Err(RpcError::Limit { .. })
		));
		let long = ["x".repeat(MAX_TEXT + 1)];
		assert!(matches!(check_names("states", &long), Err(RpcError::BadQuery(_))));
	}
}
