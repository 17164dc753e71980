//! The proof, step by step: seals, ancestors, records, events, signatures.

use crate::{
	bundle::{Bundle, Header},
	events::{Event, Types},
	keys::{entry, twox, value},
	nodes::{extrinsic_key, Nodes},
	records::{Records, State},
	relay::{Finality, Finalized},
	signatures::{Checker, Found, Signed},
	trust::Trust,
	Error,
};
use codec::{Compact, Decode};
use panshi_primitives::{
	agreement::{AgreementState, PartySet},
	trail::Subject,
	AccountId, BlockNumber, Hash,
};
use std::collections::{
	btree_map::Entry::{Occupied, Vacant},
	BTreeMap, BTreeSet,
};

/// Events whose extrinsics carry bulk, such as a chunk of a share: the event stands for it.
const BULK: [&str; 2] = ["ShareReceived", "ResultReceived"];

/// What a bundle proves.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Report {
	/// What it is about.
	pub subject: Subject,
	/// Number and hash of the anchor, at whose state the records were read.
	pub anchor: (BlockNumber, Hash),
	/// Time of the anchor by its author's clock, in milliseconds since 1970.
	pub time: u64,
	/// Authorities that sealed the anchor or a block on it.
	pub sealers: usize,
	/// Authorities that there are.
	pub authorities: usize,
	/// What a relay chain finalized, if the reader trusts one.
	pub finalized: Option<Finalized>,
	/// The records.
	pub records: Records,
	/// The events, in order.
	pub trail: Vec<Entry>,
	/// The parties that signed, in the order in which they did.
	pub signatures: Vec<Signed>,
}

/// An event that is proven.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
	/// Block in which it happened.
	pub block: BlockNumber,
	/// Time of the block by its author's clock, in milliseconds since 1970.
	pub time: u64,
	/// What happened.
	pub event: Event,
	/// Account that signed the transaction; `None` for messages of compute nodes and for what the
	/// chain does by itself.
	pub signer: Option<AccountId>,
	/// Whether the signature of the account, or of the compute node, was checked.
	pub checked: bool,
}

/// A bundle that is being made: what it lacks shows when it is attempted.
#[derive(Clone, Debug)]
pub struct Draft {
	/// What it is about.
	pub subject: Subject,
	/// See [`Bundle::sealed`].
	pub sealed: Vec<Header>,
	/// See [`Bundle::relay`].
	pub relay: Option<Finality>,
	/// See [`Bundle::ancestors`].
	pub ancestors: Vec<Header>,
	/// Nodes so far; there may be more than are needed.
	pub nodes: BTreeSet<Vec<u8>>,
}

impl Draft {
	/// Tries to prove the subject with what is there.
	///
	/// # Errors
	/// [`Error::MissingState`] and [`Error::MissingExtrinsic`] say what to add to the nodes before
	/// the next attempt; any other error says that it cannot be proven.
	pub fn attempt(&self, trust: &Trust) -> Result<(Bundle, Report), Error> {
		let nodes = Nodes::new(&self.nodes);
		let Draft { subject, sealed, relay, ancestors, .. } = self.clone();
		let finalized = finality(relay.as_ref(), &sealed, &nodes, trust)?;
		let report = examine((&subject, &sealed, &ancestors), &nodes, trust)?;
		let nodes = nodes.into_used().into_iter().collect();
		let bundle = Bundle { subject, sealed, relay, ancestors, nodes };
		Ok((bundle, Report { finalized, ..report }))
	}
}

impl Bundle {
	/// Checks everything, trusting `trust` alone.
	///
	/// # Errors
	/// Unless everything in the bundle is proven, and every piece of it needed for that.
	pub fn verify(&self, trust: &Trust) -> Result<Report, Error> {
		let nodes = Nodes::new(&self.nodes);
		let finalized = finality(self.relay.as_ref(), &self.sealed, &nodes, trust)?;
		let report = examine((&self.subject, &self.sealed, &self.ancestors), &nodes, trust)?;
		let used = nodes.into_used();
		match self.nodes.iter().eq(&used) {
			true => Ok(Report { finalized, ..report }),
			false => Err(Error::Superfluous { unused: self.nodes.len().abs_diff(used.len()) }),
		}
	}
}

