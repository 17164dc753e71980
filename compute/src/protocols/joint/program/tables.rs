//! Tables of a holder, with a word in the log where one is missing.

use crate::{
	engine::{Task, TaskError},
	fingerprint::fingerprint,
	tables::{Column, Number, People, Tables},
	variants::{DataSource, Stoppable, VariantsError},
};
use panshi_primitives::job::AbortReason;
use std::sync::atomic::AtomicBool;

/// All tables that the configuration names for the data.
pub(super) fn all(source: &DataSource) -> Option<Tables> {
	let name = &source.config().name;
	let read = source.tables();
	read.inspect_err(|error| {
		tracing::error!(source = name, error = error.for_log(), "a table cannot be used");
	})
	.ok()
}

/// The table of people.
pub(super) fn people(source: &DataSource) -> Option<People> {
	let people = all(source)?.people;
	if people.is_none() {
		let source = &source.config().name;
		tracing::warn!(source, "the data have no table of people in the configuration");
	}
	people
}

/// A column of it.
pub(super) fn column(people: &People, name: &str, source: &DataSource) -> Option<Column> {
	let column = people.column(name);
	if column.is_none() {
		let source = &source.config().name;
		tracing::warn!(source, column = name, "the table of people has no such column");
	}
	column
}

/// The people that have numbers in all of these columns, with the numbers.
pub(super) fn complete(
	people: &People,
	names: &[&str],
	source: &DataSource,
) -> Option<Vec<Vec<Number>>> {
	let columns: Option<Vec<_>> = names.iter().map(|name| column(people, name, source)).collect();
	Some(people.complete(&columns?))
}

/// The table of people, if the data with it have the fingerprint that is registered.
pub(super) fn registered_people(task: &Task, stop: &AtomicBool) -> Result<People, TaskError> {
	registered(task, stop)?.people.ok_or(TaskError::Aborted(AbortReason::Interrupted))
}

/// All tables of the data, if these have the fingerprint that is registered.
pub(super) fn registered(task: &Task, stop: &AtomicBool) -> Result<Tables, TaskError> {
	let gone = || TaskError::Aborted(AbortReason::Interrupted);
	let tables = all(&task.source).ok_or_else(gone)?;
	let summary = task
		.source
		.summary_with(&tables, |genotypes| fingerprint(&mut Stoppable::new(genotypes, stop)));
	match summary {
		Ok(summary) if summary.fingerprint == task.wanted => Ok(tables),
		Ok(_) => Err(TaskError::DataChanged),
		Err(VariantsError::Cancelled) => Err(TaskError::Stopped),
		Err(error) => Err(error.into()),
	}
}
