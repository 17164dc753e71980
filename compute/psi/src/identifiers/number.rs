//! The resident identity number of the People's Republic of China (GB 11643-1999): six digits of the
//! region, the date of birth, three digits of the sequence, a check digit (ISO 7064, MOD 11-2).

use super::field::{is_date, number, Reason};

const LENGTH: usize = 18;
const WEIGHTS: [u32; LENGTH - 1] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK: &[u8; 11] = b"10X98765432";

/// Its eighteen signs, checked. The old form of fifteen digits is refused: its holder knows the
/// century that was left out.
pub(super) fn resident_id(field: &str) -> Result<String, Reason> {
	let form = number(field)?;
	let bytes = form.as_bytes();
	let (digits, check) = bytes.split_last_chunk::<1>().ok_or(Reason::Empty)?;
	if bytes.len() != LENGTH || !digits.iter().all(u8::is_ascii_digit) {
		return Err(Reason::Signs);
	}
	let part = |from: usize, to: usize| form[from..to].parse::<u16>().unwrap_or_default();
	if !is_date(part(6, 10), part(10, 12), part(12, 14)) {
		return Err(Reason::Date);
	}
	let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| u32::from(d - b'0') * w).sum();
	let index = usize::try_from(sum % 11).unwrap_or_default();
	(CHECK[index] == check[0]).then_some(form).ok_or(Reason::CheckDigit)
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The example of GB 11643-1999.
	const EXAMPLE: &str = "11010519491231002X";

	#[test]
	fn takes_the_example_of_the_standard() {
		assert_eq!(resident_id(EXAMPLE).as_deref(), Ok(EXAMPLE));
		assert_eq!(resident_id("110105 19491231 002x").as_deref(), Ok(EXAMPLE));
	}

	#[test]
	fn finds_every_single_slip() {
		for at in 0..17 {
			for digit in b'0'..=b'9' {
				let mut slip = EXAMPLE.as_bytes().to_vec();
				if slip[at] != digit {
					slip[at] = digit;
					assert!(resident_id(std::str::from_utf8(&slip).unwrap()).is_err());
				}
			}
		}
		assert_eq!(resident_id("130503670401001"), Err(Reason::Signs));
		assert_eq!(resident_id("110105194913310021"), Err(Reason::Date));
		assert_eq!(resident_id("110105194912310021"), Err(Reason::CheckDigit));
	}
}
