//! What a runtime says of its own types: its metadata.

use codec::Decode;
use frame_metadata::{v14::StorageEntryType, RuntimeMetadata, RuntimeMetadataPrefixed};
use scale_info::PortableRegistry;
use std::collections::HashMap;

/// Types of a runtime: of what its APIs answer, of what it stores, and of its events.
pub(crate) struct Schema {
	/// The types.
	pub(super) types: PortableRegistry,
	/// Type of the answer of each runtime API method.
	outputs: HashMap<String, u32>,
	/// Type of the value of each storage entry, by pallet and name.
	entries: HashMap<(String, String), u32>,
	/// Type of all events.
	events: u32,
}

/// Why metadata could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SchemaError {
	/// The bytes are no metadata.
	#[error("the metadata of the runtime do not decode: {0}")]
	Malformed(#[from] codec::Error),
	/// The runtime does not have the version that is asked for.
	#[error("the runtime has no metadata of version {}", Schema::VERSION)]
	Version,
}

impl Schema {
	/// Version of the metadata that is read.
	pub(crate) const VERSION: u32 = 15;
	/// Runtime API method that gives them.
	pub(crate) const METHOD: &'static str = "Metadata_metadata_at_version";

	/// Reads the answer of [`Self::METHOD`].
	pub(crate) fn decode(answer: &[u8]) -> Result<Self, SchemaError> {
		let bytes = Option::<Vec<u8>>::decode(&mut &*answer)?.ok_or(SchemaError::Version)?;
		let RuntimeMetadataPrefixed(_, metadata) =
			RuntimeMetadataPrefixed::decode(&mut bytes.as_slice())?;
		let RuntimeMetadata::V15(metadata) = metadata else { return Err(SchemaError::Version) };
		let outputs = metadata.apis.into_iter().flat_map(|api| {
			let name = api.name;
			let methods = api.methods.into_iter();
			methods.map(move |m| (format!("{name}_{}", m.name), m.output.id)).collect::<Vec<_>>()
		});
		let mut entries = HashMap::new();
		for storage in metadata.pallets.into_iter().filter_map(|pallet| pallet.storage) {
			for entry in storage.entries {
				let value = match entry.ty {
					StorageEntryType::Plain(value) | StorageEntryType::Map { value, .. } => value,
				};
				entries.insert((storage.prefix.clone(), entry.name), value.id);
			}
		}
		Ok(Schema {
			outputs: outputs.collect(),
			entries,
			events: metadata.outer_enums.event_enum_ty.id,
			types: metadata.types,
		})
	}

	/// Types without a runtime.
	#[cfg(test)]
	pub(super) fn of_types(types: PortableRegistry) -> Self {
		Schema { types, outputs: HashMap::new(), entries: HashMap::new(), events: 0 }
	}

	/// Type of the answer of a runtime API method, if the runtime has it.
	pub(crate) fn output(&self, method: &str) -> Option<u32> {
		self.outputs.get(method).copied()
	}

	/// Type of the value of a storage entry, if the runtime has it.
	pub(crate) fn entry(&self, pallet: &str, name: &str) -> Option<u32> {
		self.entries.get(&(pallet.to_owned(), name.to_owned())).copied()
	}

	/// Type of all events.
	pub(crate) fn events(&self) -> u32 {
		self.events
	}
}
