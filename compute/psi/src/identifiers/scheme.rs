//! Kinds of identifiers, by names that agreements carry.

use super::{
	field::{date, local, name, number, sex, Reason},
	number::resident_id,
};
use std::{fmt, str::FromStr};
use zeroize::Zeroizing;

/// A kind of identifier. Its printed name is what an agreement says, and parses back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Scheme {
	/// `cn-resident-id`: the number of GB 11643-1999.
	ChineseResidentId,
	/// `national-number/CC`: the number of a person in the register of the country with this code of
	/// ISO 3166-1; letters and digits only.
	NationalNumber(CountryCode),
	/// `name-birth-sex`: family name, given names, date of birth (ISO 8601), sex (ISO/IEC 5218).
	NameAndBirth,
	/// `local/…`: codes that the holders share already, in a name space.
	Local(NameSpace),
}

/// Two capital letters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CountryCode([u8; 2]);

/// One to 64 small letters, digits and hyphens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NameSpace(String);

/// A name that is none of a scheme.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
	"no such scheme: use cn-resident-id, national-number/CC, name-birth-sex or local/NAMESPACE"
)]
pub struct SchemeError;

/// Why an identifier has no form.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum IdentifierError {
	/// It has another number of fields than its scheme.
	#[error("it has {got} fields; the scheme has {wanted}")]
	Fields {
		/// Fields given.
		got: usize,
		/// Fields of the scheme.
		wanted: usize,
	},
	/// A field has no form.
	#[error("{field}: {reason}")]
	Field {
		/// Which field.
		field: &'static str,
		/// Why.
		reason: Reason,
	},
}

type Normalise = fn(&str) -> Result<String, Reason>;

impl Scheme {
	/// The scheme of a country's numbers.
	pub fn national_number(country: &str) -> Result<Self, SchemeError> {
		let code: [u8; 2] = country.as_bytes().try_into().map_err(|_| SchemeError)?;
		let good = code.iter().all(u8::is_ascii_uppercase);
		good.then_some(Self::NationalNumber(CountryCode(code))).ok_or(SchemeError)
	}

	/// The scheme of the codes of a name space.
	pub fn local(space: &str) -> Result<Self, SchemeError> {
		let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
		let good = (1..=64).contains(&space.len()) && space.bytes().all(sign);
		good.then(|| Self::Local(NameSpace(space.to_owned()))).ok_or(SchemeError)
	}

	/// Digest of the scheme's name, which the terms of a session carry.
	pub fn digest(&self) -> [u8; 32] {
		blake3::derive_key("panshi psi 2026 scheme", self.to_string().as_bytes())
	}

	fn fields(&self) -> &'static [(&'static str, Normalise)] {
		match self {
			Self::ChineseResidentId => &[("resident identity number", resident_id)],
			Self::NationalNumber(_) => &[("national number", number)],
			Self::NameAndBirth => &[
				("family name", name),
				("given names", name),
				("date of birth", date),
				("sex", sex),
			],
			Self::Local(_) => &[("code", local)],
		}
	}

	/// The one form of an identifier: each field with its length before it, two bytes little-endian.
	pub fn normalise(&self, given: &[&str]) -> Result<Zeroizing<Vec<u8>>, IdentifierError> {
		let fields = self.fields();
		if given.len() != fields.len() {
			return Err(IdentifierError::Fields { got: given.len(), wanted: fields.len() });
		}
		let mut form = Zeroizing::new(Vec::with_capacity(256));
		for ((field, normalise), given) in fields.iter().zip(given) {
			let error = |reason| IdentifierError::Field { field, reason };
			let text = Zeroizing::new(normalise(given).map_err(error)?);
			let length = u16::try_from(text.len()).map_err(|_| error(Reason::TooLong))?;
			form.extend_from_slice(&length.to_le_bytes());
			form.extend_from_slice(text.as_bytes());
		}
		Ok(form)
	}
}

impl fmt::Display for Scheme {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::ChineseResidentId => f.write_str("cn-resident-id"),
			Self::NationalNumber(CountryCode([a, b])) => {
				write!(f, "national-number/{}{}", char::from(*a), char::from(*b))
			},
			Self::NameAndBirth => f.write_str("name-birth-sex"),
			Self::Local(NameSpace(space)) => write!(f, "local/{space}"),
		}
	}
}

impl FromStr for Scheme {
	type Err = SchemeError;

	fn from_str(name: &str) -> Result<Self, SchemeError> {
		match name.split_once('/') {
			None if name == "cn-resident-id" => Ok(Self::ChineseResidentId),
			None if name == "name-birth-sex" => Ok(Self::NameAndBirth),
			Some(("national-number", country)) => Self::national_number(country),
			Some(("local", space)) => Self::local(space),
			_ => Err(SchemeError),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn names_parse_back_and_have_digests_of_their_own() {
		let names = ["cn-resident-id", "national-number/SE", "name-birth-sex", "local/biobank-7"];
		let schemes = names.map(|name| name.parse::<Scheme>().unwrap());
		assert_eq!(schemes.clone().map(|scheme| scheme.to_string()), names);
		for (index, scheme) in schemes.iter().enumerate() {
			assert!(schemes[..index].iter().all(|other| other.digest() != scheme.digest()));
		}
	}

	#[test]
	fn refuses_other_names() {
		for name in ["", "local", "local/", "local/A", "national-number/se", "national-number/SWE"]
		{
			assert_eq!(name.parse::<Scheme>(), Err(SchemeError), "{name}");
		}
	}

	#[test]
	fn fields_do_not_run_into_each_other() {
		let form = |family, given| {
			Scheme::NameAndBirth.normalise(&[family, given, "2000-01-01", "0"]).unwrap()
		};
		assert_ne!(form("ab", "c"), form("a", "bc"));
		assert_eq!(hex::encode(&*form("ab", "c")), "020061620100630a00323030302d30312d3031010030");
	}

	#[test]
	fn refuses_another_number_of_fields() {
		let error = Scheme::ChineseResidentId.normalise(&["1", "2"]).err();
		assert_eq!(error, Some(IdentifierError::Fields { got: 2, wanted: 1 }));
	}
}
