//! What a check found.

use serde::Serialize;

/// How well it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
	/// As it should be.
	Ok,
	/// Works, and should be looked at.
	Warn,
	/// Does not work, or is not safe.
	Fail,
}

/// What one check found.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(super) struct Finding {
	/// How well it is.
	pub(super) level: Level,
	/// What was looked at.
	pub(super) check: &'static str,
	/// What was seen.
	pub(super) found: String,
	/// What to do about it.
	pub(super) next: Option<String>,
}

impl Finding {
	/// All is well.
	pub(super) fn ok(check: &'static str, found: impl Into<String>) -> Self {
		Finding { level: Level::Ok, check, found: found.into(), next: None }
	}

	/// Something to look at.
	pub(super) fn warn(
		check: &'static str,
		found: impl Into<String>,
		next: impl Into<String>,
	) -> Self {
		Finding { level: Level::Warn, check, found: found.into(), next: Some(next.into()) }
	}

	/// Something that does not work.
	pub(super) fn fail(
		check: &'static str,
		found: impl Into<String>,
		next: impl Into<String>,
	) -> Self {
		Finding { level: Level::Fail, ..Finding::warn(check, found, next) }
	}

	/// The finding as a row of a table.
	pub(super) fn cells(&self) -> Vec<String> {
		let level = match self.level {
			Level::Ok => "ok",
			Level::Warn => "warn",
			Level::Fail => "fail",
		};
		let next = self.next.as_ref().map(|next| format!("\nDo: {next}")).unwrap_or_default();
		vec![level.to_owned(), self.check.to_owned(), format!("{}{next}", self.found)]
	}
}
