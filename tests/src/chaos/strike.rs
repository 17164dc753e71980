//! What a fault does to the programs.

use super::{
	liar::Behaviour,
	plan::{Fault, Rift, Stage, Victim, NODES},
	state::State,
	wire::Mode,
	world::World,
};
use crate::story::Organisation;
use anyhow::{bail, Context, Result};
use codec::Encode;
use panshi_client::chain::calls::{governance, money};
use panshi_primitives::{job::JobId, BlockNumber};

/// Finalized blocks that a stage of a job may take to come, at the most.
const PATIENCE: BlockNumber = 400;
/// What a transfer of a flood sends: more than the least balance of an account.
const DRIP: u128 = 1_000_000_000;
/// Most bytes of a runtime, unpacked: the node's own bound.
const RUNTIME: usize = sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT;
/// Indices of the pallet and the call `System.set_code_without_checks`.
const SET_CODE: (u8, u8) = (0, 3);
/// What a compute node writes when it computes together with others.
const BEGINS: &str = "the computation begins";
/// What the chain node writes when it leaves a block for others.
const FORK: &str = "Reorg on #";

/// Whether a fault takes what is not here.
pub(super) fn is_impossible(world: &World, fault: &Fault) -> bool {
	match fault {
		Fault::FullDisk(..) => world.disks.is_empty(),
		Fault::SlowDisk(node, ..) => !world.disks.get(*node).is_some_and(|disk| disk.can_be_slow()),
		Fault::Jump(..) => !world.has_clocks(),
		Fault::Apart(..) => world.town.is_none(),
		_ => false,
	}
}

/// What goes wrong before the job is there. Returns how many computations each compute node has begun.
pub(super) async fn before(world: &mut World, fault: &Fault) -> Result<Vec<usize>> {
	match fault {
		Fault::Forks(every) => restart_chain(world, &[&format!("--dev-fork-every={every}")]).await,
		_ => Ok(()),
	}?;
	(0..NODES as usize).map(|node| world.network.count_in_log(node, BEGINS)).collect()
}

/// What goes wrong while the job runs, after so many computations that had begun before. What lasts as
/// long as the job is ended by [`after`].
pub(super) async fn strike(
	world: &mut World,
	fault: &Fault,
	job: JobId,
	begun: &[usize],
) -> Result<()> {
	if fault.is_joint() {
		for (node, count) in begun.iter().enumerate() {
			world.network.wait_for_log_after(node, BEGINS, *count).await?;
		}
	}
	match *fault {
		Fault::Kill(victim, stage) => {
			reach(world, job, stage).await?;
			kill(world, victim).await
		},
		Fault::KillInTheMidst(node) => kill(world, Victim::Compute(node)).await,
		Fault::Partition(node, line, mode, stage, blocks) => {
			reach(world, job, stage).await?;
			world.set_line(node, line, mode)?;
			pass(world, blocks).await?;
			world.set_line(node, line, Mode::Open)
		},
		Fault::Apart(rift, lasts) => {
			part(world, rift, false)?;
			if let Some(blocks) = lasts {
				pass(world, blocks).await?;
				part(world, rift, true)?;
			}
			Ok(())
		},
		Fault::Jump(victim, seconds, stage) => {
			reach(world, job, stage).await?;
			world.jump(victim, seconds)
		},
		Fault::Freeze(node, stage, blocks) => {
			reach(world, job, stage).await?;
			world.network.freeze_compute(node, true)?;
			pass(world, blocks).await?;
			world.network.freeze_compute(node, false)
		},
		Fault::Lie(node, behaviour, lasts) => lie(world, (node, behaviour, lasts), job).await,
		Fault::FloodPool(count) => flood(world, count).await,
		// They began before the job.
		Fault::Forks(_) => Ok(()),
		Fault::FullDisk(node, stage, blocks) => {
			reach(world, job, stage).await?;
			let disk = world.disks.get(node).context("there is no such disk")?;
			disk.fill()?;
			pass(world, blocks).await?;
			disk.empty()
		},
		Fault::SlowDisk(node, stage, blocks) => {
			reach(world, job, stage).await?;
			let disk = world.disks.get(node).context("there is no such disk")?;
			for _ in 0..blocks {
				disk.hold()?;
				let passed = pass(world, 1).await;
				disk.let_go()?;
				passed?;
			}
			Ok(())
		},
		Fault::Upgrade(stage) => {
			reach(world, job, stage).await?;
			upgrade(world).await
		},
	}
}

/// Ends what lasted as long as the job, and says what there is to say of it.
pub(super) async fn after(world: &mut World, fault: &Fault) -> Result<String> {
	for between in &world.between {
		between.liar.behave(Behaviour::Honest, None);
	}
	match *fault {
		Fault::Apart(rift, None) => part(world, rift, true)?,
		Fault::Jump(victim, ..) => world.jump(victim, 0)?,
		Fault::Forks(_) => {
			let forks = world.network.chain_log()?.matches(FORK).count();
			anyhow::ensure!(forks > 0, "the chain node never left a block for another");
			restart_chain(world, &[]).await?;
			return Ok(format!("; {forks} blocks were given up for others"));
		},
		_ => (),
	}
	Ok(String::new())
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

fn part(world: &World, rift: Rift, is_joined: bool) -> Result<()> {
	let town = world.town.as_ref().context("there are no links")?;
	match rift {
		Rift::Link(node, link) => town.set(node, link, is_joined),
		Rift::Between(pair) => town.part(pair, is_joined),
	}
}

async fn lie(
	world: &World,
	(node, behaviour, lasts): (usize, Behaviour, Option<BlockNumber>),
	job: JobId,
) -> Result<()> {
	let digest = world.cast.chain.head().await?.job(job).await?.digest;
	let liar = &world.between.get(node).context("there is no such laboratory")?.liar;
	liar.behave(behaviour, Some((job, digest)));
	if let Some(blocks) = lasts {
		pass(world, blocks).await?;
		liar.behave(Behaviour::Honest, None);
	}
	Ok(())
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
		restart_chain(world, &[]).await?;
	}
	for node in nodes {
		world.network.restart_compute(node).await?;
	}
	Ok(())
}

async fn restart_chain(world: &mut World, arguments: &[&str]) -> Result<()> {
	world.network.kill_chain()?;
	world.network.restart_chain_with(arguments).await?;
	let url = world.network.url();
	world.cast.reconnect(&url).await
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
