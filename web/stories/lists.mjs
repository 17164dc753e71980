// Lists and trails by pages, and a node that cannot answer: a proxy before the node makes its pages small,
// and refuses in its stead with the codes of docs/rpc.md.

import assert from "node:assert/strict";
import { eventsUntil, made, otherWindow, story } from "./world.mjs";

/** A proxy that has the node give `most` items on a page, or refuses in its stead. */
function proxy() {
  const acts = { most: undefined, refuses: {}, knownFrom: undefined };
  const route = (socket) => {
    const node = socket.connectToServer();
    socket.onMessage((message) => {
      const asked = JSON.parse(String(message));
      const code = acts.refuses[asked.method];
      if (code !== undefined) {
        const error = { code, message: "refused by the story's proxy" };
        return socket.send(JSON.stringify({ jsonrpc: "2.0", id: asked.id, error }));
      }
      const page = Array.isArray(asked.params) ? asked.params.find((p) => p?.limit) : undefined;
      if (page !== undefined && acts.most !== undefined) page.limit = acts.most;
      node.send(JSON.stringify(asked));
    });
    node.onMessage((message) =>
      socket.send(String(message).replace('"knownFrom":0', `"knownFrom":${acts.knownFrom ?? 0}`)),
    );
  };
  return { acts, route };
}

story("lists: pages follow one another, and a node that cannot answer says why", async (step) => {
  const { acts, route } = proxy();
  acts.most = 2;
  const other = await otherWindow("/agreements", route);
  const { page } = other;
  await page.getByRole("button", { name: "Connect stub" }).click();
  const named = () => page.locator(".row strong").allInnerTexts();
  /** Turns pages from the newest to the oldest, and returns what they list. */
  const turned = async () => {
    const all = await named();
    while ((await page.getByRole("button", { name: "Older ones" }).count()) > 0) {
      const [newest] = await named();
      await other.clicks("Older ones");
      await page.locator(".row strong").first().filter({ hasNotText: newest }).waitFor();
      assert.ok((await named()).length <= 2);
      all.push(...(await named()));
    }
    return all;
  };
  await step("the agreements of a laboratory", async () => {
    await other.is("Lab1");
    await other.clicks("Mine");
    await other.sees("[data-listed='2']");
    const agreements = await turned();
    assert.equal(new Set(agreements).size, agreements.length, "none is listed twice");
    assert.ok(agreements.includes(`Agreement ${made.authorization}`));
    assert.ok(agreements.includes(`Agreement ${made.declined}`));
    assert.equal(agreements.length, 4);
    await other.clicks("Back to the first page");
    await page.locator(".row strong", { hasText: agreements[0] }).waitFor();
    await other.looks("agreements-page");
  });
  await step("the jobs of a laboratory, and of all", async () => {
    await other.goes("/jobs", ".row");
    await other.clicks("Mine");
    await other.sees("[data-listed='2']");
    const jobs = [made.withheld, made.joint, made.job].map((job) => `Job ${job}`);
    assert.deepEqual(await turned(), jobs);
    await other.clicks("All");
    await other.sees("[data-listed='3']");
    assert.deepEqual(await turned(), jobs);
  });
  await step("a node that refuses is told with what to do", async () => {
    acts.refuses.panshi_jobsOf = 20004;
    await other.clicks("Mine");
    await other.sees("[role=alert]");
    await other.reads("The node works on as many questions as it may. Try again in a moment.");
    await other.looks("jobs-refused");
    // It is asked again at the next block.
    delete acts.refuses.panshi_jobsOf;
    await other.sees("[data-listed='2']");
  });
  await step("a node without an index of the trail, and one that builds it", async () => {
    acts.refuses.panshi_auditTrail = -32601;
    await other.goes(`/audit/job/${made.job}`, "[data-trail=none]");
    await other.reads("This node keeps no index of the audit trail.");
    acts.refuses.panshi_auditTrail = 20007;
    await other.clicks("Try again");
    await other.sees("[data-trail=building]");
    await other.looks("audit-building");
    delete acts.refuses.panshi_auditTrail;
    acts.most = 5;
    acts.knownFrom = 9;
    await other.sees("[data-trail=partial]");
  });
  await step("a trail by pages, of a node that does not know all", async () => {
    await other.sees("[data-known-from='9']");
    await other.looks("audit-partial");
    const entries = page.locator(".trail li");
    let shown = await entries.count();
    assert.equal(shown, 5);
    while ((await page.locator("[data-trail=partial]").count()) > 0) {
      await other.clicks("Show later events");
      await entries.nth(shown).waitFor();
      shown = await entries.count();
    }
    await eventsUntil("Settled: everybody paid", page);
    await page.close();
  });
});
