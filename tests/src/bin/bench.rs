//! Extrinsics per second through the RPC of a development node: registrations and signatures beside
//! plain transfers, in one run.

use anyhow::{Context, Result};
use clap::Parser;
use futures::future::try_join_all;
use panshi_client::chain::{
	calls::{agreements, data_registry, money},
	Call, Chain, Signed,
};
use panshi_primitives::{agreement::AgreementId, Hash};
use panshi_stories::{
	network::Network,
	story::{sample_descriptor, Organisation, Publications},
};
use std::time::Instant;

/// Measures extrinsics per second through the RPC of a development node.
#[derive(Parser)]
#[command(name = "cargo xtask bench")]
struct Options {
	/// Extrinsics of each kind that each of the seven accounts sends in a round.
	#[arg(long, default_value_t = 200)]
	each: u32,
	/// Rounds; the median is printed, with the least and the greatest.
	#[arg(long, default_value_t = 3)]
	rounds: u32,
}

const ACCOUNTS: u32 = 7;

#[tokio::main]
async fn main() -> Result<()> {
	let options = Options::parse();
	let folder = tempfile::tempdir()?;
	// The fork-aware pool drops what it cannot place in a block for a while.
	let pool = ["--pool-type=single-state"];
	let network = Network::start_alone(folder.path(), 500, &pool).await?;
	let chain = Chain::connect(&network.url()).await?;
	let senders = (1..=ACCOUNTS)
		.map(|i| Organisation::new("laboratory", &format!("//Lab{i}")))
		.collect::<Result<Vec<_>>>()?;
	let publications = Publications::prepare(&chain).await?;
	let mut transfers = Vec::new();
	let mut registrations = Vec::new();
	let mut signatures = Vec::new();
	let mut serial = 0;
	for round in 1..=options.rounds {
		eprintln!("round {round} of {}", options.rounds);
		transfers.push(rate(&chain, &senders, |_| transfer_calls(options.each)).await?);
		let first = serial;
		registrations.push(
			rate(&chain, &senders, |sender| {
				let base = first + sender * options.each;
				(base..base + options.each)
					.map(|i| Ok(data_registry::register(sample_descriptor(i)?)))
					.collect()
			})
			.await?,
		);
		serial += ACCOUNTS * options.each;
		let proposed = propose(&chain, &senders, &publications, options.each).await?;
		signatures.push(
			rate(&chain, &senders, |sender| {
				let own = proposed.get(sender as usize).context("one list for each sender")?;
				Ok(own.iter().map(|(id, digest)| agreements::sign(*id, *digest)).collect())
			})
			.await?,
		);
	}
	let base = median(&mut transfers);
	println!(
		"extrinsics per second, {} in each round, median [least..greatest]",
		ACCOUNTS * options.each
	);
	for (name, rates) in [
		("balances.transfer_keep_alive", &mut transfers),
		("dataRegistry.register", &mut registrations),
		("agreements.sign", &mut signatures),
	] {
		let middle = median(rates);
		let (least, greatest) = (rates[0], rates[rates.len() - 1]);
		println!(
			"  {name:<30} {middle:>7.0} [{least:.0}..{greatest:.0}]  {:.2} of a transfer's rate",
			middle / base
		);
	}
	Ok(())
}

fn transfer_calls(each: u32) -> Result<Vec<Call>> {
	let to = Organisation::new("operator", "//Operator")?.account();
	Ok((0..each).map(|_| money::transfer(&to, 1_000_000)).collect())
}

/// Extrinsics per second, from the first that is sent until the last is final. They are signed
/// beforehand, and sent without following each: a node follows a limited number for a connection.
async fn rate(
	chain: &Chain,
	senders: &[Organisation],
	calls: impl Fn(u32) -> Result<Vec<Call>>,
) -> Result<f64> {
	let batches = (0u32..).zip(senders).map(|(i, sender)| Ok((sender, calls(i)?)));
	let batches = batches.collect::<Result<Vec<_>>>()?;
	let count: usize = batches.iter().map(|(_, calls)| calls.len()).sum();
	let signed = try_join_all(batches.iter().map(|(sender, calls)| async move {
		Ok::<_, anyhow::Error>((*sender, chain.sign_all(&sender.signer, calls).await?))
	}))
	.await?;
	let start = Instant::now();
	try_join_all(signed.iter().map(|(sender, signed)| send(chain, sender, signed))).await?;
	Ok(count as f64 / start.elapsed().as_secs_f64())
}

/// Sends what `sender` signed, and waits until all of it is final.
async fn send(chain: &Chain, sender: &Organisation, signed: &[Signed]) -> Result<()> {
	let account = sender.account();
	let before = chain.head().await?.nonce(&account).await?;
	let due = before + u32::try_from(signed.len())?;
	let mut blocks = chain.finalized().await?;
	chain.send_unwatched(signed).await?;
	while blocks.next().await?.nonce(&account).await? < due {}
	Ok(())
}

/// Agreements for each sender to sign.
async fn propose(
	chain: &Chain,
	senders: &[Organisation],
	publications: &Publications,
	each: u32,
) -> Result<Vec<Vec<(AgreementId, Hash)>>> {
	try_join_all(senders.iter().map(|sender| async move {
		let calls = publications.proposals(chain, sender, each).await?;
		let before = chain.head().await?.agreements_of(&sender.account()).await?.len();
		let signed = chain.sign_all(&sender.signer, &calls).await?;
		send(chain, sender, &signed).await?;
		let head = chain.head().await?;
		let made = head.agreements_of(&sender.account()).await?.split_off(before);
		try_join_all(made.into_iter().map(|agreement| {
			let head = &head;
			async move {
				let standing = head.agreement(agreement).await?.standing;
				Ok::<_, anyhow::Error>((agreement, standing.digest))
			}
		}))
		.await
	}))
	.await
}

/// The middle one; sorts.
fn median(rates: &mut [f64]) -> f64 {
	rates.sort_by(f64::total_cmp);
	rates[rates.len() / 2]
}
