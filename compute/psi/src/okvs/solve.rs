//! Linear equations over the dense slots.

/// Changes `slots`, which hold random numbers, into a random solution of the equations: the exclusive
/// or of the slots that the word picks is the number. None if there is no solution, or if equations
/// depend on each other.
pub(super) fn solve(equations: &[(u64, u128)], slots: &mut [u128]) -> Option<()> {
	let mut reduced: Vec<(u64, u128)> = Vec::with_capacity(equations.len());
	for (mut word, mut number) in equations.iter().copied() {
		for (other, value) in &reduced {
			if word & lowest(*other) != 0 {
				word ^= other;
				number ^= value;
			}
		}
		if word == 0 {
			return None;
		}
		for (other, value) in &mut reduced {
			if *other & lowest(word) != 0 {
				*other ^= word;
				*value ^= number;
			}
		}
		reduced.push((word, number));
	}
	// Each equation has its lowest slot to itself; all others stay as random as they were.
	for (word, number) in reduced {
		let pivot = usize::try_from(word.trailing_zeros()).ok()?;
		let picked = (0..slots.len()).filter(|slot| *slot != pivot && word >> slot & 1 == 1);
		slots[pivot] = picked.fold(number, |sum, slot| sum ^ slots[slot]);
	}
	Some(())
}

fn lowest(word: u64) -> u64 {
	word & word.wrapping_neg()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::bits::Stream;

	#[test]
	fn fulfils_every_equation() {
		let numbers = Stream::new(&[5; 16]).numbers(48);
		let (words, _) = numbers.split_at(24);
		let equations: Vec<(u64, u128)> = words
			.iter()
			.zip(&numbers[24..])
			.map(|(word, number)| (u64::try_from(word >> 64).unwrap(), *number))
			.collect();
		let mut slots = Stream::new(&[6; 16]).numbers(64);
		solve(&equations, &mut slots).unwrap();
		for (word, number) in equations {
			let picked = (0..64).filter(|slot| word >> slot & 1 == 1);
			assert_eq!(picked.fold(0, |sum, slot| sum ^ slots[slot]), number);
		}
	}

	#[test]
	fn refuses_equations_that_depend_on_each_other() {
		let mut slots = vec![0; 64];
		assert_eq!(solve(&[(0b011, 1), (0b110, 2), (0b101, 3)], &mut slots), None);
		assert_eq!(solve(&[(0, 0)], &mut slots), None);
	}
}
