//! Comma-separated values (RFC 4180) that are safe to open in a spreadsheet.

/// One row.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises
/// ("CSV Injection"): names in it are chosen by others.
pub(super) fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
	let cells: Vec<String> = cells.into_iter().map(cell).collect();
	format!("{}\r\n", cells.join(","))
}

fn cell(text: &str) -> String {
	let is_formula =
		text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
	let text = if is_formula { format!("'{text}") } else { text.to_owned() };
	if text.contains(['"', ',', '\n', '\r']) {
		format!("\"{}\"", text.replace('"', "\"\""))
	} else {
		text
	}
}

#[cfg(test)]
mod tests {
	use super::row;

	#[test]
	fn cells_are_quoted_where_they_have_to_be() {
		assert_eq!(row(["1", "a b", ""]), "1,a b,\r\n");
		assert_eq!(
			row(["a,b", "say \"so\"", "two\nlines"]),
			"\"a,b\",\"say \"\"so\"\"\",\"two\nlines\"\r\n"
		);
	}

	#[test]
	fn formulas_become_text() {
		for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
			assert_eq!(row([formula]), format!("'{formula}\r\n"));
		}
		assert_eq!(row(["=HYPERLINK(\"http://x\",1)"]), "\"'=HYPERLINK(\"\"http://x\"\",1)\"\r\n");
		assert_eq!(row(["a=1", "5F3s"]), "a=1,5F3s\r\n");
	}
}
