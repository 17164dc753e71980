//! A chain of a few blocks, made here: real tries, real seals, real signatures.

use codec::{Compact, Encode};
use panshi_audit::{extrinsic_nodes, Header, Trust, Types};
use panshi_primitives::{AccountId, Hash};
use sp_core::{sr25519, Pair};
use sp_crypto_hashing::{blake2_128, twox_128, twox_64};
use sp_runtime::{
	generic::{Digest, Era},
	traits::BlakeTwo256,
	DigestItem, MultiAddress, MultiSignature,
};
use sp_trie::{LayoutV1, MemoryDB, TrieDBMutBuilder, TrieMut};
use std::collections::{BTreeMap, BTreeSet};

const AURA: [u8; 4] = *b"aura";
/// Version of the runtime whose events the chain has.
const SPEC_VERSION: u32 = 1;

/// The pair of the development key `name`.
pub(crate) fn pair(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).expect("a valid derivation")
}

/// The account of the development key `name`.
pub(crate) fn account(name: &str) -> AccountId {
	pair(name).public().into()
}

pub(crate) fn twox(key: impl Encode) -> Vec<u8> {
	let key = key.encode();
	[twox_64(&key).as_slice(), &key].concat()
}

pub(crate) fn blake2(key: impl Encode) -> Vec<u8> {
	let key = key.encode();
	[blake2_128(&key).as_slice(), &key].concat()
}

/// A chain that is being made.
pub(crate) struct Chain {
	pub(crate) genesis: Hash,
	pub(crate) authorities: Vec<sr25519::Pair>,
	pub(crate) types: Types,
	/// Headers from block 1 on.
	pub(crate) headers: Vec<Header>,
	/// All nodes of all tries.
	pub(crate) nodes: BTreeSet<Vec<u8>>,
	state: BTreeMap<Vec<u8>, Vec<u8>>,
	/// Extrinsics of the next block, encoded.
	extrinsics: Vec<Vec<u8>>,
	/// Events of the next block, encoded.
	events: Vec<Vec<u8>>,
	slot: u64,
}

impl Chain {
	pub(crate) fn new(authorities: &[&str]) -> Self {
		let genesis = Hash::repeat_byte(0xee);
		let types = Types::of(SPEC_VERSION).expect("the runtime's present version is known");
		let authorities: Vec<_> = authorities.iter().map(|name| pair(name)).collect();
		let mut chain = Chain {
			genesis,
			authorities,
			types,
			headers: Vec::new(),
			nodes: BTreeSet::new(),
			state: BTreeMap::new(),
			extrinsics: Vec::new(),
			events: Vec::new(),
			slot: 1_000,
		};
		let keys: Vec<[u8; 32]> = chain.authorities.iter().map(|pair| pair.public().0).collect();
		chain.set("Aura", "Authorities", &[], keys);
		chain.set("System", "LastRuntimeUpgrade", &[], (Compact(SPEC_VERSION), "panshi"));
		chain.set("System", "BlockHash", &[twox(0u32)], genesis);
		chain.next();
		chain
	}

	pub(crate) fn trust(&self) -> Trust {
		let authorities = self.authorities.iter().map(Pair::public).collect();
		Trust::new(self.genesis, authorities)
	}

	/// Number of the block that is being made.
	pub(crate) fn number(&self) -> u32 {
		u32::try_from(self.headers.len()).expect("few blocks") + 1
	}

