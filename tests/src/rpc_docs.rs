//! The examples of docs/rpc.md: read, run with `curl`, compared, and written anew.

use anyhow::{ensure, Context, Result};
use serde_json::{json, Value};
use std::{
	path::{Path, PathBuf},
	process::Command,
};

/// Set to write the examples instead of comparing them.
const WRITE: &str = "PANSHI_WRITE_DOCS";
/// Begins the request of an example.
const REQUEST: &str = "  '{\"jsonrpc\"";
/// Where a node listens unless it is told otherwise.
const URL: &str = "http://127.0.0.1:9944";
/// Fields whose value differs from run to run: where data are, and the way through the state.
const VARIES: [&str; 2] = ["locationHint", "nodes"];
/// Longest line of an example.
const WIDTH: usize = 118;
/// Most digits of bytes that an example shows.
const MAX_DIGITS: usize = 66;

/// A request of the documentation, and the answer that it promises.
pub struct Example {
	/// The request.
	pub request: Value,
	/// The answer as the documentation has it.
	pub answer: Value,
}

fn path() -> PathBuf {
	Path::new(env!("PANSHI_ROOT")).join("docs/rpc.md")
}

/// The examples of the documentation, in order.
pub fn examples() -> Result<Vec<Example>> {
	let text = std::fs::read_to_string(path())?;
	let mut examples = Vec::new();
	for part in text.split("```console\n").skip(1) {
		let (command, rest) = part.split_once("```").context("a command ends")?;
		let (_, answer) = rest.split_once("```json\n").context("an answer follows a command")?;
		let (answer, _) = answer.split_once("```").context("an answer ends")?;
		examples.push(Example {
			request: request(command)?,
			answer: serde_json::from_str(answer).with_context(|| answer.to_owned())?,
		});
	}
	Ok(examples)
}

fn request(command: &str) -> Result<Value> {
	ensure!(command.contains(&format!("curl -s {URL} ")), "not to {URL}: {command}");
	let line = command.lines().find(|line| line.starts_with(REQUEST)).context("a request")?;
	let body = line.trim().trim_matches('\'');
	serde_json::from_str(body).with_context(|| body.to_owned())
}

/// What the node with this port of the loopback interface answers to `request`, asked with `curl`.
pub fn curl(port: &str, request: &Value) -> Result<Value> {
	let url = format!("http://127.0.0.1:{port}");
	let output = Command::new("curl")
		.args(["-sS", &url, "-H", "Content-Type: application/json", "-d", &request.to_string()])
		.output()
		.context("curl runs")?;
	ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
	let text = String::from_utf8(output.stdout)?;
	serde_json::from_str(&text).with_context(|| text)
}

/// Compares what the node answers to each example with what the documentation promises, or writes
/// the answers into it where the environment asks for that.
pub fn check(port: &str) -> Result<()> {
	let mut answers = Vec::new();
	for example in examples()? {
		let answer = curl(port, &example.request)?;
		answers.push(answer.clone());
		if std::env::var_os(WRITE).is_none() {
			let (told, promised) = (shape(None, &answer), shape(None, &example.answer));
			ensure!(
				told == promised,
				"docs/rpc.md promises for {}\n{promised:#}\nbut the node answers\n{told:#}\n\
				 Run the test with {WRITE}=1 to have the examples written anew",
				example.request
			);
		}
	}
	if std::env::var_os(WRITE).is_some() {
		write(&answers)?;
	}
	Ok(())
}

/// `value` without what differs from run to run: numbers, hashes, accounts and amounts.
fn shape(field: Option<&str>, value: &Value) -> Value {
	match value {
		Value::Number(_) => json!(0),
		// Of a message for people the beginning is enough.
		Value::String(text) if text.starts_with("0x") => json!("0x"),
		Value::String(text) if text.chars().all(|c| c.is_ascii_digit() || c == '.') => json!("0"),
		Value::String(text) if text.len() == 48 && text.starts_with('5') => json!("5"),
		// Of holders that have as many data sets, who registered first comes first.
		Value::String(_) if field == Some("label") => json!("…"),
		Value::String(_) if field.is_some_and(|field| VARIES.contains(&field)) => json!("…"),
		Value::Array(_) if field.is_some_and(|field| VARIES.contains(&field)) => json!(["…"]),
		Value::Array(items) => items.iter().map(|item| shape(None, item)).collect(),
		Value::Object(fields) => {
			let shaped = fields.iter().map(|(name, value)| {
				let shape = shape(Some(name), value);
				(name.clone(), shape)
			});
			Value::Object(shaped.collect())
		},
		value => value.clone(),
	}
}

