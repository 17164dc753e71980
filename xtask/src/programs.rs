//! Runs the programs that hold the tests, several at once: most of a story is waiting for blocks.

use crate::cargo::{cargo, root};
use anyhow::{bail, Context, Result};
use serde_json::Value;
use std::{
	path::{Path, PathBuf},
	process::{Command, Stdio},
	sync::Mutex,
	thread,
	time::Instant,
};

/// How many run at once; each has the threads of its own test harness.
const LANES: usize = 3;

/// What takes longest, and so begins first; the others follow in the order in which they were built.
const LONGEST: [&str; 8] = [
	"panshi_mpc",
	"engine",
	"portal",
	"bad_luck",
	"panshi_psi",
	"association",
	"rare_disease",
	"operating",
];

/// A program that cargo built for the tests of one target.
struct Program {
	name: String,
	/// As cargo names it: folder of the package and source.
	source: String,
	file: PathBuf,
	folder: PathBuf,
}

impl Program {
	/// What `message`, a line of cargo's, says was built, if that holds tests.
	fn from(message: &Value) -> Option<Self> {
		let file = message["executable"].as_str()?;
		if message["profile"]["test"] != true {
			return None;
		}
		let target = &message["target"];
		let source = Path::new(target["src_path"].as_str()?);
		let manifest = Path::new(message["manifest_path"].as_str()?);
		Some(Program {
			name: target["name"].as_str()?.to_owned(),
			source: source.strip_prefix(root()).unwrap_or(source).display().to_string(),
			file: file.into(),
			folder: manifest.parent()?.into(),
		})
	}

	fn command(&self) -> Command {
		let mut command = Command::new(&self.file);
		command.current_dir(&self.folder);
		command
	}
}

/// How many tests passed and were left out.
#[derive(Default)]
struct Counts {
	passed: u64,
	ignored: u64,
}

impl Counts {
	/// Adds what a harness says at the end: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
	fn add(&mut self, summary: &str) {
		let number = |what: &str| -> Option<u64> {
			summary.split(what).next()?.split_whitespace().next_back()?.parse().ok()
		};
		self.passed += number(" passed;").unwrap_or(0);
		self.ignored += number(" ignored;").unwrap_or(0);
	}
}

/// What came of all programs.
#[derive(Default)]
struct Outcome {
	counts: Counts,
	failed: Vec<String>,
}

/// Builds and runs all tests of the workspace, the examples in its documentation among them.
pub(crate) fn run() -> Result<()> {
	eprintln!("==> tests");
	let start = Instant::now();
	let mut programs = build()?;
	eprintln!("    {} programs built in {} s", programs.len(), start.elapsed().as_secs());
	let rank = |program: &Program| LONGEST.iter().position(|name| *name == program.name);
	programs.sort_by_key(|program| rank(program).unwrap_or(LONGEST.len()));

	let runs = programs.iter().map(|program| (program.source.clone(), program.command()));
	let examples = cargo(&["test", "--workspace", "--doc", "--quiet"]);
	let runs: Vec<_> =
		runs.chain([("examples in the documentation".to_owned(), examples)]).collect();
	let outcome = run_all(runs);

	let Counts { passed, ignored } = outcome.counts;
	eprintln!("    {passed} tests passed, {ignored} left out, in {} s", start.elapsed().as_secs());
	if !outcome.failed.is_empty() {
		bail!("these failed (what they said is above):\n    {}", outcome.failed.join("\n    "));
	}
	Ok(())
}

/// Builds the programs of all tests. What cargo says of its progress and of faults goes on.
fn build() -> Result<Vec<Program>> {
	let mut build = cargo(&["test", "--workspace", "--no-run"]);
	build.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit());
	let output = build.output().context("cannot start cargo")?;
	if !output.status.success() {
		bail!("the tests cannot be built ({})", output.status);
	}
	let messages = String::from_utf8_lossy(&output.stdout);
	let messages = messages.lines().filter_map(|line| serde_json::from_str(line).ok());
	Ok(messages.filter_map(|message: Value| Program::from(&message)).collect())
}

fn run_all(runs: Vec<(String, Command)>) -> Outcome {
	let runs = Mutex::new(runs.into_iter());
	let outcome = Mutex::new(Outcome::default());
	thread::scope(|scope| {
		for _ in 0..LANES {
			scope.spawn(|| {
				while let Some((name, command)) = next(&runs) {
					run_one(&name, command, &outcome);
				}
			});
		}
	});
	outcome.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn next<I: Iterator>(items: &Mutex<I>) -> Option<I::Item> {
	items.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).next()
}

fn run_one(name: &str, mut command: Command, outcome: &Mutex<Outcome>) {
	let start = Instant::now();
	let result = command.stdin(Stdio::null()).output();
	let mut outcome = outcome.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
	// Printed under the lock, so that what programs say is not mixed.
	match result {
		Ok(output) => {
			let said = String::from_utf8_lossy(&output.stdout);
			eprintln!("    {name} ({} s)", start.elapsed().as_secs());
			for summary in said.lines().filter(|line| line.starts_with("test result:")) {
				eprintln!("    {summary}");
				outcome.counts.add(summary);
			}
			if !output.status.success() {
				eprintln!("{said}{}", String::from_utf8_lossy(&output.stderr));
				eprintln!("    {name}: failed ({})", output.status);
				outcome.failed.push(name.to_owned());
			}
		},
		Err(error) => {
			eprintln!("    {name}: cannot be started: {error}");
			outcome.failed.push(name.to_owned());
		},
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn counts_what_harnesses_say() {
		let mut counts = Counts::default();
		counts.add("test result: ok. 37 passed; 0 failed; 2 ignored; 0 measured; 5 filtered out");
		counts.add("test result: FAILED. 1 passed; 23 failed; 0 ignored; 0 measured");
		assert_eq!((counts.passed, counts.ignored), (38, 2));
	}

	#[test]
	fn says_which_program_failed_and_runs_the_others() {
		let shell = |script: &str| {
			let mut command = Command::new("sh");
			command.args(["-c", script]);
			command
		};
		let good = "echo 'test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured'";
		let runs = (0..10).map(|index| {
			let script = if index == 4 { "exit 1" } else { good };
			(index.to_string(), shell(script))
		});
		let absent = Command::new("/nonexistent/program");
		let outcome = run_all(runs.chain([("absent".to_owned(), absent)]).collect());
		assert_eq!(outcome.counts.passed, 18);
		let mut failed = outcome.failed;
		failed.sort();
		assert_eq!(failed, ["4", "absent"]);
	}

	#[test]
	fn takes_programs_of_tests_only() {
		let message = |executable: Value, test: bool| {
			serde_json::json!({
				"executable": executable,
				"manifest_path": root().join("audit/Cargo.toml"),
				"profile": { "test": test },
				"target": { "name": "bundle", "src_path": root().join("audit/tests/bundle.rs") },
			})
		};
		let program = Program::from(&message("/built/bundle-1".into(), true)).unwrap();
		assert_eq!(program.source, "audit/tests/bundle.rs");
		assert_eq!(program.folder, root().join("audit"));
		assert!(Program::from(&message("/built/example".into(), false)).is_none());
		assert!(Program::from(&message(Value::Null, true)).is_none());
	}
}
