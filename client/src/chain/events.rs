//! Events of the chain, decoded with its metadata.

use super::{ChainError, Config};
use crate::words;
use codec::Decode;
use panshi_primitives::{seen_text, AccountId};
use scale_info::{form::PortableForm, PortableRegistry, Type, TypeDef, TypeDefPrimitive};
use subxt::{
	events::{Event, Phase},
	ext::scale_value::{self, Composite, Primitive, Value, ValueDef},
	Metadata,
};

/// Something that happened in a block.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ChainEvent {
	/// Pallet that says so.
	pub pallet: String,
	/// Name of the event.
	pub name: String,
	/// Its fields, in order.
	pub fields: Vec<EventField>,
	/// Index of the extrinsic that caused it, if one did.
	pub extrinsic: Option<u32>,
}

/// A field of an event.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EventField {
	/// Its name; empty where the pallet gives none.
	pub name: String,
	/// Its value in words.
	pub text: String,
	bytes: Vec<u8>,
}

impl EventField {
	/// The value as a domain type, if it is one.
	pub fn decode<T: Decode>(&self) -> Option<T> {
		let mut input = self.bytes.as_slice();
		T::decode(&mut input).ok().filter(|_| input.is_empty())
	}

	/// The bytes of the value.
	pub fn bytes(&self) -> &[u8] {
		&self.bytes
	}
}

impl ChainEvent {
	/// The field `name`, if the event has it.
	pub fn field(&self, name: &str) -> Option<&EventField> {
		self.fields.iter().find(|field| field.name == name)
	}

	/// Whether this is the event `name` of `pallet`.
	pub fn is(&self, pallet: &str, name: &str) -> bool {
		self.pallet == pallet && self.name == name
	}

	pub(super) fn read(event: &Event<'_, Config>, metadata: &Metadata) -> Result<Self, ChainError> {
		let declared = metadata
			.pallet_by_event_index(event.pallet_index())
			.and_then(|pallet| pallet.event_variant_by_index(event.event_index()))
			.map(|variant| variant.fields.as_slice())
			.unwrap_or_default();
		let mut input = event.field_bytes();
		let mut fields = Vec::with_capacity(declared.len());
		for field in declared {
			let start = input;
			let value =
				scale_value::scale::decode_as_type(&mut input, field.ty.id, metadata.types())
					.map_err(subxt::Error::other)?;
			let (bytes, _) = start.split_at(start.len() - input.len());
			fields.push(EventField {
				name: field.name.clone().unwrap_or_default(),
				text: text(&value, metadata.types()),
				bytes: bytes.to_vec(),
			});
		}
		Ok(ChainEvent {
			pallet: event.pallet_name().to_owned(),
			name: event.event_name().to_owned(),
			fields,
			extrinsic: match event.phase() {
				Phase::ApplyExtrinsic(index) => Some(index),
				Phase::Initialization | Phase::Finalization => None,
			},
		})
	}
}

/// The value at the start of `bytes`, of the type `id`, in words.
pub(super) fn text_of(mut bytes: &[u8], id: u32, metadata: &Metadata) -> Option<String> {
	let value = scale_value::scale::decode_as_type(&mut bytes, id, metadata.types()).ok()?;
	Some(text(&value, metadata.types()))
}

/// `value` in words: accounts by address, amounts in tokens, hashes in hex, bytes as text where
/// they are text.
pub(super) fn text(value: &Value<u32>, types: &PortableRegistry) -> String {
	let ty = types.resolve(value.context);
	match &value.value {
		ValueDef::Primitive(Primitive::U128(amount)) if is_balance(ty) => words::amount(*amount),
		ValueDef::Primitive(primitive) => primitive_text(primitive),
		ValueDef::BitSequence(bits) => format!("{} bits", bits.len()),
		ValueDef::Variant(variant) => variant_text(&variant.name, &variant.values, types),
		ValueDef::Composite(composite) => composite_text(composite, ty, types),
	}
}

/// Whether `ty` is that of balances: the pallets of this chain count nothing else in 128 bits.
fn is_balance(ty: Option<&Type<PortableForm>>) -> bool {
	ty.is_some_and(|ty| matches!(ty.type_def, TypeDef::Primitive(TypeDefPrimitive::U128)))
}

fn primitive_text(primitive: &Primitive) -> String {
	match primitive {
		Primitive::Bool(true) => "yes".to_owned(),
		Primitive::Bool(false) => "no".to_owned(),
		Primitive::Char(c) => c.to_string(),
		Primitive::String(s) => s.clone(),
		Primitive::U128(n) => n.to_string(),
		Primitive::I128(n) => n.to_string(),
		Primitive::U256(bytes) | Primitive::I256(bytes) => hex_text(bytes),
	}
}

fn variant_text(name: &str, values: &Composite<u32>, types: &PortableRegistry) -> String {
	match (name, values.is_empty()) {
		("None", true) => "none".to_owned(),
		("Some", false) => fields_text(values, types),
		(_, true) => name.to_owned(),
		(_, false) => format!("{name}({})", fields_text(values, types)),
	}
}

