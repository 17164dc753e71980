"""Generates rows of three holders and fits them by statsmodels.

Prints `model<TAB>coefficient<TAB>standard error` lines and `row<TAB>model<TAB>holder<TAB>outcome<TAB>
covariates...` lines; covariates in units of 2^-10. The README beside this file says how to run it.
"""

import numpy
import statsmodels.api

UNIT = 1024
MODELS = [
    # rows of each holder, coefficients (the intercept first)
    ((150, 90, 60), (-0.4, 0.8)),
    ((200, 150, 50), (-2.0, 0.5, -0.7, 1.2)),
    ((120, 200, 80), (0.3, -1.1, 0.0, 0.4, 0.25, -0.6)),
]

generator = numpy.random.Generator(numpy.random.PCG64(20261122))
for model, (sizes, beta) in enumerate(MODELS):
    rows = sum(sizes)
    x = generator.normal(size=(rows, len(beta) - 1))
    # Genotypes, a sex, an age in standard deviations: one column is not normal.
    x[:, 0] = generator.binomial(2, 0.3, rows)
    if len(beta) > 3:
        x[:, 1] = generator.binomial(1, 0.5, rows)
        x[:, 2] += 0.6 * x[:, 3] if len(beta) > 4 else 0
    fixed = numpy.clip(numpy.round(x * UNIT), -8 * UNIT, 8 * UNIT - 1)
    design = statsmodels.api.add_constant(fixed / UNIT, has_constant="add")
    probability = 1 / (1 + numpy.exp(-design @ numpy.array(beta)))
    outcome = (generator.random(rows) < probability).astype(int)
    fit = statsmodels.api.Logit(outcome, design).fit(disp=0, method="newton", tol=1e-12)
    for coefficient, error in zip(fit.params, fit.bse):
        print(f"{model}\t{coefficient:.10g}\t{error:.10g}")
    holders = numpy.repeat(range(len(sizes)), sizes)
    for holder, y, row in zip(holders, outcome, fixed.astype(int)):
        print("row", model, holder, y, *row, sep="\t")
