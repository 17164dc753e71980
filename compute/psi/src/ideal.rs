//! What the protocols compute, by somebody whom all trust: the twin that layers above test with, and
//! that the protocols are compared to.

use crate::{
	many::{Found, Goal, Group},
	two::Overlap,
	Cohort, Element, Error, Learns, Session,
};
use std::collections::HashSet;

fn common(own: &Cohort, others: &[&Cohort]) -> Overlap {
	let sets: Vec<HashSet<[u8; 32]>> =
		others.iter().map(|other| other.elements().iter().map(|e| e.0).collect()).collect();
	let shared = |element: &Element| sets.iter().all(|set| set.contains(&element.0));
	let elements = own.elements().iter().enumerate();
	Overlap(elements.filter(|(_, element)| shared(element)).map(|(index, _)| index).collect())
}

/// What sender and receiver of [`crate::two`] learn.
pub fn two(
	session: &Session,
	sender: &Cohort,
	receiver: &Cohort,
) -> Result<(Option<Overlap>, Overlap), Error> {
	session.check()?;
	sender.within(session.sender, session.sender_bound)?;
	receiver.within(session.receiver, session.receiver_bound)?;
	let told = (session.learns == Learns::Both).then(|| common(sender, &[receiver]));
	Ok((told, common(receiver, &[sender])))
}

/// What the leader and the counter of [`crate::many`] learn; the lists are in the order of holders.
pub fn many(group: &Group, lists: &[Cohort]) -> Result<(Found, Option<u32>), Error> {
	group.check()?;
	if lists.len() != usize::from(group.holders) {
		return Err(Error::Terms("there must be one list of each holder"));
	}
	for (party, list) in (0..).map(crate::Party).zip(lists) {
		list.within(party, group.bound)?;
	}
	let others: Vec<&Cohort> = lists.iter().collect();
	let overlap = common(&lists[usize::from(group.leader.0)], &others);
	Ok(match group.goal {
		Goal::Intersection => (Found::Overlap(overlap), None),
		Goal::Size { .. } => (Found::Nothing, u32::try_from(overlap.0.len()).ok()),
	})
}
