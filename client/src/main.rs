//! `panshi`: one command for each thing a person does on a Panshi chain.

mod cli;

use clap::Parser;
use panshi_client::words;
use std::{io, process::ExitCode};

#[tokio::main]
async fn main() -> ExitCode {
	let opts = cli::Opts::parse();
	let json = opts.globals.json;
	match cli::run(opts, &mut io::stdout().lock()).await {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
		Err(error) => {
			match json {
				true => {
					let json = serde_json::json!({ "error": told(&error) }).to_string();
					eprintln!("{}", words::seen_json(&json));
				},
				false => eprintln!("error: {}", words::seen_lines(&told(&error))),
			}
			ExitCode::FAILURE
		},
	}
}

/// What went wrong, and why; a cause that the words before it name already is not said again.
fn told(error: &anyhow::Error) -> String {
	let mut told = String::new();
	for cause in error.chain().map(ToString::to_string) {
		match told.is_empty() {
			true => told = cause,
			false if told.contains(&cause) => {},
			false => told.push_str(&format!(": {cause}")),
		}
	}
	told
}

/// Whether the reader of the output went away, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
	let io = error.root_cause().downcast_ref::<io::Error>();
	io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
	use super::told;
	use anyhow::Context;

	#[test]
	fn a_cause_is_said_once() {
		let said = |message: &'static str| {
			let cause: Result<(), _> = Err(anyhow::anyhow!("no such file"));
			told(&cause.context(message).expect_err("it failed"))
		};
		assert_eq!(said("cannot open a.toml"), "cannot open a.toml: no such file");
		assert_eq!(said("cannot open a.toml: no such file"), "cannot open a.toml: no such file");
	}
}
