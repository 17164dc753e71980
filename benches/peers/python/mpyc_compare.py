"""Comparisons of 64 bits with MPyC: three parties, honest majority, parties that follow the protocol.

    python mpyc_compare.py [COUNT] -M3

Prints one line for `cargo xtask bench`: count, wall seconds, processor seconds and bytes of one party.
"""

import resource
import sys
import time

import numpy as np
from mpyc.runtime import mpc


async def main():
    count = next((int(a) for a in sys.argv[1:] if a.isdigit()), 10_000)
    secint = mpc.SecInt(64)
    await mpc.start()
    mine = np.array([(7919 * i) >> 3 for i in range(count)])
    values = mpc.input(secint.array(mine), senders=0)
    await mpc.gather(values)
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF)
    found = await mpc.output(values[1:] < values[:-1])
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert not any(int(x) for x in found), "a wrong result"
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    sent = sum(getattr(peer.protocol, "nbytes_sent", 0) for peer in mpc.parties)
    if mpc.pid == 0:
        # All parties do the same work; the line is for all of them.
        print(f"figure mpyc-comparisons {count} {wall:.4f} {3 * cpu:.4f} {sent}")
    await mpc.shutdown()


mpc.run(main())
