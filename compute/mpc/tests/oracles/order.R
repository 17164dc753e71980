# Order statistics of random values of three holders, by R. Prints lines `values<TAB>holder<TAB>…`, then
# `quantiles<TAB>` of 0, 1/10, 1/4, 1/2, 9/10 and 1 (type 1), then `bins<TAB>` between the edges 100, 150, 200
# and 400. The README beside this file says how to run it.
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20261122)
for (sizes in list(c(11, 5, 4), c(60, 30, 41), c(1, 1, 1))) {
	values <- pmin(1023, round(rgamma(sum(sizes), 4, 0.02)))
	holder <- rep(1:3, sizes)
	for (h in 1:3) cat("values", h - 1, values[holder == h], sep = "\t", fill = FALSE, "\n")
	q <- quantile(values, c(0, 0.1, 0.25, 0.5, 0.9, 1), type = 1, names = FALSE)
	cat("quantiles", q, "\n", sep = "\t")
	bins <- table(cut(values, c(-Inf, 100, 150, 200, 400, Inf), right = FALSE))
	cat("bins", bins, "\n", sep = "\t")
}
