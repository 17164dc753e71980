// SPDX-License-Identifier: GPL-3.0-only

//! Keeps the index at the newest finalized block.

use super::{error::SearchTaskError, record};
use crate::service::{Backend, Block, Client};
use futures::{FutureExt, StreamExt};
use panshi_primitives::{
	agreement::{AgreementId, TemplateId},
	catalogue::{AgreedPrice, Changes, Entry},
	consortium::Member,
	data::DataId,
	AccountId, BlockNumber, Hash,
};
use panshi_runtime::catalogue_api::{CatalogueApi, MAX_ENTRIES};
use panshi_search::{Batch, BlockRef, Index, IndexError};
use polkadot_sdk::*;
use sc_client_api::{Backend as _, BlockchainEvents};
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::Notify;

/// Most blocks whose changes are read one by one; beyond that building anew is faster.
const MAX_GAP: BlockNumber = 4_096;

/// The task that writes the index.
pub(super) struct Follower {
	client: Arc<Client>,
	backend: Arc<Backend>,
	index: Index,
	/// Asks for the index to be built anew.
	rebuild: Arc<Notify>,
}

/// A finalized block.
#[derive(Clone, Copy)]
struct Target {
	hash: Hash,
	number: BlockNumber,
}

impl Target {
	fn block(self) -> BlockRef {
		BlockRef { number: self.number, hash: format!("{:?}", self.hash) }
	}
}

/// What the index takes in at once.
#[derive(Default)]
struct News {
	members: Vec<(AccountId, Member)>,
	entries: Vec<Entry>,
	prices: Vec<AgreedPrice>,
	templates: Vec<(TemplateId, panshi_primitives::agreement::Template)>,
	/// Asked for and not in force any more.
	ended: Vec<AgreementId>,
	/// Asked for and not to be filled any more.
	retired: Vec<TemplateId>,
}

impl News {
	fn write(&self, batch: &mut Batch<'_>) -> Result<(), IndexError> {
		self.members.iter().try_for_each(|member| batch.holder(&record::holder(member)))?;
		self.entries.iter().try_for_each(|entry| batch.put(&record::record(entry)))?;
		self.ended.iter().try_for_each(|agreement| batch.end_authorization(*agreement))?;
		self.prices.iter().try_for_each(|p| batch.authorization(&record::authorization(p)))?;
		self.retired.iter().try_for_each(|template| batch.retire_template(*template))?;
		self.templates.iter().try_for_each(|t| batch.template(&record::template(t)))
	}
}

impl Follower {
	pub(super) fn new(
		client: Arc<Client>,
		backend: Arc<Backend>,
		index: Index,
		rebuild: Arc<Notify>,
	) -> Self {
		Follower { client, backend, index, rebuild }
	}

	/// Follows the chain for as long as the node runs.
	pub(super) async fn run(mut self) {
		let mut finalized = self.client.finality_notification_stream();
		let rebuild = self.rebuild.clone();
		loop {
			// Of blocks that came meanwhile, the last one tells of all.
			while let Some(Some(_)) = finalized.next().now_or_never() {}
			let info = self.client.info();
			self.advance(Target { hash: info.finalized_hash, number: info.finalized_number });
			tokio::select! {
				block = finalized.next() => match block {
					Some(_) => (),
					None => return,
				},
				() = rebuild.notified() => self.forget(),
			}
		}
	}

	/// Throws the index away, so that the next step builds it anew.
	fn forget(&mut self) {
		tracing::info!(target: "search", "the index is built anew, as was asked for");
		if let Err(error) = self.index.clear() {
			tracing::warn!(target: "search", "the index cannot be thrown away: {error}");
		}
	}

	/// Brings the index to `target`. Where that fails, the next finalized block is another try.
	fn advance(&mut self, target: Target) {
		// The state of the block stays until it has been read.
		if let Err(error) = self.backend.pin_block(target.hash) {
			tracing::warn!(target: "search", "block {} cannot be read: {error}", target.number);
			return;
		}
		if let Err(error) = self.try_advance(target) {
			tracing::warn!(target: "search", "the index stays behind block {}: {error}", target.number);
		}
		self.backend.unpin_block(target.hash);
	}

	fn try_advance(&mut self, target: Target) -> Result<(), SearchTaskError> {
		let known = self.client.runtime_api().has_api::<dyn CatalogueApi<Block>>(target.hash)?;
		if !known {
			tracing::debug!(target: "search", "the runtime of block {} has no catalogue", target.number);
			return Ok(());
		}
		match self.index.block()? {
			Some(known) if known == target.block() => Ok(()),
			Some(known) => match self.changes_since(&known, target) {
				Some(changes) => self.apply(&changes, target),
				None => self.rebuild(target),
			},
			None => self.rebuild(target),
		}
	}

