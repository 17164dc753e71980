//! Whether a job ended as it may under a fault.

use super::{
	plan::{Fault, NODES},
	world::World,
};
use crate::{
	plain_vcf,
	story::{compare, compare_association, genotypes, Opened, Question},
};
use anyhow::{ensure, Result};
use panshi_primitives::job::{Job, JobId, JobStage};

/// A job that was asked for, and what it should give.
pub(super) struct Asked {
	/// The job.
	pub(super) job: JobId,
	question: Question,
	is_joint: bool,
}

/// Asks for a job, of the kind that the compute nodes compute together or of the other.
pub(super) async fn ask(world: &World, is_joint: bool) -> Result<Asked> {
	let mut silent = |_: &str| ();
	let cast = &world.cast;
	let (job, question) = if is_joint {
		let joint = &world.joint;
		cast.ask_association(&joint.authorization, joint.market.top, &mut silent).await?
	} else {
		let question = cast.ask(cast.variants()?, &mut silent).await?;
		(cast.create_job(&world.authorization, &question).await?, question)
	};
	Ok(Asked { job, question, is_joint })
}

impl Asked {
	/// Whether the job ended as it may under the fault, in words.
	pub(super) async fn judge(&self, world: &World, fault: &Fault, ended: &Job) -> Result<String> {
		if let JobStage::Failed { cause, at_fault, .. } = &ended.stage {
			let blamed = (0..NODES as usize).filter(|node| at_fault.contains(*node));
			let wrongly: Vec<usize> = blamed.filter(|node| Some(*node) != fault.blames()).collect();
			ensure!(
				wrongly.is_empty(),
				"failed with {cause:?}; laboratories {wrongly:?} are innocent"
			);
			ensure!(fault.may_fail(), "failed with {cause:?} though nobody was kept from work");
			return Ok(format!("failed with {cause:?}, refunded"));
		}
		match self.is_right(world).await {
			Ok(()) => Ok("settled, and the result is right".to_string()),
			Err(error) if fault.spoils_the_sum() => {
				Ok(format!("settled, and the consumer does not believe it: {error:#}"))
			},
			Err(error) => Err(error),
		}
	}

	/// Opens the result and holds it against a direct computation.
	pub(super) async fn is_right(&self, world: &World) -> Result<()> {
		if self.is_joint {
			let sealed = world.cast.chain.sealed_bytes(self.job).await?;
			let found = sealed.association(&self.question.key, Some(&self.question.encoded))?;
			compare_association(&found, &world.joint.study, world.joint.market.top)
		} else {
			let found: Opened = world.cast.open(self.job, &self.question).await?;
			compare(&found, &plain_vcf::count(&[genotypes()])?)
		}
	}
}
