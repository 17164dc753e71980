//! SCALE encoded values as JSON, by the types in the runtime's metadata.
//!
//! [`JsonValue`](crate::types::JsonValue) says what the JSON looks like. The runtime describes its
//! own types, so that a node shows what a later runtime keeps without being built again.

use super::Schema;
use codec::{Compact, Decode};
use panshi_primitives::{
	agreement::{PartySet, MAX_PARTIES},
	consortium::Roles,
	privacy::Rho,
	seen_text, AccountId, Hash,
};
use scale_info::{form::PortableForm, Field, Type, TypeDef, TypeDefPrimitive};
use serde_json::{Map, Number, Value};

/// How deep types may nest; those of the chain nest about twenty deep.
const MAX_DEPTH: usize = 64;

/// Why bytes do not read as a value of a type.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum ValueError {
	/// The bytes end too early, or hold what the type does not admit.
	#[error("a value does not have the form of its type")]
	Malformed,
	/// The metadata do not describe the type.
	#[error("the metadata do not describe type {0}")]
	UnknownType(u32),
	/// Types nest too deep.
	#[error("types nest more than {MAX_DEPTH} deep")]
	TooDeep,
}

impl From<codec::Error> for ValueError {
	fn from(_: codec::Error) -> Self {
		ValueError::Malformed
	}
}

/// Accounts and hashes that values hold, wherever they stand.
#[derive(Debug, Default)]
pub(crate) struct Named {
	pub(crate) accounts: Vec<AccountId>,
	pub(crate) hashes: Vec<Hash>,
}

impl Schema {
	/// The value of type `id` at the start of `input`, which is then past it.
	pub(crate) fn json(
		&self,
		id: u32,
		input: &mut &[u8],
		named: &mut Named,
	) -> Result<Value, ValueError> {
		Walk { schema: self, named }.value(id, input, 0)
	}

	/// The type `id`.
	pub(crate) fn resolve(&self, id: u32) -> Result<&Type<PortableForm>, ValueError> {
		self.types.resolve(id).ok_or(ValueError::UnknownType(id))
	}
}

struct Walk<'a> {
	schema: &'a Schema,
	named: &'a mut Named,
}

impl Walk<'_> {
	fn value(&mut self, id: u32, input: &mut &[u8], depth: usize) -> Result<Value, ValueError> {
		if depth > MAX_DEPTH {
			return Err(ValueError::TooDeep);
		}
		let schema = self.schema;
		let ty = schema.resolve(id)?;
		if let Some(value) = self.by_name(ty, input)? {
			return Ok(value);
		}
		let depth = depth.saturating_add(1);
		match &ty.type_def {
			TypeDef::Composite(composite) => self.fields(&composite.fields, input, depth),
			TypeDef::Variant(variants) => {
				let index = u8::decode(input)?;
				let variant = variants.variants.iter().find(|variant| variant.index == index);
				let variant = variant.ok_or(ValueError::Malformed)?;
				self.variant(name_of(ty), &variant.name, &variant.fields, input, depth)
			},
			TypeDef::Sequence(sequence) => {
				let length = length(Compact::<u32>::decode(input)?.0)?;
				match schema.is_byte(sequence.type_param.id)? {
					true => Ok(text_or_hex(take(input, length)?)),
					false => self.items(sequence.type_param.id, length, input, depth),
				}
			},
			TypeDef::Array(array) => {
				let length = length(array.len)?;
				match schema.is_byte(array.type_param.id)? {
					true => Ok(code_or_hex(take(input, length)?)),
					false => self.items(array.type_param.id, length, input, depth),
				}
			},
			TypeDef::Tuple(tuple) if tuple.fields.is_empty() => Ok(Value::Null),
			TypeDef::Tuple(tuple) => {
				tuple.fields.iter().map(|field| self.value(field.id, input, depth)).collect()
			},
			TypeDef::Primitive(primitive) => number(primitive, input),
			TypeDef::Compact(compact) => {
				let value = Compact::<u128>::decode(input)?.0;
				let is_short = matches!(
					schema.resolve(compact.type_param.id)?.type_def,
					TypeDef::Primitive(
						TypeDefPrimitive::U8 | TypeDefPrimitive::U16 | TypeDefPrimitive::U32
					)
				);
				Ok(match u32::try_from(value) {
					Ok(short) if is_short => short.into(),
					_ => value.to_string().into(),
				})
			},
			// Nothing on this chain is a sequence of bits.
			TypeDef::BitSequence(_) => Err(ValueError::Malformed),
		}
	}

	/// Types that have a form of their own.
	fn by_name(
		&mut self,
		ty: &Type<PortableForm>,
		input: &mut &[u8],
	) -> Result<Option<Value>, ValueError> {
		let is_ours = ty.path.segments.first().is_some_and(|first| first == "panshi_primitives");
		Ok(Some(match name_of(ty) {
			"AccountId32" => {
				let account = AccountId::decode(input)?;
				let text = account.to_string();
				self.named.accounts.push(account);
				text.into()
			},
			"H256" => {
				let hash = Hash::decode(input)?;
				self.named.hashes.push(hash);
				hex_text(hash.as_bytes()).into()
			},
			"Rho" if is_ours => Rho::decode(input)?.to_string().into(),
			"PartySet" if is_ours => {
				let set = PartySet::decode(input)?;
				let indexes = (0..MAX_PARTIES)
					.filter(|index| usize::try_from(*index).is_ok_and(|index| set.contains(index)));
				indexes.map(Value::from).collect()
			},
			"Roles" if is_ours => {
				let roles = Roles::decode(input)?;
				let words = roles.iter().map(serde_json::to_value);
				Value::Array(words.collect::<Result<_, _>>().map_err(|_| ValueError::Malformed)?)
			},
			_ => return Ok(None),
		}))
	}

	fn variant(
		&mut self,
		of: &str,
		name: &str,
		fields: &[Field<PortableForm>],
		input: &mut &[u8],
		depth: usize,
	) -> Result<Value, ValueError> {
		match (of, name, fields) {
			("Option", "None", _) => Ok(Value::Null),
			("Option", "Some", [field]) => self.value(field.ty.id, input, depth),
			(_, name, []) => Ok(camel_case(name).into()),
			(_, name, fields) => {
				let content = self.fields(fields, input, depth)?;
				Ok(Value::Object(Map::from_iter([(camel_case(name), content)])))
			},
		}
	}

	/// Named fields as an object; one without a name as what it holds, several as a list.
	fn fields(
		&mut self,
		fields: &[Field<PortableForm>],
		input: &mut &[u8],
		depth: usize,
	) -> Result<Value, ValueError> {
		match fields {
			[] => Ok(Value::Null),
			[field] if field.name.is_none() => self.value(field.ty.id, input, depth),
			fields if fields.iter().all(|field| field.name.is_none()) => {
				fields.iter().map(|field| self.value(field.ty.id, input, depth)).collect()
			},
			fields => {
				let mut object = Map::new();
				for field in fields {
					let name = camel_case(field.name.as_deref().unwrap_or_default());
					object.insert(name, self.value(field.ty.id, input, depth)?);
				}
				Ok(Value::Object(object))
			},
		}
	}

	fn items(
		&mut self,
		id: u32,
		length: usize,
		input: &mut &[u8],
		depth: usize,
	) -> Result<Value, ValueError> {
		// No more than there are bytes: items of no bytes are nothing on this chain.
		if length > input.len() {
			return Err(ValueError::Malformed);
		}
		(0..length).map(|_| self.value(id, input, depth)).collect()
	}
}

