//! The same model in the clear, by Newton's method in floating point with elimination: what tests
//! compare with.

use super::{Row, COVARIATE_BITS};

/// Coefficients, the intercept first, and their standard errors.
pub fn fit(rows: &[Row], iterations: usize) -> Vec<(f64, f64)> {
	let rows: Vec<_> =
		rows.iter().map(|row| (f64::from(row.outcome), with_constant(row))).collect();
	let size = rows[0].1.len();
	let mut beta = vec![0.0; size];
	let mut inverse = Vec::new();
	for _ in 0..iterations {
		let mut gradient = vec![0.0; size];
		let mut hessian = vec![vec![0.0; size]; size];
		for (y, x) in &rows {
			let argument: f64 = x.iter().zip(&beta).map(|(x, b)| x * b).sum();
			let p = 1.0 / (1.0 + (-argument).exp());
			for i in 0..size {
				gradient[i] += x[i] * (y - p);
				for j in 0..size {
					hessian[i][j] += x[i] * x[j] * p * (1.0 - p);
				}
			}
		}
		inverse = invert(hessian);
		for (b, row) in beta.iter_mut().zip(&inverse) {
			*b += row.iter().zip(&gradient).map(|(z, g)| z * g).sum::<f64>();
		}
	}
	beta.into_iter().enumerate().map(|(i, b)| (b, inverse[i][i].sqrt())).collect()
}

/// The greatest leverage of a row among those with its outcome; more than one, or no number, where
/// these leave it open.
pub fn greatest_leverage(rows: &[Row]) -> f64 {
	let among = |outcome| {
		let group = rows.iter().filter(|row| row.outcome == outcome).map(with_constant);
		let group: Vec<_> = group.collect();
		let size = group.first().map_or(0, Vec::len);
		let square = |i: usize, j: usize| group.iter().map(|x| x[i] * x[j]).sum::<f64>();
		let squares = (0..size).map(|i| (0..size).map(|j| square(i, j)).collect()).collect();
		let inverse = invert(squares);
		let product = |x: &[f64], row: &[f64]| x.iter().zip(row).map(|(x, z)| x * z).sum::<f64>();
		let leverage = |x: &Vec<f64>| {
			let sides: Vec<_> = inverse.iter().map(|row| product(x, row)).collect();
			product(x, &sides)
		};
		group.iter().map(leverage).fold(0.0, |most, own| if own <= most { most } else { own })
	};
	let [others, cases] = [among(false), among(true)];
	if others <= cases {
		cases
	} else {
		others
	}
}

fn with_constant(row: &Row) -> Vec<f64> {
	let unit = f64::from(1u32 << COVARIATE_BITS);
	let scaled = row.covariates.iter().map(|x| f64::from(*x) / unit);
	[1.0].into_iter().chain(scaled).collect()
}

/// The inverse by elimination; a positive matrix needs no pivoting.
fn invert(mut matrix: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
	let size = matrix.len();
	let unit = |row: usize| (0..size).map(|i| f64::from(i == row)).collect::<Vec<_>>();
	let mut inverse: Vec<_> = (0..size).map(unit).collect();
	for pivot in 0..size {
		let divisor = matrix[pivot][pivot];
		matrix[pivot].iter_mut().chain(&mut inverse[pivot]).for_each(|entry| *entry /= divisor);
		let (row, result) = (matrix[pivot].clone(), inverse[pivot].clone());
		for other in (0..size).filter(|other| *other != pivot) {
			let factor = matrix[other][pivot];
			(0..size).for_each(|i| {
				matrix[other][i] -= factor * row[i];
				inverse[other][i] -= factor * result[i];
			});
		}
	}
	inverse
}
