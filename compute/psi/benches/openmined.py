"""The same work with openmined-psi (ECDH and Golomb sets), for the ratio in docs/benchmarks.md.

    cargo xtask bench compute peers

runs it beside `cargo bench -p panshi-psi -- two 1000000`; alone, with a number of elements, it needs
the packages of benches/peers/python/requirements.txt.

Lists overlap in three quarters, as in psi.rs. Client and server run in this process one after the
other, on one thread.
"""

import resource
import sys
import time

import private_set_intersection.python as psi


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    server_items = [f"person-{i}" for i in range(n)]
    client_items = [f"person-{i}" for i in range(n // 4, n // 4 + n)]
    start = time.perf_counter()
    server = psi.server.CreateWithNewKey(True)
    setup = server.CreateSetupMessage(1e-9, n, server_items, psi.DataStructure.GCS)
    ready = time.perf_counter()
    client = psi.client.CreateWithNewKey(True)
    request = client.CreateRequest(client_items)
    response = server.ProcessRequest(request)
    found = client.GetIntersection(setup, response)
    end = time.perf_counter()
    assert len(found) == n - n // 4, len(found)
    sizes = [len(m.SerializeToString()) / 1e6 for m in (setup, request, response)]
    cpu = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print("elements | set-up s | online s | total s | CPU s | MB set-up / request / answer | MB of memory")
    traffic = " / ".join(f"{size:.1f}" for size in sizes)
    print(f"{n} | {ready - start:.1f} | {end - ready:.1f} | {end - start:.1f} | {cpu:.1f} | {traffic} | {peak:.0f}")
    # For `cargo xtask bench compute`.
    print(f"figure openmined-psi {n} {end - start:.4f} {cpu:.4f} {int(1e6 * sum(sizes))}")


if __name__ == "__main__":
    main()
