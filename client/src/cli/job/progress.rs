//! How far a job is, and who has done what: for people who wait for it.

use super::tasks::{self, Tasks};
use crate::cli::{describe, names::Names};
use panshi_primitives::{
	agreement::PartySet,
	job::{Job, JobStage},
	BlockNumber,
};

/// Characters of a progress bar.
const BAR: usize = 30;

/// A picture of the job at block `now`: its stage, a bar, a line for each participant, and one for
/// each computation that is known of.
pub(super) fn picture(
	id: u32,
	job: &Job,
	now: BlockNumber,
	(names, tasks): (&Names, &Tasks),
) -> Vec<String> {
	let mut lines = vec![
		format!("job {id} at block {now}: {}", describe::stage(job, names)),
		format!("  {}{}", bar(steps(job)), left(job, now)),
	];
	for (participant, deed) in job.participants.iter().zip(deeds(job)) {
		let (holder, node) = (names.of(&participant.holder), participant.node);
		lines.push(format!("  {holder}, compute node {node}: {deed}"));
		lines.extend(tasks.at(node).map(|task| format!("    {}", tasks::words(task))));
	}
	lines
}

/// What each participant has done, or is waited for to do.
pub(super) fn deeds(job: &Job) -> Vec<&'static str> {
	let each = |set: PartySet, done, not_yet| {
		let choose = move |index| if set.contains(index) { done } else { not_yet };
		(0..job.participants.len()).map(choose).collect()
	};
	let all = |deed| vec![deed; job.participants.len()];
	match job.stage {
		JobStage::Requested { accepted, .. } => each(accepted, "has accepted", "has not accepted"),
		JobStage::Accepted { .. } => all("computes"),
		JobStage::Computing { complete, .. } => each(complete, "has delivered", "computes"),
		JobStage::Agreed { .. } => all("has committed to the result"),
		JobStage::Aborting { heard, .. } => each(heard, "has reported", "has not reported"),
		JobStage::Aggregated { .. } | JobStage::Released => all("has delivered"),
		JobStage::Settled { .. } => all("has delivered and was paid"),
		JobStage::Failed { at_fault, .. } => each(at_fault, "is at fault", "is not at fault"),
	}
}

/// Steps done, and steps in all: an acceptance and a delivery of each participant, the release and
/// the settlement. Steps take different times.
pub(super) fn steps(job: &Job) -> (usize, usize) {
	let parties = job.participants.len();
	let all = 2 * parties + 2;
	let done = match job.stage {
		JobStage::Requested { accepted, .. } => accepted.len(),
		JobStage::Accepted { .. } => parties,
		JobStage::Computing { complete, .. } => parties + complete.len(),
		JobStage::Aborting { .. } => parties,
		JobStage::Agreed { .. } | JobStage::Aggregated { .. } => 2 * parties,
		JobStage::Released => all - 1,
		JobStage::Settled { .. } | JobStage::Failed { .. } => all,
	};
	(done, all)
}

fn bar((done, all): (usize, usize)) -> String {
	let full = BAR * done / all.max(1);
	format!("[{}{}] {done} of {all} steps", "#".repeat(full), "-".repeat(BAR - full))
}

fn left(job: &Job, now: BlockNumber) -> String {
	match job.stage.deadline() {
		Some(deadline) if deadline >= now => format!(", {} blocks left", deadline - now),
		Some(_) => ", late: anyone may report it".to_owned(),
		None => String::new(),
	}
}

#[cfg(test)]
pub(super) mod tests {
	use super::*;
	use panshi_primitives::job::FailureCause;

	/// A job of three participants in `stage`.
	pub(in crate::cli::job) fn job(stage: JobStage) -> Job {
		use panshi_primitives::{
			agreement::{ReleaseRule, Windows},
			job::{JobOutput, JobSpec, Participant},
			AccountId, Hash,
		};
		let participant = |i: u8| Participant {
			data: i.into(),
			fingerprint: Hash::zero(),
			holder: AccountId::new([i; 32]),
			node: i.into(),
			signing_key: [i; 32],
		};
		Job {
			consumer: AccountId::new([9; 32]),
			spec: JobSpec {
				agreement: 0,
				algorithm: Hash::zero(),
				parameters: Hash::zero(),
				items: 1,
				identities: vec![0, 1, 2].try_into().expect("three"),
				result_key: [0; 32],
				rho: None,
			},
			participants: [0, 1, 2].map(participant).to_vec().try_into().expect("three"),
			output: JobOutput::Sum { lanes: 4 },
			agreement_digest: Hash::zero(),
			ordinal: 0,
			digest: Hash::zero(),
			fee: 0,
			shares: Default::default(),
			windows: Windows { accept: 10, compute: 10, check: 0 },
			release: ReleaseRule::AtOnce,
			created_at: 0,
			stage,
		}
	}

	#[test]
	fn every_stage_is_further_than_the_one_before() {
		let two = PartySet::default().with(0).with(2);
		let stages = [
			JobStage::Requested { deadline: 9, accepted: PartySet::default() },
			JobStage::Requested { deadline: 9, accepted: two },
			JobStage::Accepted { deadline: 9 },
			JobStage::Computing { deadline: 9, complete: two },
			JobStage::Aggregated { deadline: 9 },
			JobStage::Released,
			JobStage::Settled { at: 9 },
		];
		let done: Vec<usize> = stages.into_iter().map(|stage| steps(&job(stage)).0).collect();
		assert_eq!(done, [0, 2, 3, 5, 6, 7, 8]);
	}

	#[test]
	fn a_picture_names_who_is_waited_for_and_for_how_long() {
		let accepted = PartySet::default().with(1);
		let waiting = job(JobStage::Requested { deadline: 30, accepted });
		let nobody = (&Names::new(Vec::new()), &Tasks::default());
		let lines = picture(4, &waiting, 28, nobody);
		assert!(lines[0].starts_with("job 4 at block 28: requested: waits for "), "{lines:?}");
		assert_eq!(lines[1], "  [###---------------------------] 1 of 8 steps, 2 blocks left");
		let ends: Vec<bool> = lines[2..].iter().map(|l| l.ends_with(": has accepted")).collect();
		assert_eq!(ends, [false, true, false]);
		let late = picture(4, &waiting, 31, nobody);
		assert!(late[1].ends_with("late: anyone may report it"), "{late:?}");
	}

	#[test]
	fn a_failure_names_who_is_at_fault() {
		let at_fault = PartySet::default().with(2);
		let cause = FailureCause::NotDelivered;
		let failed = job(JobStage::Failed { at: 3, cause, at_fault });
		assert_eq!(deeds(&failed), ["is not at fault", "is not at fault", "is at fault"]);
	}
}
