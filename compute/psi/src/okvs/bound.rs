//! The bound of docs/protocols/psi.md on the probability that a table of fewer than 8,192 keys leaves
//! more keys than its dense part takes.

use super::Shape;
use std::f64::consts::LN_2;

/// Logarithms of factorials.
struct Factorials(Vec<f64>);

impl Factorials {
	fn new(most: usize) -> Self {
		let step = |sum: &mut f64, n: usize| {
			*sum += (n.max(1) as f64).ln();
			Some(*sum)
		};
		Self((0..=most).scan(0.0, step).collect())
	}

	fn choose(&self, n: usize, k: usize) -> f64 {
		self.0[n] - self.0[k] - self.0[n - k]
	}
}

/// Least value of v ln(e^z − 1 − z) − balls ln z over a grid of z: any z gives a bound.
fn occupancy(v: f64, balls: f64) -> f64 {
	let term = |step: i32| {
		let z = 1.06_f64.powi(step);
		v * (z.exp_m1() - z).ln() - balls * z.ln()
	};
	(-90..45).map(term).fold(f64::INFINITY, f64::min)
}

/// Logarithm to base two of the expected number of sets of k keys in v slots, each of which has two.
fn expected(factorials: &Factorials, n: usize, m: usize, k: usize, v: usize) -> f64 {
	let (slots, keys) = (m as f64, k as f64);
	let same = (1.0 - 1.0 / slots).ln() + (1.0 - 2.0 / slots).ln();
	let places = factorials.choose(n, k) + factorials.choose(m, v);
	let balls = factorials.0[3 * k] - 3.0 * keys * slots.ln() - keys * same;
	(places + balls + occupancy(v as f64, 3.0 * keys)) / LN_2
}

#[test]
fn small_tables_fail_below_2_to_the_minus_40() {
	for bound in [25, 40, 64, 100, 160, 256, 400, 600, 1_024] {
		let n = usize::try_from(bound).unwrap();
		let m = Shape::new(bound).sparse();
		let factorials = Factorials::new(m.max(3 * n));
		let mut sum = 0.0;
		for k in 25..=n {
			// Fewer slots are rarer by far: the terms fall from the greatest by more than a half each.
			for v in (k * 9 / 10).max(3)..=(3 * k / 2).min(m) {
				sum += expected(&factorials, n, m, k, v).exp2();
			}
		}
		assert!(sum.log2() < -60.0, "{bound}: 2^{}", sum.log2());
	}
}
