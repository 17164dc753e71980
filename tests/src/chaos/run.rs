//! A run: the faults of a seed, each in a job of its own, then a job in peace, then the inspection.

use super::{
	inspector,
	liar::Behaviour,
	plan::{Fault, Plan, Stage, Victim, NODES},
	state::State,
	wire::Mode,
	world::World,
};
use crate::{
	plain_vcf,
	story::{compare, genotypes, Opened, Organisation, Question, Reporter},
};
use anyhow::{bail, ensure, Context, Result};
use codec::Encode;
use panshi_client::chain::calls::{governance, money};
use panshi_primitives::{
	job::{Job, JobId, JobStage},
	BlockNumber,
};
use std::path::Path;

/// Finalized blocks that a job may take, at the most.
const PATIENCE: BlockNumber = 400;
/// What a transfer of a flood sends: more than the least balance of an account.
const DRIP: u128 = 1_000_000_000;
/// Most bytes of a runtime, unpacked: the node's own bound.
const RUNTIME: usize = sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT;
/// Indices of the pallet and the call `System.set_code_without_checks`.
const SET_CODE: (u8, u8) = (0, 3);

/// Runs the faults of `seed`, with everything the programs write in `folder`.
pub async fn run(folder: &Path, seed: u64, report: Reporter<'_>) -> Result<Plan> {
	let plan = Plan::of(seed);
	let mut world = World::start(folder, seed).await?;
	let wanted = plain_vcf::count(&[genotypes()])?;
	// So that there is something to say again.
	in_peace(&mut world, &wanted).await.context("in the job in peace, at the start")?;
	for fault in &plan.0 {
		if matches!(fault, Fault::FullDisk(..)) && world.disks.is_empty() {
			report(&format!("{fault}: left out"));
			continue;
		}
		let ended = suffer(&mut world, fault, &wanted).await;
		let ended = ended.with_context(|| format!("{fault}"))?;
		report(&format!("{fault}: {ended}"));
	}
	in_peace(&mut world, &wanted).await.context("in the job in peace, at the end")?;
	let state = State::read(world.network.rpc_port()).await?;
	let seen = (&world.secrets, &world.capture, world.folder.as_path());
	inspector::inspect(&world.cast, &state, seen).await?;
	report(&format!(
		"a job in peace was right; all money is there, no job is open, and {} bytes on wires, \
		 {} entries of state and all logs hold nothing of a holder's",
		world.capture.volume(),
		state.entries().count(),
	));
	Ok(plan)
}

/// One job under one fault.
async fn suffer(world: &mut World, fault: &Fault, wanted: &Opened) -> Result<String> {
	let mut silent = |_: &str| ();
	let question = world.cast.ask(world.cast.variants()?, &mut silent).await?;
	if let Fault::FloodPool(count) = fault {
		flood(world, *count).await?;
	}
	let lies: u32 = world.between.iter().map(|between| between.liar.lies()).sum();
	let job = world.cast.create_job(&world.authorization, &question).await?;
	strike(world, fault, job).await?;
	let ended = over(world, job).await?;
	// What lasts as long as the job ends with it.
	for between in &world.between {
		between.liar.behave(Behaviour::Honest, None);
	}
	let told = world.between.iter().map(|between| between.liar.lies()).sum::<u32>() - lies;
	if matches!(fault, Fault::Lie(..)) {
		ensure!(told > 0, "nobody lied");
	}
	judge(world, fault, (job, &ended, &question), wanted).await
}

/// A job with nothing in its way: what went wrong before must not last.
async fn in_peace(world: &mut World, wanted: &Opened) -> Result<()> {
	let mut silent = |_: &str| ();
	world.network.check()?;
	let question = world.cast.ask(world.cast.variants()?, &mut silent).await?;
	let job = world.cast.create_job(&world.authorization, &question).await?;
	over(world, job).await?;
	let outcome = world.cast.finish_job(job, &question, &mut silent).await?;
	compare(&outcome.opened, wanted)
}

async fn over(world: &World, job: JobId) -> Result<Job> {
	let is_over =
		|job: &Job| matches!(job.stage, JobStage::Settled { .. } | JobStage::Failed { .. });
	Ok(world.cast.chain.wait_for_job(job, PATIENCE, is_over).await?)
}

async fn reach(world: &World, job: JobId, stage: Stage) -> Result<()> {
	world.cast.chain.wait_for_job(job, PATIENCE, |job| stage.is_reached(&job.stage)).await?;
	Ok(())
}

async fn pass(world: &World, blocks: BlockNumber) -> Result<()> {
	let now = world.cast.chain.head().await?.number();
	world.cast.chain.wait_for_block(now + blocks).await?;
	Ok(())
}

