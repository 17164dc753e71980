//! Reading from tries of which only some nodes are there, and keeping count of those that were used.

use codec::{Compact, Encode};
use panshi_primitives::Hash;
use sp_runtime::traits::BlakeTwo256;
use sp_trie::{
	read_trie_value, recorder::Recorder, HashDBT, LayoutV0, LayoutV1, MemoryDB, TrieDBMutBuilder,
	TrieMut, EMPTY_PREFIX,
};
use std::collections::BTreeSet;

/// A bag of trie nodes, by hash.
pub(crate) struct Nodes {
	db: MemoryDB<BlakeTwo256>,
	used: Recorder<BlakeTwo256>,
}

/// A node on the way to a key is not in the bag.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Missing;

impl Nodes {
	pub(crate) fn new<'a>(nodes: impl IntoIterator<Item = &'a Vec<u8>>) -> Self {
		let mut db = MemoryDB::with_hasher(Default::default());
		for node in nodes {
			db.insert(EMPTY_PREFIX, node);
		}
		Nodes { db, used: Recorder::default() }
	}

	/// The value of `key` in the trie under `root`: proven to be there, or proven not to be.
	///
	/// Tries of states and of extrinsics differ in how they are made, and are read alike.
	pub(crate) fn read(&self, root: &Hash, key: &[u8]) -> Result<Option<Vec<u8>>, Missing> {
		let mut recorder = self.used.as_trie_recorder(*root);
		read_trie_value::<LayoutV1<BlakeTwo256>, _>(&self.db, root, key, Some(&mut recorder), None)
			.map_err(|_| Missing)
	}

	/// The nodes that were used.
	pub(crate) fn into_used(self) -> BTreeSet<Vec<u8>> {
		self.used.drain_storage_proof().into_nodes()
	}
}

/// The key of extrinsic `index` in the trie of a block's extrinsics.
pub(crate) fn extrinsic_key(index: u32) -> Vec<u8> {
	Compact(index).encode()
}

/// The root of the trie of a block's `extrinsics`, and its nodes.
pub fn extrinsic_nodes(extrinsics: &[Vec<u8>]) -> Option<(Hash, BTreeSet<Vec<u8>>)> {
	let mut db = MemoryDB::<BlakeTwo256>::with_hasher(Default::default());
	let mut root = Hash::default();
	{
		let mut trie = TrieDBMutBuilder::<LayoutV0<BlakeTwo256>>::new(&mut db, &mut root).build();
		for (index, extrinsic) in (0u32..).zip(extrinsics) {
			trie.insert(&extrinsic_key(index), extrinsic).ok()?;
		}
	}
	Some((root, db.drain().into_values().map(|(node, _)| node).collect()))
}
