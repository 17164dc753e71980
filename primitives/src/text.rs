//! Text that people read: it shows all that is in it, and nothing beside it.

/// Whether a reader sees `c`, and sees everything else where it stands.
///
/// Not so control characters (Unicode category Cc), which move the cursor of a terminal, separators
/// of lines, what turns the direction of writing round, and what is invisible: the property
/// `Default_Ignorable_Code_Point` of Unicode 16 and interlinear annotations. Blanks are seen.
pub fn is_seen(c: char) -> bool {
	!c.is_control()
		&& !matches!(
			c,
			'\u{ad}'
				| '\u{34f}'
				| '\u{61c}'
				| '\u{115f}'..='\u{1160}'
				| '\u{17b4}'..='\u{17b5}'
				| '\u{180b}'..='\u{180f}'
				| '\u{200b}'..='\u{200f}'
				| '\u{2028}'..='\u{202e}'
				| '\u{2060}'..='\u{206f}'
				| '\u{3164}'
				| '\u{fe00}'..='\u{fe0f}'
				| '\u{feff}'
				| '\u{ffa0}'
				| '\u{fff0}'..='\u{fffb}'
				| '\u{1bca0}'..='\u{1bca3}'
				| '\u{1d173}'..='\u{1d17a}'
				| '\u{e0000}'..='\u{e0fff}'
		)
}

/// The text that `bytes` are, if a reader sees all of it: UTF-8 of characters that [`is_seen`]
/// admits. It may be empty.
pub fn seen_text(bytes: &[u8]) -> Option<&str> {
	core::str::from_utf8(bytes).ok().filter(|text| text.chars().all(is_seen))
}

/// Whether `bytes` are text that says something and hides nothing: [`seen_text`], and not empty.
pub fn is_text(bytes: &[u8]) -> bool {
	seen_text(bytes).is_some_and(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn text_of_any_language_is_seen() {
		for text in ["Lab 1", "磐石 合约", "Институт", "مختبر", "प्रयोगशाला", "Zoë – «x»", "🧬"]
		{
			assert!(is_text(text.as_bytes()), "{text}");
		}
		assert_eq!(seen_text(b""), Some(""));
		assert!(!is_text(b""));
	}

	#[test]
	fn what_hides_or_moves_text_is_not() {
		let controls = ('\0'..=' ').chain('\u{7f}'..='\u{a0}').filter(|c| c.is_control());
		let marks = ('\u{200b}'..='\u{200f}').chain('\u{202a}'..='\u{202e}');
		let isolates = ('\u{2066}'..='\u{2069}').chain(['\u{2028}', '\u{2029}', '\u{feff}']);
		let hidden: alloc::vec::Vec<char> = controls.chain(marks).chain(isolates).collect();
		assert_eq!(hidden.len(), 32 + 33 + 5 + 5 + 4 + 3);
		for c in hidden {
			assert!(!is_text(alloc::format!("a{c}b").as_bytes()), "{}", c.escape_unicode());
		}
		assert!(!is_text(&[b'a', 0xff]), "it is not UTF-8");
	}
}
