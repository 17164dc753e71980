# Odds ratios and corrected chi-squares of random fourfold tables, by R's chisq.test. Prints a, b, c, d,
# the odds ratio and the chi-square. The README beside this file says how to run it.
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20261122)
cat("a\tb\tc\td\todds_ratio\tchi_square\n")
for (i in 1:300) {
	sizes <- sample(20:400, 2)
	frequency <- rbeta(1, 0.5, 6)
	odds <- frequency / (1 - frequency) * exp(rnorm(1, 1, 1))
	a <- rbinom(1, sizes[1], odds / (1 + odds))
	c <- rbinom(1, sizes[2], frequency)
	cells <- c(a, sizes[1] - a, c, sizes[2] - c)
	test <- suppressWarnings(chisq.test(matrix(cells, 2), correct = TRUE))
	ratio <- cells[1] * cells[4] / (cells[2] * cells[3])
	cat(cells, sprintf("%.12g", c(ratio, unname(test$statistic))), sep = "\t")
	cat("\n")
}
