"""Histogram of a million samples of opendp's exact discrete Gaussian, as `value count` lines.

pip install opendp==0.16.0
python histogram.py SCALE > opendp-SCALE.txt
"""
import sys
from collections import Counter

import opendp.prelude as dp

dp.enable_features("contrib")
space = dp.vector_domain(dp.atom_domain(T=int)), dp.l2_distance(T=float)
gaussian = dp.m.make_gaussian(*space, scale=float(sys.argv[1]))
counts = Counter()
for _ in range(100):
    counts.update(gaussian([0] * 10_000))
for value in sorted(counts):
    print(value, counts[value])
