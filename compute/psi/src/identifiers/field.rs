//! Fields of an identifier, each brought into one form. What is not in the form is refused rather
//! than guessed at, so that two holders cannot differ in the guess.

use unicode_normalization::{char::is_combining_mark, UnicodeNormalization};

/// Most bytes of a field as it is given.
const MAX_GIVEN: usize = 512;
/// Most bytes of a field in its form.
const MAX_FORM: usize = 128;

/// Why a field has no form.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Reason {
	/// Nothing is left of it.
	#[error("it is empty")]
	Empty,
	/// It is too long.
	#[error("it is longer than any such field")]
	TooLong,
	/// It has signs that such a field does not have.
	#[error("it has signs that do not belong there")]
	Signs,
	/// It is no date.
	#[error("no date of the form YYYY-MM-DD")]
	Date,
	/// Its check digit does not fit.
	#[error("its check digit does not fit: a slip of the pen")]
	CheckDigit,
	/// It is no code of ISO/IEC 5218.
	#[error("none of 0, 1, 2, 9 of ISO/IEC 5218, nor M or F")]
	Sex,
}

fn bounded(form: String) -> Result<String, Reason> {
	match form.len() {
		0 => Err(Reason::Empty),
		length if length > MAX_FORM => Err(Reason::TooLong),
		_ => Ok(form),
	}
}

fn given(field: &str) -> Result<&str, Reason> {
	(field.len() <= MAX_GIVEN).then_some(field).ok_or(Reason::TooLong)
}

/// A name: compatibility decomposition (NFKD) without the combining diacritical marks U+0300 to
/// U+036F, case folded by lower, upper and again lower case, letters, digits and marks of other
/// scripts only, recomposed (NFC).
pub(super) fn name(field: &str) -> Result<String, Reason> {
	let plain = given(field)?.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
	let folded: String = plain
		.flat_map(char::to_lowercase)
		.flat_map(char::to_uppercase)
		.flat_map(char::to_lowercase)
		.filter(|c| c.is_alphanumeric() || is_combining_mark(*c))
		.collect();
	// Case mapping can bring marks back (İ becomes i and a dot).
	let plain = folded.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
	bounded(plain.nfc().collect())
}

/// Letters and digits of a number: compatibility form (NFKC), upper case, without blanks, hyphens,
/// dots and slashes.
pub(super) fn number(field: &str) -> Result<String, Reason> {
	let separator = |c: char| c.is_whitespace() || "-\u{2010}\u{2011}\u{2013}./".contains(c);
	let form: String =
		given(field)?.nfkc().filter(|c| !separator(*c)).map(|c| c.to_ascii_uppercase()).collect();
	if !form.chars().all(|c| c.is_ascii_alphanumeric()) {
		return Err(Reason::Signs);
	}
	bounded(form)
}

/// A date of ISO 8601, `YYYY-MM-DD`, of the years 1850 to 2150.
pub(super) fn date(field: &str) -> Result<String, Reason> {
	let form: String = given(field)?.nfkc().collect();
	let form = form.trim();
	let bytes = form.as_bytes();
	let shape = bytes.len() == 10
		&& bytes.iter().enumerate().all(|(at, byte)| match at {
			4 | 7 => *byte == b'-',
			_ => byte.is_ascii_digit(),
		});
	let part = |range: std::ops::Range<usize>| form[range].parse::<u16>().unwrap_or_default();
	if shape && is_date(part(0..4), part(5..7), part(8..10)) {
		Ok(form.to_owned())
	} else {
		Err(Reason::Date)
	}
}

/// Whether the Gregorian calendar has this day, between 1850 and 2150.
pub(super) fn is_date(year: u16, month: u16, day: u16) -> bool {
	let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
	let days = match month {
		1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
		4 | 6 | 9 | 11 => 30,
		2 => 28 + u16::from(leap),
		_ => 0,
	};
	(1_850..=2_150).contains(&year) && (1..=days).contains(&day)
}

/// A code of ISO/IEC 5218: 0 not known, 1 male, 2 female, 9 not applicable; M and F are understood.
pub(super) fn sex(field: &str) -> Result<String, Reason> {
	match number(field)?.as_str() {
		code @ ("0" | "1" | "2" | "9") => Ok(code.to_owned()),
		"M" => Ok("1".to_owned()),
		"F" => Ok("2".to_owned()),
		_ => Err(Reason::Sex),
	}
}

/// A local code: canonical composition (NFC), no blanks around it, no control characters; case and
/// all other signs count.
pub(super) fn local(field: &str) -> Result<String, Reason> {
	let form: String = given(field)?.nfc().collect();
	let form = form.trim();
	if form.chars().any(char::is_control) {
		return Err(Reason::Signs);
	}
	bounded(form.to_owned())
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn names_of_many_scripts_have_one_form() {
		for (given, form) in [
			("O’Brien", "obrien"),
			("  Straße ", "strasse"),
			("STRASSE", "strasse"),
			("İpek", "ipek"),
			("Σίσυφος", "σισυφοσ"),
			("ΣΊΣΥΦΟΣ", "σισυφοσ"),
			("张 伟", "张伟"),
			("ｾｷ", "セキ"),
			("ﬁnn", "finn"),
			("김 철수", "김철수"),
			("राम", "राम"),
		] {
			assert_eq!(name(given).as_deref(), Ok(form), "{given}");
		}
		assert_eq!(name(" - "), Err(Reason::Empty));
		assert_eq!(name(&"a".repeat(129)), Err(Reason::TooLong));
		assert_eq!(name(&"a".repeat(513)), Err(Reason::TooLong));
	}

	#[test]
	fn dates_are_those_of_the_calendar() {
		for good in ["2000-02-29", "1999-12-31", " 1850-01-01 ", "２００４-02-29"] {
			assert!(date(good).is_ok(), "{good}");
		}
		for bad in
			["1900-02-29", "2001-02-30", "01-02-2000", "2000-1-2", "1849-12-31", "2000-13-01", ""]
		{
			assert_eq!(date(bad), Err(Reason::Date), "{bad}");
		}
	}

	#[test]
	fn numbers_lose_their_separators_only() {
		assert_eq!(number("19 811218-9876").as_deref(), Ok("198112189876"));
		assert_eq!(number("aa.12/３").as_deref(), Ok("AA123"));
		assert_eq!(number("12#3"), Err(Reason::Signs));
		assert_eq!(number("--"), Err(Reason::Empty));
	}

	#[test]
	fn sex_is_a_code_or_a_letter() {
		for code in ["1", "M", "m", " 1 "] {
			assert_eq!(sex(code).as_deref(), Ok("1"), "{code}");
		}
		assert_eq!(sex("3"), Err(Reason::Sex));
	}

	#[test]
	fn local_codes_keep_their_case() {
		assert_eq!(local(" aB-1 ").as_deref(), Ok("aB-1"));
		assert_eq!(local("a\u{7}b"), Err(Reason::Signs));
	}

	proptest! {
		#[test]
		fn a_form_is_its_own_form(given in any::<String>()) {
			for normalise in [name, number, date, sex, local] {
				if let Ok(form) = normalise(&given) {
					prop_assert_eq!(normalise(&form), Ok(form.clone()));
				}
			}
		}
	}
}
