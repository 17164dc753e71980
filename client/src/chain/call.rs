//! A call of the chain, with its arguments already encoded.

use subxt::{
	ext::{
		scale_encode::{error::ErrorKind, EncodeAsFields, Error as EncodeError, FieldIter},
		scale_type_resolver::TypeResolver,
	},
	tx::Payload,
};

/// What a transaction asks the chain to do.
///
/// The arguments are the SCALE encodings of domain types, which the chain's own types encode to as
/// well: client and chain share `panshi-primitives`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
	pallet: &'static str,
	name: &'static str,
	arguments: Arguments,
}

impl Call {
	pub(crate) fn new(pallet: &'static str, name: &'static str, arguments: Vec<Vec<u8>>) -> Self {
		Call { pallet, name, arguments: Arguments(arguments) }
	}

	/// Name of the pallet, as the runtime calls it.
	pub fn pallet(&self) -> &'static str {
		self.pallet
	}

	/// Name of the call in the pallet.
	pub fn name(&self) -> &'static str {
		self.name
	}
}

impl Payload for Call {
	type CallData = Arguments;

	fn pallet_name(&self) -> &str {
		self.pallet
	}

	fn call_name(&self) -> &str {
		self.name
	}

	fn call_data(&self) -> &Arguments {
		&self.arguments
	}
}

/// Encoded arguments of a [`Call`], in order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Arguments(Vec<Vec<u8>>);

impl EncodeAsFields for Arguments {
	fn encode_as_fields_to<R: TypeResolver>(
		&self,
		fields: &mut dyn FieldIter<'_, R::TypeId>,
		_types: &R,
		out: &mut Vec<u8>,
	) -> Result<(), EncodeError> {
		let expected_len = fields.count();
		if expected_len != self.0.len() {
			let actual_len = self.0.len();
			return Err(EncodeError::new(ErrorKind::WrongLength { actual_len, expected_len }));
		}
		self.0.iter().for_each(|argument| out.extend_from_slice(argument));
		Ok(())
	}
}

/// A call that this client makes: its name and the types of its arguments.
pub(crate) struct Declared {
	/// Name of the call in its pallet.
	pub(crate) name: &'static str,
	/// Types of the arguments, in order.
	pub(crate) arguments: fn() -> Vec<scale_info::MetaType>,
}

/// Defines the calls of one pallet: a builder for each, and the table that [`super::Chain`]
/// compares with the chain's metadata when it connects.
macro_rules! calls {
	($pallet:literal; $(
		$(#[$doc:meta])*
		$name:ident($($argument:ident: $type:ty),* $(,)?);
	)*) => {
		/// Name of the pallet, as the runtime calls it.
		pub const PALLET: &str = $pallet;

		/// Every call this client makes.
		pub(crate) const CALLS: &[crate::chain::call::Declared] = &[$(
			crate::chain::call::Declared {
				name: stringify!($name),
				arguments: || vec![$(scale_info::meta_type::<$type>()),*],
			},
		)*];

		$(
			$(#[$doc])*
			pub fn $name($($argument: $type),*) -> crate::chain::Call {
				crate::chain::Call::new(
					PALLET,
					stringify!($name),
					vec![$(codec::Encode::encode(&$argument)),*],
				)
			}
		)*
	};
}
pub(crate) use calls;

#[cfg(test)]
mod tests {
	use crate::chain::calls::{agreements, consortium};
	use panshi_primitives::{consortium::Role, AccountId, Hash};
	use subxt::ext::scale_encode::{EncodeAsFields, Field};

	fn types() -> scale_info::PortableRegistry {
		scale_info::Registry::new().into()
	}

	#[test]
	fn arguments_are_concatenated() {
		let account = AccountId::new([7; 32]);
		let call = consortium::grant_role(&account, Role::Operator);
		assert_eq!((call.pallet(), call.name()), ("Consortium", "grant_role"));
		let fields = [Field::unnamed(0), Field::unnamed(0)];
		let encoded = subxt::tx::Payload::call_data(&call)
			.encode_as_fields(&mut fields.into_iter(), &types())
			.expect("two arguments for two fields");
		assert_eq!(encoded, [[7u8; 32].as_slice(), &[2]].concat());
	}

	#[test]
	fn fails_when_the_chain_wants_another_number_of_arguments() {
		let call = agreements::sign(3, Hash::zero());
		let fields = [Field::unnamed(0)];
		assert!(subxt::tx::Payload::call_data(&call)
			.encode_as_fields(&mut fields.into_iter(), &types())
			.is_err());
	}
}
