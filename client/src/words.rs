//! How domain types are written for people: in files, on the command line and in tables.

use panshi_primitives::{
	agreement::AgreementKind,
	audit::Verdict,
	consortium::{QualificationKind, Role, Roles},
	duo::Field,
	genomics::{NormalisationRule, ReferenceBuild},
	is_seen,
	privacy::{Allowance, PrivacyLoss, Rho},
	Balance, Hash,
};
use std::str::FromStr;

/// Name of the token.
pub const TOKEN: &str = "PAN";
/// Digits of an amount after the point.
pub const DECIMALS: u32 = 12;
const ONE_TOKEN: Balance = 10u128.pow(DECIMALS);

/// A value that has a word of its own.
pub trait Word: Copy + PartialEq + Sized + 'static {
	/// Every value with its word.
	const WORDS: &'static [(&'static str, Self)];

	/// The word for this value.
	fn word(self) -> &'static str {
		Self::WORDS.iter().find(|(_, value)| *value == self).map_or("?", |(word, _)| word)
	}

	/// The value that `text` stands for.
	fn from_word(text: &str) -> Result<Self, UnknownWord> {
		let found = Self::WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
		found.map(|(_, value)| *value).ok_or_else(|| UnknownWord {
			word: text.to_owned(),
			known: Self::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "),
		})
	}
}

/// A word that stands for nothing.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("\"{word}\" is none of: {known}")]
pub struct UnknownWord {
	/// What was written.
	pub word: String,
	/// What could have been.
	pub known: String,
}

impl Word for Role {
	const WORDS: &'static [(&'static str, Self)] = &[
		("holder", Role::Holder),
		("consumer", Role::Consumer),
		("operator", Role::Operator),
		("auditor", Role::Auditor),
		("third-party", Role::ThirdParty),
	];
}

impl Word for QualificationKind {
	const WORDS: &'static [(&'static str, Self)] = &[
		("legal-entity", QualificationKind::LegalEntity),
		("laboratory-licence", QualificationKind::LaboratoryLicence),
		("ethics-approval", QualificationKind::EthicsApproval),
		("data-security", QualificationKind::DataSecurity),
		("genetic-resources-filing", QualificationKind::GeneticResourcesFiling),
		("researcher-status", QualificationKind::ResearcherStatus),
	];
}

impl Word for AgreementKind {
	const WORDS: &'static [(&'static str, Self)] = &[
		("publication", AgreementKind::Publication),
		("authorization", AgreementKind::Authorization),
	];
}

impl Word for Verdict {
	const WORDS: &'static [(&'static str, Self)] = &[
		("unqualified", Verdict::Unqualified),
		("qualified", Verdict::Qualified),
		("adverse", Verdict::Adverse),
		("disclaimer", Verdict::Disclaimer),
	];
}

impl Word for ReferenceBuild {
	const WORDS: &'static [(&'static str, Self)] = &[
		(ReferenceBuild::None.name(), ReferenceBuild::None),
		(ReferenceBuild::Grch37.name(), ReferenceBuild::Grch37),
		(ReferenceBuild::Grch38.name(), ReferenceBuild::Grch38),
		(ReferenceBuild::Chm13.name(), ReferenceBuild::Chm13),
	];
}

impl Word for Field {
	const WORDS: &'static [(&'static str, Self)] = &[
		("general-research", Field::GeneralResearch),
		("health-medical-biomedical", Field::HealthMedicalBiomedical),
		("disease", Field::Disease),
		("population-origins-ancestry", Field::PopulationOriginsAncestry),
	];
}

/// The words of `roles`.
pub fn roles(roles: Roles) -> String {
	roles.iter().map(Word::word).collect::<Vec<_>>().join(", ")
}

/// `rule` as files write it: `trimmed`, or `fully-justified 0x…` with the digest of the reference.
pub fn rule(rule: &NormalisationRule) -> String {
	match rule {
		NormalisationRule::Trimmed => "trimmed".to_owned(),
		NormalisationRule::FullyJustified { reference } => {
			format!("fully-justified {}", hash(reference))
		},
	}
}

/// What may be released: `at most rho 1.5, noised`, or `any, exact ones too`.
pub fn allowance(allowance: &Allowance) -> String {
	match allowance {
		Allowance::AtMost(rho) => format!("at most rho {rho}, noised"),
		Allowance::Unlimited => "any, exact ones too".to_owned(),
	}
}

/// What a job takes from a budget.
pub fn loss(loss: &PrivacyLoss) -> String {
	match loss {
		PrivacyLoss::Bounded(rho) => format!("rho {rho}"),
		PrivacyLoss::Exact => "an exact result".to_owned(),
	}
}

/// Text that is no privacy loss.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("\"{0}\" is no rho: write a number such as 0.5, with at most six digits after the point")]
pub struct NotARho(String);

