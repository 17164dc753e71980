//! Parameters that nobody should send: the examples of docs/rpc.md with something else in some place,
//! from a seed. A node answers or refuses with a stable code, and goes on.

use crate::rpc_docs::examples;
use anyhow::{ensure, Context, Result};
use jsonrpsee::{
	core::{
		client::{ClientT, Error},
		params::ArrayParams,
	},
	http_client::HttpClientBuilder,
};
use rand_chacha::ChaCha12Rng;
use rand_core::{RngCore, SeedableRng};
use serde_json::{json, Value};

/// Requests made of each example.
const EACH: usize = 100;
/// Most places of a request that are changed.
const CHANGES: u64 = 3;
/// Code of JSON-RPC for parameters that do not fit.
const INVALID: i32 = -32602;
/// Codes of the node's refusals, but for the one that says that it failed.
const STABLE: std::ops::Range<i32> = 20_001..20_010;

fn below(rng: &mut ChaCha12Rng, end: usize) -> usize {
	let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
	usize::try_from(rng.next_u64() % end).unwrap_or_default()
}

/// Something of any shape.
fn anything(rng: &mut ChaCha12Rng) -> Value {
	match below(rng, 14) {
		0 => Value::Null,
		1 => json!(rng.next_u64()),
		2 => json!(-1),
		3 => json!(u32::MAX),
		4 => json!(rng.next_u32() % 8),
		5 => json!("x".repeat(below(rng, 400))),
		6 => json!("0x"),
		7 => json!(format!("0x{:064x}", rng.next_u64())),
		8 => json!(vec![json!("x"); below(rng, 20)]),
		9 => json!({ "job": rng.next_u32() % 8, "limit": 101 }),
		10 => json!({ "key": "0x3a636f6465" }),
		11 => json!(["finalized", "best", 1.5]),
		12 => json!("罕见病 \u{0}\u{1f600} \" \\ ' ; --"),
		_ => json!({ "least": rng.next_u64(), "most": 0, "before": 0, "after": "0:0" }),
	}
}

/// Puts something else into some place of `value`.
fn change(rng: &mut ChaCha12Rng, value: &mut Value) {
	let deeper = below(rng, 4) > 0;
	let children: Vec<&mut Value> = match value {
		Value::Array(items) if deeper => items.iter_mut().collect(),
		Value::Object(fields) if deeper => fields.values_mut().collect(),
		_ => Vec::new(),
	};
	let place = below(rng, children.len());
	if let Some(child) = children.into_iter().nth(place) {
		return change(rng, child);
	}
	match value {
		Value::Object(fields) if below(rng, 2) == 0 => {
			let name = ["limit", "more", "before", "states", "terms", "text"][below(rng, 6)];
			fields.insert(name.to_owned(), anything(rng));
		},
		Value::Array(items) if below(rng, 2) == 0 => items.push(anything(rng)),
		other => *other = anything(rng),
	}
}

/// Asks the node on this port what nobody should; it refuses with stable codes and stays up.
pub async fn check(port: &str) -> Result<()> {
	let client = HttpClientBuilder::default().build(format!("http://127.0.0.1:{port}"))?;
	let mut rng = ChaCha12Rng::seed_from_u64(2_609);
	let (mut answered, mut refused) = (0, 0);
	for example in examples()? {
		let method = example.request["method"].as_str().context("a method")?.to_owned();
		for _ in 0..EACH {
			let mut params = example.request["params"].clone();
			for _ in 0..=rng.next_u64() % CHANGES {
				change(&mut rng, &mut params);
			}
			let Value::Array(list) = &params else { continue };
			let mut all = ArrayParams::new();
			list.iter().try_for_each(|parameter| all.insert(parameter))?;
			let answer: Result<Value, Error> = client.request(&method, all).await;
			match answer {
				Ok(_) => answered += 1,
				Err(Error::Call(refusal)) => {
					let code = refusal.code();
					let stable = code == INVALID || STABLE.contains(&code);
					ensure!(stable, "{method} {params}: {refusal}");
					refused += 1;
				},
				Err(error) => return Err(error).with_context(|| format!("{method} {params}")),
			}
		}
	}
	ensure!(answered > EACH / 2 && refused > EACH, "{answered} answered, {refused} refused");
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn changes_are_the_same_each_time_and_change_something() {
		let made = |seed| {
			let mut rng = ChaCha12Rng::seed_from_u64(seed);
			let mut value = json!([{ "a": [1, 2], "b": { "c": "d" } }, null]);
			change(&mut rng, &mut value);
			value
		};
		let original = json!([{ "a": [1, 2], "b": { "c": "d" } }, null]);
		let changed = (0..100).filter(|seed| made(*seed) != original).count();
		assert!(changed > 90, "{changed}");
		assert!((0..100).all(|seed| made(seed) == made(seed)));
	}
}
