"""Prints src/programs/regression/sigmoid_table.rs: the logistic function on [-8, 8) as 64 quadratic
pieces, in integers.

On piece s, with t in [0, 1) running over it, the function is c0 + c1 t + c2 t^2, interpolated at the
Chebyshev nodes of the piece. t comes as an integer of ten bits and the result has 40 bits behind the
point, so the coefficients are scaled by 2^40, 2^30 and 2^20.
"""

from decimal import Decimal, getcontext

getcontext().prec = 50
SIDE = 8
PIECES = 64
NODES = [Decimal(text) for text in ("0.0669872981077806769", "0.5", "0.9330127018922193231")]


def logistic(x):
    return 1 / (1 + (-x).exp())


def quadratic(piece):
    width = Decimal(2 * SIDE) / PIECES
    (x0, y0), (x1, y1), (x2, y2) = [
        (t, logistic(-SIDE + width * (piece + t))) for t in NODES
    ]
    d01, d12 = (y1 - y0) / (x1 - x0), (y2 - y1) / (x2 - x1)
    c2 = (d12 - d01) / (x2 - x0)
    c1 = d01 - c2 * (x0 + x1)
    c0 = y0 - x0 * d01 + c2 * x0 * x1
    return [int((c * 2**bits).to_integral_value()) for c, bits in ((c0, 40), (c1, 30), (c2, 20))]


print("//! The logistic function in pieces, made by `tests/oracles/sigmoid.py`.")
print()
print("/// Coefficients of one, t and t^2 on each piece, with 40, 30 and 20 bits behind the point.")
print(f"pub(super) const PIECES: [[i128; 3]; {PIECES}] = [")
for piece in range(PIECES):
    c0, c1, c2 = (f"{c:_}" for c in quadratic(piece))
    print(f"\t[{c0}, {c1}, {c2}],")
print("];")