	/// What changed after the block `known` up to `target`; `None` where that cannot be told.
	fn changes_since(&self, known: &BlockRef, target: Target) -> Option<Changes> {
		let gap = target.number.checked_sub(known.number)?;
		let hash = self.client.hash(known.number).ok()??;
		if gap > MAX_GAP || format!("{hash:?}") != known.hash {
			return None;
		}
		let mut all = Changes::default();
		for number in known.number.saturating_add(1)..=target.number {
			let hash = self.client.hash(number).ok()??;
			let changes = self.client.runtime_api().catalogue_changes(hash).ok()?;
			all.identities.extend(changes.identities);
			all.authorizations.extend(changes.authorizations);
			all.templates.extend(changes.templates);
			all.members.extend(changes.members);
		}
		Some(all)
	}

	/// Takes the changes in, as they stand at `target`.
	fn apply(&mut self, changes: &Changes, target: Target) -> Result<(), SearchTaskError> {
		let identities = distinct(&changes.identities);
		let members = distinct(&changes.members);
		let mut news = self.agreed(&distinct(&changes.authorizations), target)?;
		let templates = self.templates(&distinct(&changes.templates), target)?;
		(news.templates, news.retired) = (templates.templates, templates.retired);
		for page in identities.chunks(MAX_ENTRIES) {
			news.entries.extend(self.entries(page, target)?);
		}
		let holders = news.entries.iter().map(|entry| entry.identity.holder.clone());
		let who: BTreeSet<AccountId> = holders.chain(members).collect();
		news.members = self.members(&who, target)?;
		self.index.write(|batch| {
			news.write(batch)?;
			batch.at(&target.block())
		})?;
		Ok(())
	}

	/// Builds the index anew from the state of `target`.
	fn rebuild(&mut self, target: Target) -> Result<(), SearchTaskError> {
		let started = std::time::Instant::now();
		self.index.clear()?;
		let sizes = self.client.runtime_api().catalogue_sizes(target.hash)?;
		let mut known = BTreeSet::new();
		for first in (0..sizes.identities).step_by(MAX_ENTRIES) {
			let page: Vec<DataId> = page(first, sizes.identities);
			let entries = self.entries(&page, target)?;
			let holders = entries.iter().map(|entry| entry.identity.holder.clone());
			let new: BTreeSet<AccountId> = holders.filter(|who| !known.contains(who)).collect();
			let members = self.members(&new, target)?;
			known.extend(new);
			let news = News { members, entries, ..News::default() };
			self.index.write(|batch| news.write(batch))?;
		}
		for first in (0..sizes.agreements).step_by(MAX_ENTRIES) {
			let news = self.agreed(&page(first, sizes.agreements), target)?;
			self.index.write(|batch| news.write(batch))?;
		}
		for first in (0..sizes.templates).step_by(MAX_ENTRIES) {
			let news = self.templates(&page(first, sizes.templates), target)?;
			self.index.write(|batch| news.write(batch))?;
		}
		self.index.write(|batch| batch.at(&target.block()))?;
		tracing::info!(
			target: "search",
			"the index was built from block {}: {} data identities in {:.1} s",
			target.number, sizes.identities, started.elapsed().as_secs_f32(),
		);
		Ok(())
	}

	fn entries(&self, page: &[DataId], target: Target) -> Result<Vec<Entry>, SearchTaskError> {
		Ok(self.client.runtime_api().catalogue_entries(target.hash, page.to_vec())?)
	}

	fn members(
		&self,
		who: &BTreeSet<AccountId>,
		target: Target,
	) -> Result<Vec<(AccountId, Member)>, SearchTaskError> {
		let who: Vec<AccountId> = who.iter().cloned().collect();
		let mut members = Vec::new();
		for page in who.chunks(MAX_ENTRIES) {
			let api = self.client.runtime_api();
			members.extend(api.catalogue_members(target.hash, page.to_vec())?);
		}
		Ok(members)
	}

	/// What was agreed by those of `agreements` that are in force, and which are not.
	fn agreed(&self, agreements: &[AgreementId], target: Target) -> Result<News, SearchTaskError> {
		let mut news = News::default();
		for page in agreements.chunks(MAX_ENTRIES) {
			let api = self.client.runtime_api();
			news.prices.extend(api.agreed_prices(target.hash, page.to_vec())?);
		}
		let in_force: BTreeSet<_> = news.prices.iter().map(|price| price.agreement).collect();
		news.ended = agreements.iter().copied().filter(|a| !in_force.contains(a)).collect();
		Ok(news)
	}

	/// Those of `templates` that may be filled, and which may not.
	fn templates(&self, templates: &[TemplateId], target: Target) -> Result<News, SearchTaskError> {
		let mut news = News::default();
		for page in templates.chunks(MAX_ENTRIES) {
			let api = self.client.runtime_api();
			news.templates.extend(api.open_templates(target.hash, page.to_vec())?);
		}
		let open: BTreeSet<_> = news.templates.iter().map(|(id, _)| *id).collect();
		news.retired = templates.iter().copied().filter(|t| !open.contains(t)).collect();
		Ok(news)
	}
}

/// A page of numbers from `first` on, below `end`.
fn page(first: u32, end: u32) -> Vec<u32> {
	(first..end).take(MAX_ENTRIES).collect()
}

fn distinct<T: Clone + Ord>(items: &[T]) -> Vec<T> {
	items.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect()
}
