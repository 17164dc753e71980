//! Words, as the full text of the index has them.

use crate::{
	error::SearchError,
	query::{MAX_TEXT, MAX_WORDS},
};

/// Whether words are written without blanks in the script of `c`: each character is a word then.
fn stands_alone(c: char) -> bool {
	matches!(c,
		'\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
		| '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// `text` with blanks around every character that stands alone.
pub(crate) fn segmented(text: &str) -> String {
	let mut words = String::with_capacity(text.len());
	for c in text.chars() {
		if stands_alone(c) {
			words.push(' ');
			words.push(c);
			words.push(' ');
		} else {
			words.push(c);
		}
	}
	words
}

/// The expression that matches descriptions with all words of `text`, the last of each word's
/// pieces as a beginning; `None` where there is no word.
///
/// Everything between quotes is literal to FTS5, and a quote cannot be in a piece.
pub(crate) fn expression(text: &str) -> Result<Option<String>, SearchError> {
	let too_long = SearchError::TextTooLong { max_bytes: MAX_TEXT, max_words: MAX_WORDS };
	if text.len() > MAX_TEXT {
		return Err(too_long);
	}
	let words: Vec<String> = text.split_whitespace().filter_map(phrase).collect();
	match words.len() {
		0 => Ok(None),
		1..=MAX_WORDS => Ok(Some(words.join(" AND "))),
		_ => Err(too_long),
	}
}

/// The pieces of `word` one after the other, the last one as a beginning.
fn phrase(word: &str) -> Option<String> {
	let segmented = segmented(word);
	let pieces: Vec<&str> =
		segmented.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
	(!pieces.is_empty()).then(|| format!("\"{}\"*", pieces.join(" ")))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn of(text: &str) -> Option<String> {
		expression(text).expect("the text is short")
	}

	#[test]
	fn words_are_phrases_that_all_have_to_match() {
		assert_eq!(of("exome sequ"), Some("\"exome\"* AND \"sequ\"*".into()));
		assert_eq!(of("HP:0001250"), Some("\"HP 0001250\"*".into()));
		assert_eq!(of("罕见病"), Some("\"罕 见 病\"*".into()));
	}

	#[test]
	fn operators_are_ordinary_text() {
		assert_eq!(of("\"a\" OR NEAR(b"), Some("\"a\"* AND \"OR\"* AND \"NEAR b\"*".into()));
		assert_eq!(of("\" * - ( )"), None);
	}

	#[test]
	fn fails_when_there_is_too_much() {
		assert!(expression(&"x".repeat(MAX_TEXT + 1)).is_err());
		assert!(expression(&"x ".repeat(MAX_WORDS + 1)).is_err());
	}
}