fn composite_text(
	composite: &Composite<u32>,
	ty: Option<&Type<PortableForm>>,
	types: &PortableRegistry,
) -> String {
	let name = ty.and_then(|ty| ty.path.segments.last()).map(String::as_str);
	let bytes = bytes_of(composite, ty, types);
	match (name, bytes) {
		(Some("AccountId32"), Some(bytes)) => account_text(&bytes),
		(Some("H256"), Some(bytes)) => hex_text(&bytes),
		(_, Some(bytes)) => match seen_text(&bytes) {
			Some("") => "\"\"".to_owned(),
			Some(text) => text.to_owned(),
			None => hex_text(&bytes),
		},
		(_, None) => match composite {
			Composite::Unnamed(values) if values.len() == 1 => fields_text(composite, types),
			Composite::Unnamed(_) => format!("[{}]", fields_text(composite, types)),
			Composite::Named(_) => format!("{{{}}}", fields_text(composite, types)),
		},
	}
}

fn fields_text(composite: &Composite<u32>, types: &PortableRegistry) -> String {
	let fields: Vec<String> = match composite {
		Composite::Named(fields) => {
			fields.iter().map(|(name, value)| format!("{name}: {}", text(value, types))).collect()
		},
		Composite::Unnamed(values) => values.iter().map(|value| text(value, types)).collect(),
	};
	fields.join(", ")
}

/// The bytes of `composite` if its type holds bytes and nothing else.
fn bytes_of(
	composite: &Composite<u32>,
	ty: Option<&Type<PortableForm>>,
	types: &PortableRegistry,
) -> Option<Vec<u8>> {
	let item = match &ty?.type_def {
		TypeDef::Sequence(sequence) => sequence.type_param.id,
		TypeDef::Array(array) => array.type_param.id,
		TypeDef::Composite(_) => {
			let mut values = composite.values();
			return match (values.next().map(|value| (&value.value, value.context)), values.next()) {
				(Some((ValueDef::Composite(inner), id)), None) => {
					bytes_of(inner, types.resolve(id), types)
				},
				_ => None,
			};
		},
		_ => return None,
	};
	match types.resolve(item)?.type_def {
		TypeDef::Primitive(TypeDefPrimitive::U8) => {
			composite.values().map(|value| u8::try_from(value.as_u128()?).ok()).collect()
		},
		_ => None,
	}
}

fn account_text(bytes: &[u8]) -> String {
	match <[u8; 32]>::try_from(bytes) {
		Ok(bytes) => AccountId::new(bytes).to_string(),
		Err(_) => hex_text(bytes),
	}
}

fn hex_text(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// The value of type `T` in the field `name` of the event `event` of `pallet`.
pub(super) fn find<T: Decode>(
	events: &[ChainEvent],
	pallet: &str,
	event: &str,
	name: &str,
) -> Option<T> {
	events.iter().find(|e| e.is(pallet, event))?.field(name)?.decode()
}

/// Finds, in `event`, a failure of a call that was carried by another call.
///
/// The bytes of such a field are those of a `Result<(), DispatchError>`.
pub(super) fn carried_failure(event: &ChainEvent) -> Option<&[u8]> {
	let field = match (event.pallet.as_str(), event.name.as_str()) {
		("Sudo", "Sudid" | "SudoAsDone") => event.field("sudo_result"),
		("Proxy", "ProxyExecuted")
		| ("Council", "Executed" | "MemberExecuted")
		| ("Multisig", "MultisigExecuted") => event.field("result"),
		_ => None,
	}?;
	match field.bytes().split_first() {
		Some((1, error)) => Some(error),
		_ => None,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;
	use panshi_primitives::{consortium::Role, Hash, Text};
	use scale_info::{meta_type, Registry, TypeInfo};

	fn shown<T: Encode + TypeInfo + 'static>(value: T) -> String {
		let mut registry = Registry::new();
		let id = registry.register_type(&meta_type::<T>()).id;
		let types: PortableRegistry = registry.into();
		let bytes = value.encode();
		let value = scale_value::scale::decode_as_type(&mut bytes.as_slice(), id, &types)
			.expect("a value decodes as its own type");
		text(&value, &types)
	}

	#[test]
	fn values_read_as_people_write_them() {
		let account = AccountId::new([1; 32]);
		let name: Text<64> = b"Lab 1".to_vec().try_into().expect("short");
		assert_eq!(shown(account.clone()), account.to_string());
		assert_eq!(shown(Hash::repeat_byte(0xab)), format!("0x{}", "ab".repeat(32)));
		assert_eq!(shown(name), "Lab 1");
		assert_eq!(shown(Some(7u32)), "7");
		assert_eq!(shown(None::<u32>), "none");
		assert_eq!(shown(Role::Holder), "Holder");
		assert_eq!(shown(vec![1u32, 2]), "[1, 2]");
		assert_eq!(shown(1_500_000_000_000u128), "1.5 PAN");
		assert_eq!(shown([0xffu8, 0]), "0xff00");
		assert_eq!(shown(b"a\x1b".to_vec()), "0x611b");
	}

	#[test]
	fn fields_decode_to_the_domain_type_or_not_at_all() {
		let bytes = 7u32.encode();
		let field = EventField { name: "job".to_owned(), text: "7".to_owned(), bytes };
		assert_eq!(field.decode::<u32>(), Some(7));
		assert_eq!(field.decode::<u16>(), None);
	}

	#[test]
	fn a_carried_call_that_failed_is_found() {
		let field = |bytes: &[u8]| EventField {
			name: "sudo_result".to_owned(),
			text: String::new(),
			bytes: bytes.to_vec(),
		};
		let event = |bytes| ChainEvent {
			pallet: "Sudo".to_owned(),
			name: "Sudid".to_owned(),
			fields: vec![field(bytes)],
			extrinsic: Some(1),
		};
		assert_eq!(carried_failure(&event(&[0])), None);
		assert_eq!(carried_failure(&event(&[1, 2])), Some([2].as_slice()));
	}
}