/// Reads a decimal number of at most six digits after the point.
pub fn parse_rho(text: &str) -> Result<Rho, NotARho> {
	let wrong = || NotARho(text.to_owned());
	let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
	let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
	if !is_number(whole) || !is_number(part) || part.len() > 6 {
		return Err(wrong());
	}
	let number = |digits: &str| digits.parse::<u64>().map_err(|_| wrong());
	let micro = number(&format!("{part:0<6}"))?;
	let ones = number(whole)?.checked_mul(Rho::ONE.micro());
	ones.and_then(|ones| ones.checked_add(micro)).map(Rho::from_micro).ok_or_else(wrong)
}

/// A number of thousandths as a decimal number.
pub fn thousandths(number: u64) -> String {
	Rho::from_micro(number.saturating_mul(1_000)).to_string()
}

/// The 64 hexadecimal digits of `hash`, after `0x`.
pub fn hash(hash: &Hash) -> String {
	bytes(hash.as_bytes())
}

/// The hexadecimal digits of `bytes`, after `0x`.
pub fn bytes(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// Reads 32 bytes from hexadecimal digits, with or without `0x`.
pub fn parse_bytes32(text: &str) -> Option<[u8; 32]> {
	let digits = text.strip_prefix("0x").unwrap_or(text);
	hex::decode(digits).ok()?.try_into().ok()
}

/// Reads a hash from 64 hexadecimal digits, with or without `0x`.
pub fn parse_hash(text: &str) -> Result<Hash, NotAHash> {
	parse_bytes32(text).map(Hash::from).ok_or_else(|| NotAHash(text.to_owned()))
}

/// A text that is no hash.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("\"{0}\" is not 64 hexadecimal digits")]
pub struct NotAHash(String);

/// `text` of somebody else for people, on one line: see [`seen`]. What is not UTF-8 is replaced.
pub fn text(text: &[u8]) -> String {
	seen(&String::from_utf8_lossy(text))
}

/// `text` with the codes, such as `\u{1b}`, of the characters that a reader would not see or that
/// would hide, move or turn round what stands beside them.
pub fn seen(text: &str) -> String {
	escaped(text, |c| !is_seen(c), |c| c.escape_unicode().to_string())
}

/// `text` of several lines and columns, each as [`seen`] gives it.
pub fn seen_lines(text: &str) -> String {
	let hides = |c: char| !is_seen(c) && !matches!(c, '\n' | '\t');
	escaped(text, hides, |c| c.escape_unicode().to_string())
}

/// `text` of somebody else between quotation marks, which it cannot close.
pub fn quoted(text: &[u8]) -> String {
	let text = String::from_utf8_lossy(text);
	let text = escaped(&text, |c| matches!(c, '"' | '\\'), |c| format!("\\{c}"));
	format!("\"{}\"", seen(&text))
}

/// `json` with the characters that [`seen`] replaces in the escapes of JSON: the same value.
pub fn seen_json(json: &str) -> String {
	let hides = |c: char| !is_seen(c) && c != '\n';
	let code = |c: char| {
		let mut units = [0; 2];
		c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
	};
	escaped(json, hides, code)
}

/// `text` with `code` in the place of every character that `hides`.
fn escaped(text: &str, hides: impl Fn(char) -> bool, code: impl Fn(char) -> String) -> String {
	let mut escaped = String::with_capacity(text.len());
	for c in text.chars() {
		match hides(c) {
			true => escaped.push_str(&code(c)),
			false => escaped.push(c),
		}
	}
	escaped
}

/// `amount` in tokens, such as `1.5 PAN`.
pub fn amount(amount: Balance) -> String {
	let whole = amount / ONE_TOKEN;
	match amount % ONE_TOKEN {
		0 => format!("{whole} {TOKEN}"),
		part => {
			let part = format!("{part:012}");
			format!("{whole}.{} {TOKEN}", part.trim_end_matches('0'))
		},
	}
}

/// An amount of money as people write it: `1.5 PAN`, or a whole number of the smallest unit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Amount(pub Balance);

/// A text that is no amount.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("\"{0}\" is no amount. Write tokens, such as \"1.5 PAN\", or a whole number of the smallest unit")]
pub struct NotAnAmount(String);

impl FromStr for Amount {
	type Err = NotAnAmount;

	fn from_str(text: &str) -> Result<Self, NotAnAmount> {
		let wrong = || NotAnAmount(text.to_owned());
		let digits = |digits: &str| {
			let plain: String = digits.chars().filter(|c| *c != '_').collect();
			match plain.chars().all(|c| c.is_ascii_digit()) {
				true => plain.parse::<Balance>().map_err(|_| wrong()),
				false => Err(wrong()),
			}
		};
		let Some(tokens) = text.trim().strip_suffix(TOKEN) else {
			return digits(text.trim()).map(Amount);
		};
		let (whole, part) = tokens.trim().split_once('.').unwrap_or((tokens.trim(), "0"));
		let length = u32::try_from(part.len()).map_err(|_| wrong())?;
		if part.contains('_') {
			return Err(wrong());
		}
		let scale = DECIMALS.checked_sub(length).ok_or_else(wrong)?;
		let part = digits(part)? * 10u128.pow(scale);
		let whole = digits(whole)?.checked_mul(ONE_TOKEN).ok_or_else(wrong)?;
		whole.checked_add(part).map(Amount).ok_or_else(wrong)
	}
}

/// `milliseconds` since 1970 as a date and a time of day (UTC, RFC 3339).
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
pub fn time(milliseconds: u64) -> String {
	let seconds = milliseconds / 1_000;
	let (days, second) = (seconds / 86_400, seconds % 86_400);
	let shifted = days + 719_468;
	let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
	let year_of_era =
		(day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
	let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	let month_index = (5 * day_of_year + 2) / 153;
	let day = day_of_year - (153 * month_index + 2) / 5 + 1;
	let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
	let year = year_of_era + era * 400 + u64::from(month <= 2);
	let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
	format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn words_and_values_belong_together() {
		for role in Role::ALL {
			assert_eq!(Role::from_word(role.word()), Ok(role));
		}
		assert_eq!(ReferenceBuild::from_word("grch38"), Ok(ReferenceBuild::Grch38));
		let unknown = Role::from_word("king").expect_err("there is no such role");
		assert!(unknown.to_string().contains("holder, consumer"), "{unknown}");
	}

	#[test]
	fn amounts_are_read_as_they_are_written() {
		for (text, value) in [
			("1 PAN", ONE_TOKEN),
			("1.5 PAN", ONE_TOKEN + ONE_TOKEN / 2),
			("0.000000000001 PAN", 1),
			("0 PAN", 0),
		] {
			assert_eq!(Amount::from_str(text), Ok(Amount(value)), "{text}");
			assert_eq!(amount(value), text);
		}
		assert_eq!(Amount::from_str("1_000"), Ok(Amount(1_000)));
		let max = Balance::MAX.to_string();
		assert_eq!(Amount::from_str(&max), Ok(Amount(Balance::MAX)));
		for wrong in ["", "-1", "1.5", "1,5 PAN", "0.0000000000001 PAN", &format!("{max} PAN")] {
			assert!(Amount::from_str(wrong).is_err(), "{wrong}");
		}
	}

	#[test]
	fn what_hides_text_is_seen_as_its_code() {
		let hostile = "x\"\n\rprice\u{1b}[8m\u{202e}\u{e0041}";
		assert_eq!(seen(hostile), "x\"\\u{a}\\u{d}price\\u{1b}[8m\\u{202e}\\u{e0041}");
		assert_eq!(quoted(b"a\" \\\x07"), r#""a\" \\\u{7}""#);
		assert_eq!(seen_lines("a\tb\nc\r"), "a\tb\nc\\u{d}");
		assert_eq!(text("合约 «1»".as_bytes()), "合约 «1»");
		assert_eq!(text(&[b'a', 0xff]), "a\u{fffd}");
	}

	#[test]
	fn json_is_the_same_value_without_what_hides_text() {
		let value = serde_json::json!({ "a\u{9b}": "\u{202e}\u{e0041}\u{7f}\n合" });
		let json = seen_json(&serde_json::to_string_pretty(&value).expect("a value is JSON"));
		assert!(json.chars().all(|c| c == '\n' || is_seen(c)), "{json:?}");
		let read: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
		assert_eq!(read, value);
	}

	#[test]
	fn times_are_dates() {
		for (milliseconds, text) in [
			(0, "1970-01-01T00:00:00Z"),
			(951_782_400_000, "2000-02-29T00:00:00Z"),
			(1_796_052_245_999, "2026-11-30T15:24:05Z"),
		] {
			assert_eq!(time(milliseconds), text);
		}
	}

	#[test]
	fn rho_is_read_as_it_is_shown() {
		for (text, micro) in
			[("0", 0), ("1", 1_000_000), ("0.5", 500_000), ("12.000001", 12_000_001)]
		{
			let rho = parse_rho(text).expect("it is a number");
			assert_eq!((rho.micro(), rho.to_string().as_str()), (micro, text));
		}
		assert_eq!(parse_rho("1.50").map(Rho::micro), Ok(1_500_000));
		for wrong in ["", ".", "1.", ".5", "-1", "+1", "1e3", "0.0000001", "18446744073710"] {
			assert!(parse_rho(wrong).is_err(), "{wrong}");
		}
	}
}