/// What a relay chain finalized of `sealed`, if one is trusted.
fn finality(
	relay: Option<&Finality>,
	sealed: &[Header],
	nodes: &Nodes,
	trust: &Trust,
) -> Result<Option<Finalized>, Error> {
	match (relay, &trust.relay) {
		(None, None) => Ok(None),
		(None, Some(_)) => Err(Error::NoFinality),
		(Some(_), None) => Err(Error::RelayNotTrusted),
		(Some(finality), Some(relay)) => finality.check(sealed, nodes, relay).map(Some),
	}
}

fn examine(
	(subject, sealed, ancestors): (&Subject, &[Header], &[Header]),
	nodes: &Nodes,
	trust: &Trust,
) -> Result<Report, Error> {
	let sealers = trust.check(sealed)?;
	let anchor = sealed.first().ok_or(Error::NoQuorum { found: 0, wanted: trust.quorum })?;
	let hash = anchor.hash();
	let state = State::new(nodes, anchor, hash);
	ensure_chain(&state, trust)?;
	let records = Records::read(&state, subject, &trust.genesis)?;
	let mut known = Known::default();
	let mut blocks = vec![Block::read(&state, (anchor, hash), &records, trust, &mut known)?];
	let mut child = (anchor, hash);
	for header in ancestors {
		let hash = header.hash();
		ensure_linked(nodes, child, (header, hash))?;
		let state = State::new(nodes, header, hash);
		blocks.push(Block::read(&state, (header, hash), &records, trust, &mut known)?);
		child = (header, hash);
	}
	let time = blocks.first().map(|block| block.time).unwrap_or_default();
	let (mut trail, mut signatures) = (Vec::new(), Vec::new());
	for block in blocks.into_iter().rev() {
		trail.extend(block.entries);
		signatures.extend(block.signatures);
	}
	let authorities = trust.authorities.len();
	let subject = subject.clone();
	let anchor = (anchor.number, hash);
	let finalized = None;
	let report = Report {
		subject,
		anchor,
		time,
		sealers,
		authorities,
		finalized,
		records,
		trail,
		signatures,
	};
	report.ensure_whole()?;
	Ok(report)
}

/// Ensures that the anchor is of the trusted chain and has the trusted authorities.
fn ensure_chain(anchor: &State<'_>, trust: &Trust) -> Result<(), Error> {
	let found: Hash =
		anchor.get("hash of the first block", entry("System", "BlockHash", &[twox(0u32)]))?;
	if found != trust.genesis {
		return Err(Error::OtherChain { found, wanted: trust.genesis });
	}
	let authorities: Vec<[u8; 32]> = anchor.get("authorities", value("Aura", "Authorities"))?;
	let same = authorities.iter().eq(trust.authorities.iter().map(|key| &key.0));
	same.then_some(()).ok_or(Error::OtherAuthorities)
}

/// Ensures that `header` is an ancestor of `child`: its parent, or in its list of block hashes.
fn ensure_linked(
	nodes: &Nodes,
	(child, child_hash): (&Header, Hash),
	(header, hash): (&Header, Hash),
) -> Result<(), Error> {
	let number = header.number;
	let linked = match child.number.checked_sub(number) {
		None | Some(0) => return Err(Error::NotLinked { number }),
		Some(1) => child.parent_hash,
		Some(_) => {
			let key = entry("System", "BlockHash", &[twox(number)]);
			let state = State::new(nodes, child, child_hash);
			state.find("hash of a block", key)?.ok_or(Error::NotLinked { number })?
		},
	};
	(linked == hash).then_some(()).ok_or(Error::NotLinked { number })
}

/// The versions of the runtime that made the blocks so far.
#[derive(Default)]
struct Known(BTreeMap<u32, Types>);

impl Known {
	fn get(&mut self, number: BlockNumber, version: u32) -> Result<&Types, Error> {
		match self.0.entry(version) {
			Occupied(known) => Ok(known.into_mut()),
			Vacant(new) => {
				let unknown = Error::UnknownRuntime { number, version };
				Ok(new.insert(Types::of(version).ok_or(unknown)?))
			},
		}
	}
}

