//! A run: the faults of a seed, each in a job of its own, then jobs in peace, then the inspection.

use super::{
	inspector,
	judge::ask,
	plan::{Fault, Plan},
	state::State,
	strike,
	world::World,
};
use crate::story::Reporter;
use anyhow::{ensure, Context, Result};
use panshi_primitives::{
	job::{Job, JobId, JobStage},
	BlockNumber,
};
use std::path::Path;

/// Finalized blocks that a job may take, at the most.
const PATIENCE: BlockNumber = 600;

/// Runs the faults of `seed`, with everything the programs write in `folder`.
pub async fn run(folder: &Path, seed: u64, report: Reporter<'_>) -> Result<Plan> {
	let plan = Plan::of(seed);
	let mut world = World::start(folder, seed).await?;
	report("the market is open");
	// So that there is something to say again.
	in_peace(&mut world, false).await.context("in the job in peace, at the start")?;
	for fault in &plan.0 {
		if strike::is_impossible(&world, fault) {
			report(&format!("{fault}: left out"));
			continue;
		}
		let ended = suffer(&mut world, fault).await.with_context(|| format!("{fault}"))?;
		report(&format!("{fault}: {ended}"));
	}
	for is_joint in [false, true] {
		in_peace(&mut world, is_joint).await.context("in a job in peace, at the end")?;
	}
	let state = State::read(world.network.rpc_port()).await?;
	let seen = (&world.secrets, &world.capture, world.folder.as_path());
	inspector::inspect(&world.cast, &state, seen).await?;
	report(&format!(
		"two jobs in peace were right; all money is there, no job is open, and {} bytes on wires, \
		 {} entries of state and all logs hold nothing of a holder's",
		world.capture.volume(),
		state.entries().count(),
	));
	Ok(plan)
}

/// One job under one fault.
async fn suffer(world: &mut World, fault: &Fault) -> Result<String> {
	let begun = strike::before(world, fault).await?;
	let lies: u32 = world.between.iter().map(|between| between.liar.lies()).sum();
	let asked = ask(world, fault.is_joint()).await?;
	strike::strike(world, fault, asked.job, &begun).await?;
	let ended = over(world, asked.job).await?;
	let more = strike::after(world, fault).await?;
	let told = world.between.iter().map(|between| between.liar.lies()).sum::<u32>() - lies;
	if matches!(fault, Fault::Lie(..)) {
		ensure!(told > 0, "nobody lied");
	}
	Ok(asked.judge(world, fault, &ended).await? + &more)
}

/// A job with nothing in its way: what went wrong before must not last.
async fn in_peace(world: &mut World, is_joint: bool) -> Result<()> {
	world.network.check()?;
	let asked = ask(world, is_joint).await?;
	let ended = over(world, asked.job).await?;
	if let JobStage::Failed { cause, at_fault, .. } = &ended.stage {
		anyhow::bail!("failed with {cause:?}, at fault {at_fault:?}");
	}
	asked.is_right(world).await
}

async fn over(world: &World, job: JobId) -> Result<Job> {
	let is_over =
		|job: &Job| matches!(job.stage, JobStage::Settled { .. } | JobStage::Failed { .. });
	Ok(world.cast.chain.wait_for_job(job, PATIENCE, is_over).await?)
}