impl Schema {
	fn is_byte(&self, id: u32) -> Result<bool, ValueError> {
		Ok(matches!(self.resolve(id)?.type_def, TypeDef::Primitive(TypeDefPrimitive::U8)))
	}
}

fn name_of(ty: &Type<PortableForm>) -> &str {
	ty.path.segments.last().map_or("", String::as_str)
}

fn length(length: u32) -> Result<usize, ValueError> {
	usize::try_from(length).map_err(|_| ValueError::Malformed)
}

fn take<'a>(input: &mut &'a [u8], length: usize) -> Result<&'a [u8], ValueError> {
	let (taken, rest) = input.split_at_checked(length).ok_or(ValueError::Malformed)?;
	*input = rest;
	Ok(taken)
}

/// Numbers of up to 32 bits as numbers, greater ones as decimal strings: no client loses digits.
fn number(primitive: &TypeDefPrimitive, input: &mut &[u8]) -> Result<Value, ValueError> {
	use TypeDefPrimitive as P;
	Ok(match primitive {
		P::Bool => bool::decode(input)?.into(),
		P::U8 => Number::from(u8::decode(input)?).into(),
		P::U16 => Number::from(u16::decode(input)?).into(),
		P::U32 => Number::from(u32::decode(input)?).into(),
		P::I8 => Number::from(i8::decode(input)?).into(),
		P::I16 => Number::from(i16::decode(input)?).into(),
		P::I32 => Number::from(i32::decode(input)?).into(),
		P::U64 => u64::decode(input)?.to_string().into(),
		P::U128 => u128::decode(input)?.to_string().into(),
		P::I64 => i64::decode(input)?.to_string().into(),
		P::I128 => i128::decode(input)?.to_string().into(),
		P::U256 | P::I256 => hex_text(take(input, 32)?).into(),
		P::Str => String::decode(input)?.into(),
		P::Char => {
			let c = char::from_u32(u32::decode(input)?).ok_or(ValueError::Malformed)?;
			c.to_string().into()
		},
	})
}

/// Text as text, other bytes in hexadecimal digits.
fn text_or_hex(bytes: &[u8]) -> Value {
	match seen_text(bytes) {
		Some(text) => text.into(),
		None => hex_text(bytes).into(),
	}
}

/// A country code as its two letters, other bytes of a fixed number in hexadecimal digits.
fn code_or_hex(bytes: &[u8]) -> Value {
	match bytes {
		[a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => text_or_hex(bytes),
		_ => hex_text(bytes).into(),
	}
}

/// The hexadecimal digits of `bytes`, after `0x`.
pub(crate) fn hex_text(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// `FullySigned` as `fullySigned`, `sign_before` as `signBefore`.
pub(crate) fn camel_case(name: &str) -> String {
	let mut text = String::with_capacity(name.len());
	let mut words = name.split('_').filter(|word| !word.is_empty());
	if let Some(first) = words.next() {
		text.extend(with_first(first, char::to_ascii_lowercase));
	}
	for word in words {
		text.extend(with_first(word, char::to_ascii_uppercase));
	}
	text
}

fn with_first(word: &str, change: fn(&char) -> char) -> impl Iterator<Item = char> + '_ {
	word.chars().enumerate().map(move |(i, c)| if i == 0 { change(&c) } else { c })
}

#[cfg(test)]
mod tests;
