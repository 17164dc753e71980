//! Whether the chain takes the calls of this client as this client encodes them.
//!
//! The arguments are encoded without a look at the chain's types, so what differs has to be found
//! before: a signed call whose bytes mean something else would be worse than none.

use super::{call::Declared, calls, ChainError, Difference};
use scale_info::{form::PortableForm, Field, PortableRegistry, Registry, TypeDef, Variant};
use std::collections::HashSet;
use subxt::Metadata;

/// Compares every call of this client with what the chain's metadata declares.
pub(super) fn check_calls(metadata: &Metadata) -> Result<(), ChainError> {
	for (pallet, declared) in calls::USED {
		let found = metadata.pallet_by_name(pallet).ok_or(ChainError::PalletMissing { pallet })?;
		for call in declared {
			let fields = found.call_variant_by_name(call.name).map(|v| v.fields.as_slice());
			check_call(call, fields, metadata.types()).map_err(|difference| {
				ChainError::CallDiffers { pallet, call: call.name, difference }
			})?;
		}
	}
	Ok(())
}

fn check_call(
	call: &Declared,
	fields: Option<&[Field<PortableForm>]>,
	theirs: &PortableRegistry,
) -> Result<(), Difference> {
	let fields = fields.ok_or(Difference::Missing)?;
	let arguments = (call.arguments)();
	let (expected, found) = (arguments.len(), fields.len());
	if expected != found {
		return Err(Difference::Count { expected, found });
	}
	let mut registry = Registry::new();
	let ids: Vec<u32> =
		arguments.iter().map(|argument| registry.register_type(argument).id).collect();
	let mut shapes = Shapes { ours: &registry.into(), theirs, seen: HashSet::new() };
	for ((id, field), index) in ids.into_iter().zip(fields).zip(1..) {
		if !shapes.agree(id, field.ty.id) {
			return Err(Difference::Shape { index });
		}
	}
	Ok(())
}

/// Two registries of types, and the pairs that were compared or are being compared.
struct Shapes<'a> {
	ours: &'a PortableRegistry,
	theirs: &'a PortableRegistry,
	seen: HashSet<(u32, u32)>,
}

impl Shapes<'_> {
	/// Whether the types `a` of ours and `b` of theirs encode alike.
	fn agree(&mut self, a: u32, b: u32) -> bool {
		if !self.seen.insert((a, b)) {
			return true;
		}
		let (Some(ours), Some(theirs)) = (self.ours.resolve(a), self.theirs.resolve(b)) else {
			return false;
		};
		match (&ours.type_def, &theirs.type_def) {
			(TypeDef::Composite(a), TypeDef::Composite(b)) => self.fields(&a.fields, &b.fields),
			(TypeDef::Variant(a), TypeDef::Variant(b)) => self.variants(&a.variants, &b.variants),
			(TypeDef::Sequence(a), TypeDef::Sequence(b)) => {
				self.agree(a.type_param.id, b.type_param.id)
			},
			(TypeDef::Array(a), TypeDef::Array(b)) => {
				a.len == b.len && self.agree(a.type_param.id, b.type_param.id)
			},
			(TypeDef::Tuple(a), TypeDef::Tuple(b)) => {
				a.fields.len() == b.fields.len()
					&& a.fields.iter().zip(&b.fields).all(|(a, b)| self.agree(a.id, b.id))
			},
			(TypeDef::Primitive(a), TypeDef::Primitive(b)) => a == b,
			(TypeDef::Compact(a), TypeDef::Compact(b)) => {
				self.agree(a.type_param.id, b.type_param.id)
			},
			_ => false,
		}
	}

	fn fields(&mut self, a: &[Field<PortableForm>], b: &[Field<PortableForm>]) -> bool {
		a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.agree(a.ty.id, b.ty.id))
	}

	/// Variants agree by index, name and fields. The chain may have more than this client knows.
	fn variants(&mut self, a: &[Variant<PortableForm>], b: &[Variant<PortableForm>]) -> bool {
		a.iter().all(|ours| {
			let theirs = b.iter().find(|theirs| theirs.index == ours.index);
			theirs.is_some_and(|theirs| {
				theirs.name == ours.name && self.fields(&ours.fields, &theirs.fields)
			})
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain::calls::consortium;
	use panshi_primitives::{
		consortium::{ComputeNodeInfo, QualificationKind, Role},
		AccountId,
	};
	use scale_info::{meta_type, MetaType};

	/// The fields of a call with arguments of these types, as a chain's metadata has them.
	fn on_chain(arguments: &[MetaType]) -> (Vec<Field<PortableForm>>, PortableRegistry) {
		let mut registry = Registry::new();
		// Types of other calls come first, so that the numbers differ.
		registry.register_type(&meta_type::<Vec<u64>>());
		let fields = arguments
			.iter()
			.map(|ty| Field {
				name: None,
				ty: registry.register_type(ty),
				type_name: None,
				docs: vec![],
			})
			.collect();
		(fields, registry.into())
	}

	fn check(name: &str, arguments: &[MetaType]) -> Result<(), Difference> {
		let call = consortium::CALLS.iter().find(|call| call.name == name).expect("a known call");
		let (fields, types) = on_chain(arguments);
		check_call(call, Some(&fields), &types)
	}

	#[test]
	fn the_same_types_agree() {
		let account = meta_type::<AccountId>();
		assert_eq!(check("grant_role", &[account, meta_type::<Role>()]), Ok(()));
		let info = meta_type::<ComputeNodeInfo>();
		assert_eq!(check("update_node", &[meta_type::<u32>(), info]), Ok(()));
	}

	#[test]
	fn fails_when_the_chain_takes_something_else() {
		let (account, role) = (meta_type::<AccountId>(), meta_type::<Role>());
		assert_eq!(
			check("grant_role", &[account]),
			Err(Difference::Count { expected: 2, found: 1 })
		);
		for (arguments, index) in [
			([meta_type::<[u8; 20]>(), role], 1),
			([account, meta_type::<QualificationKind>()], 2),
			([account, meta_type::<u8>()], 2),
			([account, meta_type::<Option<Role>>()], 2),
		] {
			assert_eq!(check("grant_role", &arguments), Err(Difference::Shape { index }));
		}
		let call = &consortium::CALLS[0];
		assert_eq!(check_call(call, None, &on_chain(&[]).1), Err(Difference::Missing));
	}
}
