//! One file a command.

pub(crate) mod catalogue;
pub(crate) mod check_config;
pub(crate) mod fingerprint;
pub(crate) mod health;
pub(crate) mod keys_new;
pub(crate) mod keys_show;
pub(crate) mod lookup_table;
pub(crate) mod run;

use panshi_compute::{fingerprint::Summary, keystore::PublicKeys};
use panshi_primitives::genomics::NormalisationRule;

/// Public keys as text, or as one JSON object.
fn print_keys(keys: &PublicKeys, json: bool) {
	let (signing, channel) = (hex_of(&keys.signing), hex_of(&keys.channel));
	if json {
		println!("{}", serde_json::json!({ "signing_key": signing, "channel_key": channel }));
	} else {
		println!("signing key  {signing}\nchannel key  {channel}");
	}
}

/// A fingerprint as text, or as one JSON object.
fn print_summary(summary: &Summary, rule: NormalisationRule, skipped: u64, json: bool) {
	let fingerprint = hex_of(summary.fingerprint.as_bytes());
	let (rule, reference) = told(rule);
	let Summary { records, samples, .. } = summary;
	if json {
		let object = serde_json::json!({
			"fingerprint": fingerprint,
			"records": records,
			"samples": samples,
			"rule": rule,
			"reference": reference,
			"skipped": skipped,
		});
		println!("{object}");
		return;
	}
	println!("fingerprint  {fingerprint}");
	println!("records      {records}");
	println!("samples      {samples}");
	println!("rule         {rule}");
	if let Some(reference) = reference {
		println!("reference    {reference}");
	}
	println!("skipped      {skipped} alternate alleles without a key");
}

/// The word for a rule, and the digest of its reference if it has one.
fn told(rule: NormalisationRule) -> (&'static str, Option<String>) {
	match rule {
		NormalisationRule::Trimmed => ("trimmed", None),
		NormalisationRule::FullyJustified { reference } => {
			("fully-justified", Some(hex_of(reference.as_bytes())))
		},
	}
}

fn hex_of(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}