fn write(answers: &[Value]) -> Result<()> {
	let text = std::fs::read_to_string(path())?;
	let mut parts = text.split("```json\n");
	let mut written = parts.next().unwrap_or_default().to_owned();
	let mut answers = answers.iter();
	for part in parts {
		let (_, rest) = part.split_once("```").context("an answer ends")?;
		let answer = answers.next().context("an answer for every example")?;
		written.push_str(&format!("```json\n{}\n```{rest}", lines(&shortened(answer), 0)));
	}
	Ok(std::fs::write(path(), written)?)
}

/// `value` with long bytes cut short.
fn shortened(value: &Value) -> Value {
	match value {
		Value::String(text) if text.starts_with("0x") && text.len() > MAX_DIGITS => {
			json!(format!("{}…", text.get(..MAX_DIGITS).unwrap_or(text)))
		},
		Value::Array(items) => items.iter().map(shortened).collect(),
		Value::Object(fields) => {
			Value::Object(fields.iter().map(|(k, v)| (k.clone(), shortened(v))).collect())
		},
		value => value.clone(),
	}
}

/// `value` as lines, each as full as it may be.
fn lines(value: &Value, depth: usize) -> String {
	let short = value.to_string();
	let indent = "  ".repeat(depth + 1);
	if depth > 0 && short.chars().count() + 2 * depth + 20 <= WIDTH {
		return short;
	}
	let (open, items, close) = match value {
		Value::Array(items) if !items.is_empty() => {
			let items = items.iter().map(|item| format!("{indent}{}", lines(item, depth + 1)));
			('[', items.collect::<Vec<_>>(), ']')
		},
		Value::Object(fields) if !fields.is_empty() => {
			let fields = fields
				.iter()
				.map(|(name, value)| format!("{indent}\"{name}\": {}", lines(value, depth + 1)));
			('{', fields.collect(), '}')
		},
		_ => return short,
	};
	format!("{open}\n{}\n{}{close}", items.join(",\n"), "  ".repeat(depth))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn every_method_has_an_example() -> Result<()> {
		let examples = examples()?;
		let methods: Vec<&str> =
			examples.iter().filter_map(|example| example.request["method"].as_str()).collect();
		for method in [
			"panshi_dataIdentity",
			"panshi_searchData",
			"panshi_agreement",
			"panshi_agreementsOf",
			"panshi_awaitingSignature",
			"panshi_job",
			"panshi_jobsOf",
			"panshi_progress",
			"panshi_auditTrail",
			"panshi_proof",
		] {
			assert!(methods.contains(&method), "{method} has no example");
		}
		Ok(())
	}

	#[test]
	fn the_shape_keeps_words_and_forgets_what_varies() {
		let answer = json!({
			"hash": "0x12", "number": 7, "fee": "30", "by": "5H115udhN251NeaShV7zZR53Km1EDjts7g9ZYubzjyPRUqTZ",
			"state": { "active": { "since": 3 } }, "nodes": ["0x1", "0x2"], "none": null,
		});
		let wanted = json!({
			"hash": "0x", "number": 0, "fee": "0", "by": "5",
			"state": { "active": { "since": 0 } }, "nodes": ["…"], "none": null,
		});
		assert_eq!(shape(None, &answer), wanted);
	}

	#[test]
	fn lines_read_back() -> Result<()> {
		let value = json!({ "a": [1, { "b": "x".repeat(200) }], "c": {}, "d": [] });
		assert_eq!(serde_json::from_str::<Value>(&lines(&value, 0))?, value);
		Ok(())
	}
}
