# Association statistics of generated genotypes by R's snpStats (chi-squares) and glm (odds ratios).
# Prints one line a variant: six counts for each of three holders, chi1, chi2, odds_ratio, ci_low,
# ci_high. The README beside this file says how to run it.
suppressMessages(library(snpStats))
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20261122)

variants <- 200
sizes <- c(180, 95, 60)
holder <- rep(1:3, sizes)
people <- length(holder)
case <- rbinom(people, 1, c(0.5, 0.35, 0.6)[holder])

frequency <- c(rbeta(variants - 40, 0.6, 1.5), rep(c(0, 0.004, 0.01, 0.5), each = 10))
effect <- rnorm(variants, 0, 0.5)
genotypes <- sapply(1:variants, function(v) {
	odds <- frequency[v] / (1 - frequency[v]) * exp(effect[v] * case)
	g <- rbinom(people, 2, odds / (1 + odds))
	ifelse(runif(people) < c(0.02, 0.2)[1 + (v %% 7 == 0)], NA, g)
})
# One variant that only cases were genotyped at, and one that heterozygotes alone have.
genotypes[case == 0, 3] <- NA
genotypes[, 5] <- 1

coded <- matrix(as.raw(ifelse(is.na(genotypes), 0, genotypes + 1)), nrow = people)
dimnames(coded) <- list(paste0("p", 1:people), paste0("v", 1:variants))
names(case) <- rownames(coded)
tests <- single.snp.tests(case, snp.data = new("SnpMatrix", coded))
chi1 <- chi.squared(tests, 1)
chi2 <- chi.squared(tests, 2)

# The odds ratio of alleles with its Wald interval: logistic regression of one binary predictor.
odds <- t(sapply(1:variants, function(v) {
	g <- genotypes[, v]
	cells <- c(sum(g[case == 1], na.rm = TRUE), sum(2 - g[case == 1], na.rm = TRUE),
		sum(g[case == 0], na.rm = TRUE), sum(2 - g[case == 0], na.rm = TRUE))
	margins <- c(cells[1] + cells[2], cells[3] + cells[4], cells[1] + cells[3], cells[2] + cells[4])
	if (any(margins == 0)) return(c(NA, NA, NA))
	if (any(cells == 0)) cells <- cells + 0.5
	fit <- suppressWarnings(glm(c(1, 1, 0, 0) ~ c(1, 0, 1, 0), weights = cells, family = binomial,
		control = list(epsilon = 1e-14, maxit = 100)))
	estimate <- summary(fit)$coefficients[2, 1:2]
	exp(estimate[1] + c(0, -1, 1) * qnorm(0.975) * estimate[2])
}))

counts <- function(v) unlist(lapply(1:3, function(h) unlist(lapply(1:0, function(status)
	sapply(0:2, function(g) sum(genotypes[holder == h & case == status, v] == g, na.rm = TRUE))))))
columns <- c(outer(c("r0", "r1", "r2", "s0", "s1", "s2"), 1:3, paste, sep = "."),
	"chi1", "chi2", "odds_ratio", "ci_low", "ci_high")
cat(columns, sep = "\t")
cat("\n")
for (v in 1:variants) {
	cat(c(counts(v), sprintf("%.12g", c(chi1[v], chi2[v], odds[v, ]))), sep = "\t")
	cat("\n")
}
