//! Fills a chain by transactions of its holders.

use super::LoadNode;
use crate::{
	story::{text, Organisation},
	wait::{until_so, within},
};
use anyhow::{Context, Result};
use codec::Encode;
use futures::future::{try_join, try_join_all};
use panshi_client::chain::{
	calls::{data_registry, governance, privacy_budget},
	Call, Chain,
};
use panshi_primitives::{
	data::{Attribute, DataDescriptor, DataId, Lineage},
	duo::{DataUse, Modifier, Permission},
	genomics::{NormalisationRule, ReferenceBuild},
	privacy::Allowance,
	signing::parameters_digest,
	Hash,
};
use panshi_search::Ontology;
use rand_chacha::ChaCha12Rng;
use rand_core::{RngCore, SeedableRng};

/// Holders of the development consortium.
const HOLDERS: u32 = 7;
/// Calls in a transaction.
const BATCH: usize = 100;
/// Transactions of a holder that are signed at a time. Twice as many wait in the node's pool.
const AHEAD: usize = 6;
/// Seconds that transactions may take to be final.
const WAIT: u64 = 120;

/// How much there is to be on the chain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Size {
	/// Data identities.
	pub identities: u32,
	/// Events of the trails, the registrations among them.
	pub events: u32,
}

impl Size {
	pub(super) fn written(self) -> Vec<u8> {
		let Size { identities, events } = self;
		format!("{{ \"identities\": {identities}, \"events\": {events} }}\n").into_bytes()
	}
}

/// Registers data and lowers their budgets, until the chain has as much as `size` says.
pub async fn fill(node: &LoadNode, size: Size, tell: &mut (dyn FnMut(&str) + Send)) -> Result<()> {
	let chain = Chain::connect(&node.url()).await?;
	let holders = (1..=HOLDERS)
		.map(|i| Organisation::new("laboratory", &format!("//Lab{i}")))
		.collect::<Result<Vec<_>>>()?;
	let mut made = Descriptors::new()?;
	let share = |whole: u32, holder: u32| whole / HOLDERS + u32::from(holder < whole % HOLDERS);
	let mut registrations = Vec::new();
	for holder in 0..HOLDERS {
		let count = share(size.identities, holder);
		registrations.push((0..count).map(|_| made.next()).collect::<Result<Vec<_>>>()?);
	}
	let register = prefix(&chain, &data_registry::register(made.next()?)).await?;
	let work = holders.iter().zip(&registrations).map(|(holder, descriptors)| {
		let calls = descriptors.iter().map(|d| [&register[..], &d.encode()].concat());
		send(&chain, holder, calls.collect())
	});
	try_join_all(work).await?;
	tell(&format!("{} data identities are registered", size.identities));

	let set = prefix(&chain, &privacy_budget::set(0, Allowance::Unlimited)).await?;
	let lower = prefix(&chain, &privacy_budget::lower(0, Allowance::Unlimited)).await?;
	let work = (0..).zip(&holders).map(|(i, holder)| {
		let (chain, set, lower) = (&chain, &set, &lower);
		async move {
			let own = chain.head().await?.identities_of(&holder.account()).await?;
			let count = share(size.events.saturating_sub(size.identities), i);
			send(chain, holder, budgets(&own, count, set, lower)?).await
		}
	});
	try_join_all(work).await?;
	tell(&format!("{} events have happened", size.events));
	Ok(())
}

/// `count` changes of the budgets of `data`, in turns: each is set first.
fn budgets(data: &[DataId], count: u32, set: &[u8], lower: &[u8]) -> Result<Vec<Vec<u8>>> {
	let turns = data.iter().cycle().take(usize::try_from(count)?).enumerate();
	let calls = turns.map(|(i, id)| {
		let call = if i < data.len() { set } else { lower };
		[call, &(id, Allowance::Unlimited).encode()].concat()
	});
	Ok(calls.collect())
}

/// The bytes that name the call, without its arguments.
async fn prefix(chain: &Chain, call: &Call) -> Result<Vec<u8>> {
	let encoded = chain.encode(call).await?;
	Ok(encoded.get(..2).context("a call begins with its pallet and its index")?.to_vec())
}

