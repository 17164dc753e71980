//! Pages of docs/operating whose commands are typed as they stand there.

use anyhow::{ensure, Context, Result};
use std::path::Path;

/// A page, and the commands that it tells people to type.
#[derive(Debug)]
pub struct Page {
	name: String,
	commands: std::vec::IntoIter<String>,
}

impl Page {
	/// Reads the page `name` of docs/operating.
	pub fn open(name: &str) -> Result<Self> {
		let path = Path::new(env!("PANSHI_ROOT")).join("docs/operating").join(name);
		let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
		let commands = commands(&text);
		ensure!(!commands.is_empty(), "{name} has no commands");
		Ok(Page { name: name.to_string(), commands: commands.into_iter() })
	}

	/// The next command, which begins with `begin`, its `0x…` replaced by `values`, in order.
	pub fn next(&mut self, begin: &str, values: &[&str]) -> Result<String> {
		let name = &self.name;
		let command = self.commands.next().with_context(|| format!("{name}: nothing is left"))?;
		ensure!(command.starts_with(begin), "{name}: `{command}` comes before `{begin}`");
		let gaps = command.matches("0x…").count();
		ensure!(gaps == values.len(), "{name}: `{command}` has {gaps} gaps");
		Ok(values.iter().fold(command, |command, value| command.replacen("0x…", value, 1)))
	}

	/// Fails unless every command has been typed.
	pub fn end(mut self) -> Result<()> {
		match self.commands.next() {
			None => Ok(()),
			Some(command) => anyhow::bail!("{}: nobody typed `{command}`", self.name),
		}
	}
}

/// What stands after `$ ` in the parts of `text` that show a terminal.
fn commands(text: &str) -> Vec<String> {
	let mut shown = false;
	let mut commands = Vec::new();
	for line in text.lines() {
		match line.strip_prefix("```") {
			Some(kind) => shown = kind == "console",
			None if shown => commands.extend(line.strip_prefix("$ ").map(str::to_owned)),
			None => {},
		}
	}
	commands
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn commands_are_those_of_terminals() {
		let text = "$ no\n```console\n$ one 0x…\nsaid\n$ two\n```\n```toml\n$ no\n```\n";
		assert_eq!(commands(text), ["one 0x…", "two"]);
	}

	#[test]
	fn commands_come_in_order_and_none_is_left_out() {
		let mut page = Page {
			name: "a page".into(),
			commands: commands("```console\n$ a 0x…\n$ b\n```").into_iter(),
		};
		assert!(page.next("a", &[]).is_err(), "its gap is not filled");
		assert_eq!(page.next("b", &[]).expect("it comes next"), "b");
		assert!(page.next("b", &[]).is_err(), "nothing is left");
		let page =
			Page { name: "a page".into(), commands: commands("```console\n$ b\n```").into_iter() };
		assert!(page.end().is_err());
	}
}