	/// Writes a value into the state.
	pub(crate) fn set(&mut self, pallet: &str, item: &str, keys: &[Vec<u8>], value: impl Encode) {
		let prefix = [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat();
		self.state.insert([prefix, keys.concat()].concat(), value.encode());
	}

	/// Adds an event of the extrinsic at `index`, or of none.
	pub(crate) fn event(
		&mut self,
		index: Option<u32>,
		(pallet, name): (&str, &str),
		of: impl Encode,
	) {
		let phase = index.map_or(vec![1], |index| (0u8, index).encode());
		let pallet_index = self.types.pallet(pallet).expect("a pallet with events");
		let event = self.types.event_of(pallet, name).expect("an event of the pallet");
		let no_topics = Vec::<Hash>::new().encode();
		self.events.push([phase, vec![pallet_index, event], of.encode(), no_topics].concat());
	}

	fn push(&mut self, extrinsic: Vec<u8>) -> u32 {
		self.extrinsics.push(extrinsic.encode());
		u32::try_from(self.extrinsics.len()).expect("few extrinsics") - 1
	}

	/// Adds an extrinsic that nobody signed.
	pub(crate) fn bare(&mut self, call: Vec<u8>) -> u32 {
		self.push([vec![0x05], call].concat())
	}

	/// Adds an extrinsic that is authorized by what its call carries.
	pub(crate) fn general(&mut self, call: Vec<u8>) -> u32 {
		let sent = (Era::Immortal, Compact(0u32), Compact(0u128), 0u8).encode();
		self.push([vec![0x45, 0], sent, call].concat())
	}

	/// Adds an extrinsic that `who` signs, valid for 64 blocks from the last one on.
	pub(crate) fn signed(&mut self, who: &str, call: Vec<u8>) -> u32 {
		let era = Era::mortal(64, u64::from(self.number()) - 1);
		let birth = era.birth(u64::from(self.number()));
		let birth = match birth {
			0 => self.genesis,
			number => self.headers[usize::try_from(number).expect("few blocks") - 1].hash(),
		};
		let sent = (era, Compact(7u32), Compact(0u128), 0u8).encode();
		let implicit = (SPEC_VERSION, 1u32, self.genesis, birth, None::<[u8; 32]>).encode();
		let mut payload = [call.clone(), sent.clone(), implicit].concat();
		if payload.len() > 256 {
			payload = sp_crypto_hashing::blake2_256(&payload).to_vec();
		}
		let signature = MultiSignature::from(pair(who).sign(&payload));
		let address = MultiAddress::<AccountId, ()>::Id(account(who));
		let head = (0x84u8, address, signature).encode();
		self.push([head, sent, call].concat())
	}

	/// Seals the block and begins the next one.
	pub(crate) fn next(&mut self) {
		let number = self.number();
		let count = Compact(u32::try_from(self.events.len()).expect("few events")).encode();
		let events = [count, self.events.concat()].concat();
		self.events.clear();
		self.raw("System", "Events", events);
		self.set("Timestamp", "Now", &[], u64::from(number) * 6_000);
		let state_root = self.state_root();
		// As every block has one of the timestamp.
		let extrinsics_root = self.extrinsics_root();
		let parent_hash = self.headers.last().map_or(self.genesis, Header::hash);
		let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA, self.slot.encode())] };
		let mut header = Header { parent_hash, number, state_root, extrinsics_root, digest };
		let turn = usize::try_from(self.slot).expect("a small number") % self.authorities.len();
		let seal = self.authorities[turn].sign(header.hash().as_bytes());
		header.digest.push(DigestItem::Seal(AURA, seal.0.to_vec()));
		self.slot += 1;
		self.set("System", "BlockHash", &[twox(number)], header.hash());
		self.headers.push(header);
		self.bare(vec![2, 0]);
	}

	fn raw(&mut self, pallet: &str, item: &str, bytes: Vec<u8>) {
		let key = [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat();
		self.state.insert(key, bytes);
	}

	fn state_root(&mut self) -> Hash {
		let mut db = MemoryDB::<BlakeTwo256>::with_hasher(Default::default());
		let mut root = Hash::default();
		{
			let mut trie =
				TrieDBMutBuilder::<LayoutV1<BlakeTwo256>>::new(&mut db, &mut root).build();
			for (key, value) in &self.state {
				trie.insert(key, value).expect("memory takes it");
			}
		}
		self.nodes.extend(db.drain().into_values().map(|(node, _)| node));
		root
	}

	fn extrinsics_root(&mut self) -> Hash {
		let extrinsics = std::mem::take(&mut self.extrinsics);
		let (root, nodes) = extrinsic_nodes(&extrinsics).expect("memory takes them");
		self.nodes.extend(nodes);
		root
	}
}
