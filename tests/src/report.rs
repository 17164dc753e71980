//! The demo's tables and its JSON object.

use crate::story::{Cast, Opened, Outcome};
use panshi_primitives::{
	acmg::{FrequencyEvidence, BA1_ABOVE, BS1_ABOVE, PM2_UP_TO},
	Balance,
};
use serde_json::{json, Value};

const PAN: Balance = 1_000_000_000_000;
/// Rows of each criterion that the table for people shows.
const ROWS: usize = 4;

/// The table of the variants with the strongest evidence.
pub fn variant_table(counts: &Opened) -> String {
	let mut out = format!(
		"Evidence by frequency (ACMG/AMP 2015): BA1 above {}, BS1 above {}, PM2 up to {}\n\n",
		percent(BA1_ABOVE),
		percent(BS1_ABOVE),
		percent(PM2_UP_TO),
	);
	out += &format!(
		"  {:<4} {:>10}  {:<12} {:<12} {:>5} {:>5} {:>5} {:>8}  {}\n",
		"chr", "position", "ref", "alt", "AC", "AN", "hom", "AF", "evidence"
	);
	for wanted in [FrequencyEvidence::Ba1, FrequencyEvidence::Bs1, FrequencyEvidence::Pm2] {
		let mut rows: Vec<_> = counts
			.iter()
			.filter(|(_, c)| FrequencyEvidence::of(c.ac, c.an) == Some(wanted))
			.collect();
		// The most alleles counted first, then the most copies: the firmest evidence.
		rows.sort_by_key(|(key, c)| (std::cmp::Reverse((c.an, c.ac)), key.1));
		for ((chrom, position, reference, alternate), c) in rows.iter().take(ROWS) {
			out += &format!(
				"  {:<4} {:>10}  {:<12} {:<12} {:>5} {:>5} {:>5} {:>8.4}  {}\n",
				chrom,
				position,
				shortened(reference),
				shortened(alternate),
				c.ac,
				c.an,
				c.hom,
				c.ac as f64 / c.an as f64,
				wanted.code(),
			);
		}
		if rows.len() > ROWS {
			out += &format!("  … and {} more with {}\n", rows.len() - ROWS, wanted.code());
		}
	}
	out
}

/// Who was paid what.
pub fn payment_table<R>(cast: &Cast, outcome: &Outcome<R>) -> String {
	let mut out = String::new();
	for (account, amount) in &outcome.payments {
		out += &format!("  {:<24} {:>22} PAN\n", cast.name_of(account), pan(*amount));
	}
	out += &format!("  {:<24} {:>22} PAN\n", "refunded", pan(outcome.record.settlement.refunded));
	out
}

/// The job's trail.
pub fn trail_table<R>(cast: &Cast, outcome: &Outcome<R>) -> String {
	let mut out = String::new();
	for entry in &outcome.trail {
		let who = entry.signer.as_ref().map_or("(authorized)".to_string(), |a| cast.name_of(a));
		out += &format!(
			"  block {:>5}  {:<20} {}.{}\n",
			entry.block, who, entry.event.pallet, entry.event.name
		);
	}
	out
}

/// Everything as one object.
pub fn object(cast: &Cast, outcome: &Outcome, seconds: f64) -> Value {
	let variants: Vec<Value> = outcome
		.opened
		.iter()
		.map(|((chrom, pos, reference, alternate), c)| {
			json!({
				"chrom": chrom, "pos": pos, "ref": reference, "alt": alternate,
				"ac": c.ac, "an": c.an, "hom": c.hom,
				"evidence": FrequencyEvidence::of(c.ac, c.an).map(FrequencyEvidence::code),
			})
		})
		.collect();
	with_ending(json!({ "variants": variants }), cast, outcome, seconds)
}

/// `result` with what every job has: who was paid, the trail, the time it took.
pub(crate) fn with_ending<R>(
	mut result: Value,
	cast: &Cast,
	outcome: &Outcome<R>,
	seconds: f64,
) -> Value {
	let payments: Vec<Value> = outcome
		.payments
		.iter()
		.map(|(account, amount)| {
			json!({
				"name": cast.name_of(account),
				"account": account.to_string(),
				// A string: amounts pass what a JSON number holds exactly.
				"amount": amount.to_string(),
			})
		})
		.collect();
	let trail: Vec<Value> = outcome
		.trail
		.iter()
		.map(|entry| {
			json!({
				"block": entry.block,
				"time": entry.time,
				"by": entry.signer.as_ref().map(|account| cast.name_of(account)),
				"event": format!("{}.{}", entry.event.pallet, entry.event.name),
			})
		})
		.collect();
	result["job"] = outcome.job.into();
	result["payments"] = payments.into();
	result["trail"] = trail.into();
	result["seconds"] = seconds.into();
	result
}

fn percent(of_ten_thousand: u64) -> String {
	format!("{} %", of_ten_thousand as f64 / 100.0)
}

fn shortened(allele: &str) -> String {
	if allele.len() <= 12 {
		allele.to_string()
	} else {
		format!("{}…({})", &allele[..6], allele.len())
	}
}

fn pan(amount: Balance) -> String {
	format!("{}.{:012}", amount / PAN, amount % PAN)
}
