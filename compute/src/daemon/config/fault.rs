//! What is wrong in a configuration, without what it says: a line may hold a password, and errors go
//! into logs.

use std::fmt;

/// What messages begin with that quote a value, before they say what was expected.
const QUOTING: [&str; 3] = ["invalid type:", "invalid value:", "unknown variant"];

/// What is wrong, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigFault {
	/// Line and column, from one; none if it is of the whole file.
	place: Option<(usize, usize)>,
	/// What is wrong there. It may name keys, and no values.
	what: String,
}

impl ConfigFault {
	/// What `error` says of `text`.
	pub(super) fn of(text: &str, error: &toml::de::Error) -> Self {
		let before = error.span().and_then(|span| text.get(..span.start));
		let place = before.map(|before| {
			let last = before.rsplit('\n').next().unwrap_or_default();
			(before.matches('\n').count() + 1, last.chars().count() + 1)
		});
		ConfigFault { place, what: unquoted(error.message()) }
	}
}

/// What of a message names no value.
fn unquoted(message: &str) -> String {
	let quotes = QUOTING.iter().any(|begin| message.starts_with(begin));
	let message = match message.rsplit_once(", expected ") {
		Some((_, expected)) if quotes => format!("expected {expected}"),
		_ if quotes => "another value is expected".to_owned(),
		_ => message.to_owned(),
	};
	message.trim_end().replace('\n', ", ")
}

impl fmt::Display for ConfigFault {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self.place {
			Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.what),
			None => f.write_str(&self.what),
		}
	}
}

impl std::error::Error for ConfigFault {}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::daemon::Config;

	fn fault(text: &str) -> String {
		ConfigFault::of(text, &toml::from_str::<Config>(text).expect_err("it is wrong")).to_string()
	}

	#[test]
	fn names_the_place_and_no_value() {
		let secret = "password=hunter2";
		for text in [
			// No quotes, no end, a string where there are other values, a name that there is not.
			format!("[node]\nurl = {secret}"),
			format!("[node]\nurl = \"{secret}"),
			format!("[node]\nchain_rpc = \"http://127.0.0.1\"\npoll_seconds = \"{secret}\""),
			format!("[[data]]\nname = \"a\"\nbuild = \"{secret}\""),
			format!("[node]\nlisten = \"{secret}\""),
			format!("[[data]]\nname = \"a\"\npostgres = \"{secret}\"\nbuild = \"none\""),
			format!("data = \"{secret}\""),
		] {
			let said = fault(&text);
			assert!(!said.contains("hunter2"), "{said}");
			assert!(said.starts_with("line ") && !said.contains('\n'), "{said}");
		}
		let said = fault("[node]\n\n  poll_seconds = \"six\"");
		assert_eq!(said, "line 3, column 18: expected u64");
	}

	#[test]
	fn counts_lines_and_letters() {
		assert!(fault("= 5").starts_with("line 1, column 1"), "{}", fault("= 5"));
		let said = fault("[node]\nstate_dir = \"ü\"\ncolour = 5");
		assert!(said.starts_with("line 3, column 1: unknown field `colour`"), "{said}");
	}
}
