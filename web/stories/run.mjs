// A job of pooled counts: asked, followed live, checked and opened.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { x25519 } from "@noble/curves/ed25519.js";
import {
  among,
  download,
  eventsUntil,
  made,
  otherWindow,
  STORY,
  story,
  textFile,
  world,
} from "./world.mjs";

story("run: a job is created, followed live and its result opened", async (step) => {
  const { person } = world;
  const { page } = person;
  await step("the clinic asks, with a key that it keeps", async () => {
    await person.is("Clinic");
    await person.goes(`/agreements/${made.authorization}`, "[data-digest=same]");
    await page.getByRole("link", { name: "New job" }).click();
    await page.getByLabel("List of variants").setInputFiles({
      name: "bad.tsv",
      mimeType: "text/plain",
      buffer: Buffer.from("22\t0\tA\tC\n"),
    });
    await person.reads("Line 1 is no variant.");
    await page.getByLabel("List of variants").setInputFiles(join(STORY, "variants.tsv"));
    await page.getByText(/variants, sorted, each once/).waitFor();
    made.key = await download(page, () => person.clicks("Make a key and save it"));
    assert.match(made.key, /^public = "0x[0-9a-f]{64}"\nsecret = "0x[0-9a-f]{64}"\n$/);
    await person.looks("run-ask");
  });
  await step("nobody else may ask under this agreement, and is told why", async () => {
    const create = page.getByRole("button", { name: /^Create the job/ });
    await person.is("Lab1");
    await create.click();
    await person.reads("Only a consumer may do this: ask the operator for the role.");
    await person.reads("ComputeJobs.NotConsumer");
    await person.is("Stranger");
    await create.click();
    await person.reads("The account does not have the money for this");
    await person.looks("run-refused");
    await person.is("Clinic");
    await create.click();
    made.job = await person.number("jobs");
  });
  await step(
    "it is followed until its checker has released it and everybody was paid",
    async () => {
      const watch = await otherWindow(`/audit/job/${made.job}`);
      await watch.learns("Job created, fee on hold");
      const bar = page.getByRole("progressbar", { name: "Progress of the job" });
      const seen = new Set();
      await page.exposeFunction("storySaw", (value) => void seen.add(Number(value)));
      await bar.evaluate((element) => {
        const tell = () => void window.storySaw(element.getAttribute("aria-valuenow"));
        new MutationObserver(tell).observe(element, { attributes: true });
        tell();
      });
      await page.locator(".title .status", { hasText: "To be checked" }).waitFor();
      await person.reads("The result is on the chain and waits for its checker.");
      assert.equal(await page.getByText("Open with the key of this visit").count(), 0);
      await person.is("Author");
      await person.reads("You are the checker");
      await person.looks("run-check");
      await person.clicks("Release");
      await page.locator(".title .status", { hasText: "Settled" }).waitFor();
      await person.is("Clinic");
      await page.locator("[role=progressbar][aria-valuenow='100']").waitFor();
      assert.ok(seen.size > 1, `the bar moved: ${[...seen]}`);
      assert.equal(await page.locator(".participants .delivered").count(), 3);
      await person.reads("Given back to the consumer");
      await person.looks("run-settled");
      // The trail in the other window has grown by itself.
      const events = await eventsUntil("Settled: everybody paid", watch.page);
      await watch.reads("Later ones appear by themselves.");
      assert.equal(events.filter((event) => event === "Job created, fee on hold").length, 1);
      for (const event of ["Share received", "Result complete", "Released to the consumer"])
        among(events, event);
      await watch.page.close();
    },
  );
  await step("the key of this visit opens it", async () => {
    await person.clicks("Open with the key of this visit");
    await person.sees("[data-opened]");
    await person.looks("run-opened");
    await agrees(await download(page, () => person.clicks("Save as a file")));
  });
  await step("so does its file, later, and no other key does", async () => {
    await page.reload();
    await person.sees("input[type=file]");
    const file = page.getByLabel("Result key");
    await file.setInputFiles(textFile("note.txt", "no key"));
    await person.reads("This file is no result key.");
    await file.setInputFiles(textFile("other.key", otherKey()));
    await person.reads("This is not the key of this job.");
    await person.looks("run-other-key");
    await file.setInputFiles(textFile("result.key", made.key));
    await person.sees("[data-opened]");
    await agrees(await download(page, () => person.clicks("Save as a file")));
  });
});

/** A key file of no job: its secret half is 32 times one. */
function otherKey() {
  const secret = new Uint8Array(32).fill(1);
  const hex = (bytes) => `0x${Buffer.from(bytes).toString("hex")}`;
  return `public = "${hex(x25519.getPublicKey(secret))}"\nsecret = "${hex(secret)}"\n`;
}

/** Fails unless the saved table is the direct count, line by line. */
async function agrees(saved) {
  const wanted = (await readFile(join(STORY, "counts.tsv"), "utf8")).trimEnd().split("\n");
  const rows = saved
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((row) => row.split("\t").slice(0, 7).join("\t"));
  assert.deepEqual(rows.sort(), wanted.sort());
}
