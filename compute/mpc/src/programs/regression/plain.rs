//! The same model in the clear, by Newton's method in floating point with elimination: what tests
//! compare with.

use super::{Row, COVARIATE_BITS};

/// Coefficients, the intercept first, and their standard errors.
pub fn fit(rows: &[Row], iterations: usize) -> Vec<(f64, f64)> {
	let unit = f64::from(1u32 << COVARIATE_BITS);
	let covariates = |row: &Row| {
		let scaled = row.covariates.iter().map(|x| f64::from(*x) / unit);
		[1.0].into_iter().chain(scaled).collect::<Vec<_>>()
	};
	let rows: Vec<_> = rows.iter().map(|row| (f64::from(row.outcome), covariates(row))).collect();
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
