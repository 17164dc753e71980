//! The party that counts and holds no list.

use super::{marks_length, Goal, Group, MARKS, VALUE};
use crate::{
	channel::{receive, Channel},
	transcript::Transcript,
	Error, Party,
};

/// Values of a list, which must ascend.
fn values<'m>(group: &Group, from: Party, message: &'m [u8]) -> Result<&'m [[u8; VALUE]], Error> {
	let mut transcript = Transcript::new(group.key("panshi psi 2026 counter"));
	let body = transcript.open(MARKS, from, message, marks_length(group))?;
	let (values, _) = body.as_chunks();
	let sorted = values.is_sorted_by(|left, right| left < right);
	sorted.then_some(values).ok_or(Error::Malformed { party: from, what: MARKS.name })
}

/// How many elements all holders have, from the lists of the leader and of the marker.
pub fn count(group: &Group, leader: &[u8], marker: &[u8]) -> Result<u32, Error> {
	group.check()?;
	if group.goal == Goal::Intersection {
		return Err(Error::Terms("nobody counts when the leader learns the intersection"));
	}
	let mut marks = values(group, group.marker(), marker)?.iter().peekable();
	let mut found = 0;
	for value in values(group, group.leader, leader)? {
		while marks.next_if(|mark| *mark < value).is_some() {}
		found += u32::from(marks.peek() == Some(&value));
	}
	Ok(found)
}

/// Runs the counter's role.
pub fn run_counter<C: Channel>(group: &Group, channel: &mut C) -> Result<u32, Error> {
	group.check()?;
	let marker = receive(channel, group.marker(), group.marks())?;
	let leader = receive(channel, group.leader, group.marks())?;
	count(group, &leader, &marker)
}
