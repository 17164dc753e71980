//! Pages of agreements and jobs.

use super::page_size;
use crate::{
	limits::{DEFAULT_PAGE, MAX_LOOKED_AT, MAX_NAMES, MAX_PAGE, MAX_TEXT},
	reader::Snapshot,
	types::{AgreementFilter, Entry, JobFilter, JobParty, List, Page},
	RpcError,
};
use panshi_primitives::{
	agreement::{AgreementId, AgreementList},
	job::JobList,
	AccountId,
};
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
	let fits = |value: &Value| agreement_fits(value, account, filter);
	agreements(chain, "agreements_of", (account, page.before, limit), fits)
}

/// A page of the agreements that wait for the signature of `account`.
pub(super) fn awaiting_signature(
	chain: &Snapshot<'_>,
	account: &AccountId,
	page: Page,
) -> Result<List, RpcError> {
	let limit = page_size(page.limit.unwrap_or(DEFAULT_PAGE), MAX_PAGE)?;
	agreements(chain, "awaiting_signature", (account, page.before, limit), |_| true)
}

/// The first `limit` agreements that fit, of those that `method` lists.
fn agreements(
	chain: &Snapshot<'_>,
	method: &str,
	(account, before, limit): (&AccountId, Option<AgreementId>, usize),
	fits: impl Fn(&Value) -> bool,
) -> Result<List, RpcError> {
	let mut list = List { items: Vec::new(), next: before };
	for _ in 0..MAX_LOOKED_AT / BATCH {
		let most = u32::try_from(BATCH).unwrap_or(MAX_PAGE);
		let found: AgreementList = chain.ask(method, &(account, list.next, most))?;
		let items = collect(chain, "agreements", &found.agreements, &fits)?;
		list = filled(list, items, &found, limit);
		if list.next.is_none() || list.items.len() >= limit {
			break;
		}
	}
	Ok(list)
}

/// `list` with so many of `items` that it has no more than `limit`. They are the ones that fit of
/// those that were found; the rest begins below the last of them, or where `found` says.
fn filled(list: List, items: Vec<Entry>, found: &AgreementList, limit: usize) -> List {
	let room = limit.saturating_sub(list.items.len());
	let cut = items.get(room.saturating_sub(1)).map(|last| last.id);
	let was_last = cut == found.agreements.last().copied();
	let next = cut.filter(|_| !was_last).or(found.next);
	List { items: list.items.into_iter().chain(items.into_iter().take(room)).collect(), next }
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
	let items = collect(chain, "jobs", &found.jobs, |value| job_fits(value, account, filter))?;
	Ok(List { items, next: found.next })
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

/// Those of the items with these numbers that fit, as `method` gives them.
fn collect(
	chain: &Snapshot<'_>,
	method: &str,
	numbers: &[u32],
	fits: impl Fn(&Value) -> bool,
) -> Result<Vec<Entry>, RpcError> {
	let mut items = Vec::new();
	for batch in numbers.chunks(BATCH) {
		let values = chain.ask_json(method, &batch.to_vec())?;
		let Value::Array(values) = values else {
			return Err(RpcError::Internal(format!("{method} gives no list")));
		};
		let entries = batch.iter().zip(values).filter(|(_, value)| !value.is_null() && fits(value));
		items.extend(entries.map(|(id, value)| Entry { id: *id, value }));
	}
	Ok(items)
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
	fn a_page_of_agreements_ends_at_its_limit_and_says_where_the_rest_begins() {
		let entry = |id| Entry { id, value: json!(null) };
		let ids = |list: &List| list.items.iter().map(|item| item.id).collect::<Vec<_>>();
		let empty = || List { items: Vec::new(), next: None };
		let found = AgreementList { agreements: vec![9, 7, 4], next: None };
		let all = || vec![entry(9), entry(7), entry(4)];
		let page = filled(empty(), all(), &found, 2);
		assert_eq!((ids(&page), page.next), (vec![9, 7], Some(7)));
		let page = filled(empty(), all(), &found, 3);
		assert_eq!((ids(&page), page.next), (vec![9, 7, 4], None));
		let page = filled(empty(), vec![entry(7)], &found, 2);
		assert_eq!((ids(&page), page.next), (vec![7], None));
		let found = AgreementList { next: Some(3), ..found };
		let page = filled(List { items: vec![entry(11)], next: None }, all(), &found, 4);
		assert_eq!((ids(&page), page.next), (vec![11, 9, 7, 4], Some(3)));
		let page = filled(empty(), vec![entry(9)], &found, 1);
		assert_eq!((ids(&page), page.next), (vec![9], Some(9)));
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