/// Sends `calls` of `holder` in batches, the next ones signed while the ones before get into blocks,
/// and waits until all are final.
async fn send(chain: &Chain, holder: &Organisation, calls: Vec<Vec<u8>>) -> Result<()> {
	let batches: Vec<Call> = calls.chunks(BATCH).map(governance::batch_all).collect();
	let mut sent = chain.head().await?.nonce(&holder.account()).await?;
	let mut due = sent;
	for ahead in batches.chunks(AHEAD) {
		let signed =
			async { anyhow::Ok(chain.sign_from(&holder.signer, sent.into(), ahead).await?) };
		let (signed, ()) = try_join(signed, reached(chain, holder, due)).await?;
		chain.send_unwatched(&signed).await?;
		due = sent;
		sent += u32::try_from(signed.len())?;
	}
	reached(chain, holder, sent).await
}

/// Waits until as many transactions of `holder` are final as `due` says.
async fn reached(chain: &Chain, holder: &Organisation, due: u32) -> Result<()> {
	let account = holder.account();
	// A subscription would tell every block; a busy client lags behind those of a busy node.
	let all_final = until_so(async || Ok(chain.head().await?.nonce(&account).await? >= due));
	within(WAIT, all_final).await.context("the node puts no more transactions into blocks")
}

/// Descriptors of data that nobody has, the same ones each time.
struct Descriptors {
	rng: ChaCha12Rng,
	phenotypes: Vec<String>,
	serial: u64,
}

impl Descriptors {
	fn new() -> Result<Self> {
		let ontology = Ontology::open(&super::ontology())?;
		let phenotypes = ontology.names().map(|(term, _)| term.to_owned()).collect();
		Ok(Descriptors { rng: ChaCha12Rng::seed_from_u64(2_609), phenotypes, serial: 0 })
	}

	fn below(&mut self, end: usize) -> usize {
		let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
		usize::try_from(self.rng.next_u64() % end).unwrap_or_default()
	}

	fn pick<T: Clone>(&mut self, among: &[T]) -> T {
		let place = self.below(among.len());
		among[place].clone()
	}

	fn attributes(&mut self) -> Result<Vec<Attribute>> {
		let attribute = |term: &str, value: &str| {
			anyhow::Ok(Attribute { term: text(term)?, value: text(value)? })
		};
		let assays = ["whole exome sequencing", "whole genome sequencing", "panel"];
		let mut attributes = vec![attribute("panshi:assay", self.pick(&assays))?];
		for _ in 0..3 {
			let place = self.below(self.phenotypes.len());
			attributes.push(attribute(&self.phenotypes[place], "")?);
		}
		attributes.push(attribute(&format!("HGNC:{}", self.below(2_000)), "")?);
		Ok(attributes)
	}

	fn next(&mut self) -> Result<DataDescriptor> {
		self.serial += 1;
		let permissions = [
			Permission::NoRestriction,
			Permission::GeneralResearch,
			Permission::HealthMedicalBiomedical,
			Permission::DiseaseSpecific(5_148),
			Permission::PopulationOriginsAncestry,
		];
		let builds = [
			ReferenceBuild::None,
			ReferenceBuild::Grch37,
			ReferenceBuild::Grch38,
			ReferenceBuild::Chm13,
		];
		let modifiers = [Modifier::EthicsApprovalRequired, Modifier::NonCommercialUse];
		let modifiers = vec![self.pick(&modifiers)];
		let attributes = self.attributes()?;
		Ok(DataDescriptor {
			fingerprint: parameters_digest(&[Hash::from_low_u64_be(self.serial)]),
			rule: NormalisationRule::Trimmed,
			media_type: text(self.pick(&["text/x-vcf", "text/x-bcf", "application/postgresql"]))?,
			reference_build: self.pick(&builds),
			record_count: 1 + self.rng.next_u64() % 5_000_000,
			sample_count: 1 + self.rng.next_u32() % 10_000,
			attributes: attributes.try_into().ok().context("five attributes")?,
			data_use: DataUse {
				permission: self.pick(&permissions),
				modifiers: modifiers.try_into().ok().context("one modifier")?,
			},
			metadata: Hash::repeat_byte(3),
			location_hint: text(&format!("https://catalogue.example/{}", self.serial))?,
			lineage: Lineage::default(),
		})
	}
}
