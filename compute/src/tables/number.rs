//! Numbers of a table: exact decimals.

use codec::{Decode, Encode};

/// What one is: numbers are counted in millionths.
pub const UNIT: i64 = 1_000_000;
/// Digits behind the point.
const DIGITS: usize = 6;
/// Digits before the point.
const WHOLE_DIGITS: usize = 12;
/// No number is greater, in millionths.
pub const MAX_NUMBER: i64 = 1_000_000_000_000 * UNIT;

/// A decimal number with up to six digits behind the point, counted in millionths.
#[derive(Clone, Copy, Debug, Decode, Default, Encode, Eq, Ord, PartialEq, PartialOrd)]
pub struct Number(pub i64);

impl Number {
	/// Reads a number such as `-12.5`.
	pub fn parse(text: &str) -> Option<Self> {
		let (negative, digits) = match text.strip_prefix('-') {
			Some(digits) => (true, digits),
			None => (false, text),
		};
		let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
		let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
		let sound = (1..=WHOLE_DIGITS).contains(&whole.len())
			&& part.len() <= DIGITS
			&& all_digits(whole)
			&& all_digits(part)
			&& !digits.ends_with('.');
		if !sound {
			return None;
		}
		let whole: i64 = whole.parse().ok()?;
		let part: i64 = format!("{part:0<DIGITS$}").parse().ok()?;
		let number = whole.checked_mul(UNIT)?.checked_add(part)?;
		Some(Number(if negative { -number } else { number }))
	}

	/// Whether it is a number of a table.
	pub fn is_sound(self) -> bool {
		(-MAX_NUMBER..=MAX_NUMBER).contains(&self.0)
	}

	/// The nearest floating-point number.
	pub fn to_f64(self) -> f64 {
		self.0 as f64 / UNIT as f64
	}
}

impl std::fmt::Display for Number {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		let (whole, part) = (
			self.0.unsigned_abs() / UNIT.unsigned_abs(),
			self.0.unsigned_abs() % UNIT.unsigned_abs(),
		);
		let sign = if self.0 < 0 { "-" } else { "" };
		let part = format!("{part:0>DIGITS$}");
		match part.trim_end_matches('0') {
			"" => write!(f, "{sign}{whole}"),
			part => write!(f, "{sign}{whole}.{part}"),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn is_written_as_it_is_read() {
		for (text, wanted) in [
			("0", 0),
			("1", UNIT),
			("-1.5", -1_500_000),
			("0.000001", 1),
			("999999999999.999999", MAX_NUMBER - 1),
		] {
			let number = Number::parse(text).expect("a number");
			assert_eq!((number.0, number.to_string().as_str()), (wanted, text));
			assert!(number.is_sound());
		}
		assert_eq!(Number::parse("007.50"), Number::parse("7.5"));
		assert_eq!(Number::parse("-0"), Some(Number(0)));
	}

	#[test]
	fn refuses_what_is_no_number() {
		for text in
			["", "-", ".5", "1.", "1e3", "+1", " 1", "1,5", "1.0000001", "1000000000000", "é"]
		{
			assert_eq!(Number::parse(text), None, "{text}");
		}
	}
}
