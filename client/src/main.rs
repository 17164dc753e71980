//! `panshi`: one command for each thing a person does on a Panshi chain.

mod cli;

use clap::Parser;
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
				true => eprintln!("{}", serde_json::json!({ "error": format!("{error:#}") })),
				false => eprintln!("error: {error:#}"),
			}
			ExitCode::FAILURE
		},
	}
}

/// Whether the reader of the output went away, as `head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
	let io = error.root_cause().downcast_ref::<io::Error>();
	io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