async fn strike(world: &mut World, fault: &Fault, job: JobId) -> Result<()> {
	match *fault {
		Fault::Kill(victim, stage) => {
			reach(world, job, stage).await?;
			kill(world, victim).await
		},
		Fault::Partition(node, line, mode, stage, blocks) => {
			reach(world, job, stage).await?;
			world.set_line(node, line, mode)?;
			pass(world, blocks).await?;
			world.set_line(node, line, Mode::Open)
		},
		Fault::Freeze(node, stage, blocks) => {
			reach(world, job, stage).await?;
			world.network.freeze_compute(node, true)?;
			pass(world, blocks).await?;
			world.network.freeze_compute(node, false)
		},
		Fault::Lie(node, behaviour, lasts) => {
			let digest = world.cast.chain.head().await?.job(job).await?.digest;
			let liar = &world.between.get(node).context("there is no such laboratory")?.liar;
			liar.behave(behaviour, Some((job, digest)));
			if let Some(blocks) = lasts {
				pass(world, blocks).await?;
				liar.behave(Behaviour::Honest, None);
			}
			Ok(())
		},
		// It began before the job.
		Fault::FloodPool(_) => Ok(()),
		Fault::FullDisk(node, stage, blocks) => {
			reach(world, job, stage).await?;
			let disk = world.disks.get(node).context("there is no such disk")?;
			disk.fill()?;
			pass(world, blocks).await?;
			disk.empty()
		},
		Fault::Upgrade(stage) => {
			reach(world, job, stage).await?;
			upgrade(world).await
		},
	}
}

async fn kill(world: &mut World, victim: Victim) -> Result<()> {
	let nodes: Vec<usize> = match victim {
		Victim::Compute(node) => vec![node],
		Victim::Chain => Vec::new(),
		Victim::Everything => (0..NODES as usize).collect(),
	};
	for node in &nodes {
		world.network.kill_compute(*node)?;
	}
	if !matches!(victim, Victim::Compute(_)) {
		world.network.kill_chain()?;
		world.network.restart_chain().await?;
		let url = world.network.url();
		world.cast.reconnect(&url).await?;
	}
	for node in nodes {
		world.network.restart_compute(node).await?;
	}
	Ok(())
}

/// A member fills the pool of transactions.
async fn flood(world: &World, count: u32) -> Result<()> {
	let from = Organisation::new("member", "//Lab7")?;
	let to = Organisation::new("auditor", "//Auditor")?.account();
	let calls: Vec<_> = (0..count).map(|_| money::transfer(&to, DRIP)).collect();
	let signed = world.cast.chain.sign_all(&from.signer, &calls).await?;
	Ok(world.cast.chain.send_unwatched(&signed).await?)
}

/// Replaces the runtime by itself, packed another way, and waits until the chain runs on it.
async fn upgrade(world: &World) -> Result<()> {
	let before = State::read(world.network.rpc_port()).await?;
	let plain = sp_maybe_compressed_blob::decompress(before.code()?, RUNTIME)?;
	let packed = sp_maybe_compressed_blob::compress_weakly(&plain, RUNTIME);
	let packed = packed.context("the runtime can be packed")?;
	let next = if packed == before.code()? { plain.into_owned() } else { packed };
	let root = Organisation::new("root of the development chain", "//Alice")?;
	let call = (SET_CODE, next.clone()).encode();
	world.cast.chain.submit(&root.signer, governance::sudo(call)).await?;
	let now = world.cast.chain.head().await?.number();
	for block in now + 1..now + 20 {
		world.cast.chain.wait_for_block(block).await?;
		if State::read(world.network.rpc_port()).await?.code()? == next {
			return Ok(());
		}
	}
	bail!("the chain does not take the new runtime")
}

/// Whether the job ended as it may under the fault, in words.
async fn judge(
	world: &World,
	fault: &Fault,
	(job, ended, question): (JobId, &Job, &Question),
	wanted: &Opened,
) -> Result<String> {
	if let JobStage::Failed { cause, at_fault, .. } = &ended.stage {
		let blamed = (0..NODES as usize).filter(|node| at_fault.contains(*node));
		let wrongly: Vec<usize> = blamed.filter(|node| Some(*node) != fault.blames()).collect();
		ensure!(wrongly.is_empty(), "failed with {cause:?}; laboratories {wrongly:?} are innocent");
		ensure!(fault.blames().is_some(), "failed with {cause:?} though nobody was kept from work");
		return Ok(format!("failed with {cause:?}, refunded"));
	}
	match world.cast.open(job, question).await {
		Ok(opened) => {
			compare(&opened, wanted)?;
			Ok("settled, and the result is right".to_string())
		},
		Err(error) if fault.spoils_the_sum() => {
			Ok(format!("settled, and the consumer does not believe it: {error:#}"))
		},
		Err(error) => Err(error),
	}
}
