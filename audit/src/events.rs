//! Events, decoded with types that this crate brings along: nothing that a node says about them is
//! believed.

use codec::{Compact, Decode, DecodeAll};
use panshi_primitives::{
	trail::{is_of_trails, Subject},
	Hash,
};
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef, TypeDefPrimitive};

/// Deepest nesting of types; the runtime's do not come near it.
const MAX_DEPTH: u32 = 64;
/// Most bytes of a table of types.
const MAX_TABLE: usize = 1_024 * 1_024;

/// The types of the events of one version of the runtime, and what else a proof needs to know of
/// that version. `runtime/tests/audit_types.rs` writes and compares it.
#[derive(Clone, Debug, Decode)]
pub struct Types {
	/// Version of the runtime.
	pub spec_version: u32,
	/// Version of its transactions.
	pub transaction_version: u32,
	/// Number of the type of events.
	event: u32,
	/// The types.
	registry: PortableRegistry,
}

/// The versions of the runtime that this crate knows.
const KNOWN: [&[u8]; 1] = [include_bytes!("../types/1.scale")];

/// An event that a block's state proves.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Event {
	/// Pallet that says so.
	pub pallet: String,
	/// Name of the event.
	pub name: String,
	/// Its fields, in order: name and encoded value.
	pub fields: Vec<(String, Vec<u8>)>,
	/// Index of the extrinsic that caused it, if one did.
	pub extrinsic: Option<u32>,
}

impl Event {
	/// Whether this is the event `name` of `pallet`.
	pub fn is(&self, pallet: &str, name: &str) -> bool {
		self.pallet == pallet && self.name == name
	}

	/// The field `name`, if the event has it and its value is of the type `T`.
	pub fn field<T: Decode>(&self, name: &str) -> Option<T> {
		let (_, bytes) = self.fields.iter().find(|(field, _)| field == name)?;
		T::decode_all(&mut bytes.as_slice()).ok()
	}

	/// Whether it belongs to the trail of `subject`.
	pub fn is_about(&self, subject: &Subject) -> bool {
		is_of_trails(&self.pallet)
			&& self.fields.iter().any(|(name, bytes)| subject.is_named_by(name, bytes))
	}
}

/// When an event happened.
#[derive(Decode)]
enum Phase {
	ApplyExtrinsic(u32),
	Finalization,
	Initialization,
}

impl Types {
	/// The types of version `spec_version` of the runtime, if this crate knows it.
	pub fn of(spec_version: u32) -> Option<Self> {
		let mut known = KNOWN.into_iter().filter_map(Types::from_bytes);
		known.find(|types| types.spec_version == spec_version)
	}

	fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
		(bytes.len() <= MAX_TABLE).then(|| Types::decode_all(&mut bytes).ok()).flatten()
	}

	/// Index of `pallet`, in events as in calls.
	pub fn pallet(&self, pallet: &str) -> Option<u8> {
		let TypeDef::Variant(pallets) = &self.registry.resolve(self.event)?.type_def else {
			return None;
		};
		Some(pallets.variants.iter().find(|variant| variant.name == pallet)?.index)
	}

	/// Index of the event `name` of `pallet`.
	pub fn event_of(&self, pallet: &str, name: &str) -> Option<u8> {
		let TypeDef::Variant(pallets) = &self.registry.resolve(self.event)?.type_def else {
			return None;
		};
		let pallet = pallets.variants.iter().find(|variant| variant.name == pallet)?;
		let id = pallet.fields.first()?.ty.id;
		let TypeDef::Variant(events) = &self.registry.resolve(id)?.type_def else { return None };
		Some(events.variants.iter().find(|variant| variant.name == name)?.index)
	}

	/// The events in `bytes`, which is what a block's state has of them.
	pub fn events(&self, bytes: &[u8]) -> Option<Vec<Event>> {
		let mut input = bytes;
		let Compact(count) = Compact::<u32>::decode(&mut input).ok()?;
		let mut events = Vec::new();
		for _ in 0..count {
			let extrinsic = match Phase::decode(&mut input).ok()? {
				Phase::ApplyExtrinsic(index) => Some(index),
				Phase::Finalization | Phase::Initialization => None,
			};
			let (pallet, name, fields) = self.event(&mut input)?;
			Vec::<Hash>::decode(&mut input).ok()?;
			events.push(Event { pallet, name, fields, extrinsic });
		}
		input.is_empty().then_some(events)
	}

	/// The event at the start of `input`, which moves on behind it.
	#[expect(clippy::type_complexity, reason = "pallet, event and fields, for one caller")]
	fn event(&self, input: &mut &[u8]) -> Option<(String, String, Vec<(String, Vec<u8>)>)> {
		let (pallet, inner) = self.variant(self.event, input)?;
		let [inner] = inner else { return None };
		let (name, declared) = self.variant(inner.ty.id, input)?;
		let mut fields = Vec::with_capacity(declared.len());
		for field in declared {
			let start = *input;
			self.skip(field.ty.id, input, MAX_DEPTH)?;
			let value = start.get(..start.len() - input.len())?;
			fields.push((field.name.clone().unwrap_or_default(), value.to_vec()));
		}
		Some((pallet.to_owned(), name.to_owned(), fields))
	}

	/// Name and fields of the variant of type `id` at the start of `input`, which moves on behind
	/// its index.
	fn variant(&self, id: u32, input: &mut &[u8]) -> Option<(&str, &[Field<PortableForm>])> {
		let TypeDef::Variant(variants) = &self.registry.resolve(id)?.type_def else { return None };
		let index = u8::decode(input).ok()?;
		let variant = variants.variants.iter().find(|variant| variant.index == index)?;
		Some((&variant.name, &variant.fields))
	}

	/// Moves `input` on behind a value of type `id`.
	fn skip(&self, id: u32, input: &mut &[u8], depth: u32) -> Option<()> {
		let depth = depth.checked_sub(1)?;
		match &self.registry.resolve(id)?.type_def {
			TypeDef::Composite(composite) => self.skip_fields(&composite.fields, input, depth),
			TypeDef::Variant(_) => {
				let (_, fields) = self.variant(id, input)?;
				self.skip_fields(fields, input, depth)
			},
			TypeDef::Sequence(sequence) => {
				let Compact(count) = Compact::<u32>::decode(input).ok()?;
				self.skip_many(sequence.type_param.id, count, input, depth)
			},
			TypeDef::Array(array) => self.skip_many(array.type_param.id, array.len, input, depth),
			TypeDef::Tuple(tuple) => {
				tuple.fields.iter().try_for_each(|field| self.skip(field.id, input, depth))
			},
			TypeDef::Primitive(TypeDefPrimitive::Str) => String::decode(input).ok().map(drop),
			TypeDef::Primitive(primitive) => skip_bytes(width(primitive)?, input),
			TypeDef::Compact(_) => Compact::<u128>::decode(input).ok().map(drop),
			TypeDef::BitSequence(_) => None,
		}
	}

	fn skip_fields(
		&self,
		fields: &[Field<PortableForm>],
		input: &mut &[u8],
		depth: u32,
	) -> Option<()> {
		fields.iter().try_for_each(|field| self.skip(field.ty.id, input, depth))
	}

	fn skip_many(&self, id: u32, count: u32, input: &mut &[u8], depth: u32) -> Option<()> {
		if let TypeDef::Primitive(TypeDefPrimitive::U8) = self.registry.resolve(id)?.type_def {
			return skip_bytes(usize::try_from(count).ok()?, input);
		}
		for _ in 0..count {
			let before = input.len();
			self.skip(id, input, depth)?;
			// Items without bytes: any number of them is there.
			if input.len() == before {
				return Some(());
			}
		}
		Some(())
	}
}

fn skip_bytes(count: usize, input: &mut &[u8]) -> Option<()> {
	*input = input.get(count..)?;
	Some(())
}

/// Bytes of a primitive.
fn width(primitive: &TypeDefPrimitive) -> Option<usize> {
	use TypeDefPrimitive::*;
	match primitive {
		Bool | U8 | I8 => Some(1),
		U16 | I16 => Some(2),
		U32 | I32 | Char => Some(4),
		U64 | I64 => Some(8),
		U128 | I128 => Some(16),
		U256 | I256 => Some(32),
		Str => None,
	}
}