/// Keys that are read in the state of every block: what is best asked for at once. `ancestor` is the
/// number of the next block before it in the bundle.
pub fn block_keys(ancestor: Option<BlockNumber>) -> Vec<Vec<u8>> {
	let mut keys = vec![
		value("System", "LastRuntimeUpgrade"),
		value("Timestamp", "Now"),
		value("System", "Events"),
	];
	keys.extend(ancestor.map(|number| entry("System", "BlockHash", &[twox(number)])));
	keys
}

/// What a block proves.
struct Block {
	time: u64,
	entries: Vec<Entry>,
	signatures: Vec<Signed>,
}

/// Version and name of the runtime that made a block.
#[derive(Decode)]
struct Runtime {
	spec_version: Compact<u32>,
	_spec_name: String,
}

impl Block {
	fn read(
		state: &State<'_>,
		(header, hash): (&Header, Hash),
		records: &Records,
		trust: &Trust,
		known: &mut Known,
	) -> Result<Self, Error> {
		let number = header.number;
		let runtime: Runtime =
			state.get("version of the runtime", value("System", "LastRuntimeUpgrade"))?;
		let types = known.get(number, runtime.spec_version.0)?;
		let time = state.get("time", value("Timestamp", "Now"))?;
		let events = state.bytes(value("System", "Events"))?.unwrap_or_else(|| vec![0]);
		let events = types.events(&events).ok_or(Error::Undecodable { what: "events", number })?;
		let subjects = records.subjects();
		let ours = |event: &Event| subjects.iter().any(|subject| event.is_about(subject));
		let checker = Checker { header, state, types, genesis: &trust.genesis, records };
		let mut block = Block { time, entries: Vec::new(), signatures: Vec::new() };
		for event in events.into_iter().filter(ours) {
			let index = event.extrinsic.filter(|_| !BULK.contains(&event.name.as_str()));
			let mut found = Found { signer: None, checked: false };
			if let Some(index) = index {
				let bytes = state
					.extrinsic(&extrinsic_key(index))
					.ok_or(Error::MissingExtrinsic { block: hash, index })?;
				found = checker.check(&bytes, index)?;
				if event.is("Agreements", "Signed") {
					block.signatures.push(checker.consent(&event, &bytes, &found)?);
				}
			}
			let Found { signer, checked } = found;
			block.entries.push(Entry { block: number, time, event, signer, checked });
		}
		Ok(block)
	}
}

impl Report {
	/// Ensures that the events are there which the records say happened.
	fn ensure_whole(&self) -> Result<(), Error> {
		let Records { agreement, content, standing, attestation, job, .. } = &self.records;
		let has = |pallet, name, field, id: u32| {
			self.trail.iter().any(|entry| {
				entry.event.is(pallet, name) && entry.event.field::<u32>(field) == Some(id)
			})
		};
		let of_agreement = |name| has("Agreements", name, "agreement", *agreement);
		if !of_agreement("Proposed") {
			return Err(Error::MissingEvent("the agreement was proposed"));
		}
		let signed = who_signed(&standing.state, content.parties.len());
		for (index, party) in content.parties.iter().enumerate() {
			let proven = self.signatures.iter().any(|signed| signed.party == party.account);
			if signed.contains(index) && !proven {
				return Err(Error::MissingSignature(party.account.clone()));
			}
		}
		if attestation.is_some() && !of_agreement("Activated") {
			return Err(Error::MissingEvent("the agreement was attested"));
		}
		let Some(job) = job else { return Ok(()) };
		let of_job = |name| has("ComputeJobs", name, "job", job.id);
		if !of_job("Created") {
			return Err(Error::MissingEvent("the job was created"));
		}
		if job.record.is_some() && !of_job("Settled") && !of_job("Failed") {
			return Err(Error::MissingEvent("the job ended"));
		}
		Ok(())
	}
}

/// The parties that have certainly signed an agreement in `state`.
fn who_signed(state: &AgreementState, parties: usize) -> PartySet {
	use AgreementState as S;
	match state {
		S::PartlySigned { signed } => *signed,
		S::FullySigned
		| S::Active { .. }
		| S::Terminating { .. }
		| S::Suspended { .. }
		| S::Completed
		| S::Terminated => (0..parties).fold(PartySet::default(), PartySet::with),
		// Before or after some or all of them signed: the events alone say so.
		S::Proposed | S::Expired | S::Rejected { .. } => PartySet::default(),
	}
}
