//! What shells and `man` know of this program, made from its own description.

use super::{session::Session, Opts};
use anyhow::Context;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct CompletionsOpts {
	/// The shell.
	shell: Shell,
}

#[derive(Args, Debug)]
pub(crate) struct ManOpts {
	/// Folder for the pages, one for each command.
	folder: PathBuf,
}

/// Writes the script by which a shell completes the words of this program.
pub(super) fn completions(opts: &CompletionsOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let mut script = Vec::new();
	clap_complete::generate(opts.shell, &mut Opts::command(), "panshi", &mut script);
	session.output.text(&script)
}

/// Writes the manual pages.
pub(super) fn man(opts: &ManOpts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let folder = opts.folder.display();
	std::fs::create_dir_all(&opts.folder).with_context(|| format!("cannot make {folder}"))?;
	clap_mangen::generate_to(Opts::command(), &opts.folder)
		.with_context(|| format!("cannot write to {folder}"))?;
	session
		.output
		.note(&format!("the manual pages are in {folder}. Next: man -l {folder}/panshi.1"))
}
