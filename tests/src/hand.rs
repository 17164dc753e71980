//! The people of a story at their terminals: they run `panshi` and `panshi-compute`, and read.

use crate::process::program;
use anyhow::{bail, ensure, Context, Result};
use serde_json::Value;
use std::{
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
	process::{Command, Output},
};

/// The address of the chain node in all that is written for people.
const DOCUMENTED_URL: &str = "ws://127.0.0.1:9944";

/// A terminal in a folder, with the address of a chain node.
#[derive(Clone)]
pub struct Terminal {
	folder: PathBuf,
	url: String,
}

/// Somebody at a terminal, with a key or without.
pub struct Person<'a> {
	terminal: &'a Terminal,
	key: Option<String>,
	password: Option<String>,
}

impl Terminal {
	/// A terminal in `folder`, for the chain node at `url`.
	pub fn new(folder: &Path, url: &str) -> Self {
		Terminal { folder: folder.to_path_buf(), url: url.to_string() }
	}

	/// A terminal in the same folder from which no chain node can be reached.
	pub fn offline(&self) -> Self {
		Terminal { url: "ws://127.0.0.1:1".to_string(), ..self.clone() }
	}

	/// Somebody who reads and signs nothing.
	pub fn anybody(&self) -> Person<'_> {
		Person { terminal: self, key: None, password: None }
	}

	/// Somebody who signs with `key`, such as `//Lab1`.
	pub fn with(&self, key: &str) -> Person<'_> {
		Person { key: Some(key.to_string()), ..self.anybody() }
	}

	/// Runs `panshi-compute` with the words of `line` and returns the JSON value that it prints.
	pub fn compute(&self, line: &str) -> Result<Value> {
		let mut command = Command::new(program("panshi-compute")?);
		json(&self.run(command.args(line.split_whitespace()).arg("--json"))?)
			.with_context(|| format!("panshi-compute {line}"))
	}

	/// Types `line` as it is, and returns what it prints: `panshi` works with this terminal's chain
	/// node, whatever address the line names for one; the others are found here or in the system.
	pub fn types(&self, line: &str) -> Result<String> {
		let line = line.replace(DOCUMENTED_URL, &self.url);
		let mut words = line.split_whitespace();
		let name = words.next().context("an empty line")?;
		let mut command = Command::new(program(name).unwrap_or_else(|_| name.into()));
		if name == "panshi" {
			command.args(["--url", &self.url]).env_remove("PANSHI_PASSWORD");
		}
		let output = self.run(command.args(words))?;
		let (said, errors) = (text(&output.stdout), text(&output.stderr));
		ensure!(output.status.success(), "{line}: {said}{errors}");
		Ok(said)
	}

	/// Writes `text` to the file `name`.
	pub fn write(&self, name: &str, text: &str) -> Result<()> {
		Ok(std::fs::write(self.folder.join(name), text)?)
	}

	/// Writes `text` to the file `name`, which nobody else may open.
	pub fn write_secret(&self, name: &str, text: &str) -> Result<()> {
		self.write(name, text)?;
		let own = std::fs::Permissions::from_mode(0o600);
		Ok(std::fs::set_permissions(self.folder.join(name), own)?)
	}

	/// Has the organisations with these keys vote for the motion of this number once it says `what`, and
	/// the first of them end the vote.
	pub fn vote(&self, motion: u32, what: &str, keys: &[&str]) -> Result<()> {
		for key in keys {
			let shown = self.anybody().json(&format!("council show {motion}"))?;
			ensure!(shown["call"].to_string().contains(what), "no {what} in {shown}");
			let proposal = word(&shown, "proposal")?;
			let vote = format!("council vote {motion} --proposal {proposal} --approve");
			self.with(key).json(&vote)?;
		}
		let first = keys.first().context("nobody votes")?;
		self.with(first).json(&format!("council close {motion}")).map(drop)
	}

	/// Reads the file `name`.
	pub fn read(&self, name: &str) -> Result<Vec<u8>> {
		Ok(std::fs::read(self.folder.join(name))?)
	}

	/// Writes the documented example `name` as `target`, each first text replaced by its second.
	pub fn fill(&self, name: &str, target: &str, changes: &[(&str, &str)]) -> Result<()> {
		let examples = Path::new(env!("PANSHI_ROOT")).join("docs/files");
		let mut text = std::fs::read_to_string(examples.join(name))?;
		for (old, new) in changes {
			ensure!(text.contains(old), "{name} does not say `{old}`");
			text = text.replace(old, new);
		}
		self.write(target, &text)
	}

	fn run(&self, command: &mut Command) -> Result<Output> {
		Ok(command.current_dir(&self.folder).output()?)
	}
}

impl Person<'_> {
	/// The same person, who types `password` where one is asked for.
	pub fn password(self, password: &str) -> Self {
		Person { password: Some(password.to_string()), ..self }
	}

	/// Runs `panshi` with the words of `line` and returns the JSON value that it prints.
	pub fn json(&self, line: &str) -> Result<Value> {
		json(&self.run(line, true)?).with_context(|| format!("panshi {line}"))
	}

	/// Runs `panshi` with the words of `line`, which fails, and returns the JSON value that it
	/// prints all the same.
	pub fn json_of_failure(&self, line: &str) -> Result<Value> {
		let output = self.run(line, true)?;
		ensure!(!output.status.success(), "panshi {line} did not fail");
		Ok(serde_json::from_slice(&output.stdout)?)
	}

	/// Runs `panshi` with the words of `line` and returns what it tells people.
	pub fn reads(&self, line: &str) -> Result<String> {
		let output = self.run(line, false)?;
		ensure!(output.status.success(), "panshi {line}: {}", text(&output.stderr));
		Ok(text(&output.stdout))
	}

	/// Fails unless `panshi` refuses the words of `line` with one line that has all of `words`.
	pub fn is_refused(&self, line: &str, words: &[&str]) -> Result<()> {
		let output = self.run(line, false)?;
		if output.status.success() {
			bail!("panshi {line} was not refused: {}", text(&output.stdout));
		}
		let said = text(&output.stderr);
		ensure!(said.starts_with("error: ") && said.lines().count() == 1, "{line}: {said}");
		for word in words {
			ensure!(said.matches(word).count() == 1, "panshi {line}: not `{word}` once in: {said}");
		}
		Ok(())
	}

	fn run(&self, line: &str, json: bool) -> Result<Output> {
		let mut command = Command::new(program("panshi")?);
		command.args(["--url", &self.terminal.url]).env_remove("PANSHI_PASSWORD");
		command.args(json.then_some("--json"));
		if let Some(key) = &self.key {
			command.args(["--as", key]);
		}
		if let Some(password) = &self.password {
			command.env("PANSHI_PASSWORD", password);
		}
		self.terminal.run(command.args(line.split_whitespace()))
	}
}

fn json(output: &Output) -> Result<Value> {
	ensure!(output.status.success(), "{}", text(&output.stderr));
	serde_json::from_slice(&output.stdout).with_context(|| text(&output.stdout))
}

fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes).into_owned()
}

/// The text in the field `name` of `value`.
pub fn word<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
	value[name].as_str().with_context(|| format!("no text `{name}` in {value}"))
}

/// The number in the field `name` of `value`.
pub fn number(value: &Value, name: &str) -> Result<u64> {
	value[name].as_u64().with_context(|| format!("no number `{name}` in {value}"))
}
