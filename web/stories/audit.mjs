// Everything that happened, as a picture and as a list, and what an auditor does.

import assert from "node:assert/strict";
import { among, download, eventsUntil, made, NODE, otherWindow, story, world } from "./world.mjs";

story("audit: every event of the job, as a picture and a list, in both languages", async (step) => {
  const { person } = world;
  const { page } = person;
  await person.arrives();
  await step("the job", async () => {
    await person.is("Auditor");
    await person.goes("/audit", "form.filters");
    await page.getByLabel("Number").fill(String(made.job));
    await person.clicks("Show");
    const events = await eventsUntil("Settled: everybody paid", page);
    assert.equal(events.filter((e) => e === "Charged to the privacy budget").length, 3);
    assert.equal(events.filter((e) => e === "Accepted by a compute node").length, 3);
    assert.equal(events.filter((e) => e === "Share received").length, 3);
    assert.equal(await page.locator("svg.timeline circle").count(), events.length);
    const csv = await download(page, () => person.clicks("Save as CSV"));
    assert.equal(csv.trimEnd().split("\r\n").length, events.length + 1);
    await person.looks("audit-job");
  });
  await step("the auditor asks, a laboratory answers, an opinion is recorded", async () => {
    const folded = (name) => page.locator("details[open]").getByRole("button", { name });
    await person.goes(`/audit/agreement/${made.authorization}`, "[data-audits]");
    await page.locator("summary", { hasText: "Ask for an explanation" }).click();
    await page.getByLabel("Who has to answer").selectOption({ label: "Development laboratory 1" });
    await page.getByLabel("The question", { exact: true }).fill("Who is in the cohort?");
    const asked = await download(page, () => folded("Ask for an explanation").click());
    assert.match(asked, /^commitment = "0x[0-9a-f]{64}"\nsalt = "0x[0-9a-f]{64}"\ntext = "Who/);
    await person.reads("Waits for an answer");
    await page.locator("summary", { hasText: "Ask for an explanation" }).click();
    await person.is("Lab1");
    await page.getByLabel("The explanation").fill("Adults who gave consent.");
    await download(page, () => person.clicks("Answer"));
    await page.locator(".checks .status", { hasText: "Answered" }).waitFor();
    await person.is("Auditor");
    await page.locator("summary", { hasText: "Record an opinion" }).click();
    await page.getByLabel("What it comes to").selectOption("Qualified");
    await page.getByLabel("The opinion", { exact: true }).fill("In order, but for the term.");
    await download(page, () => folded("Record an opinion").click());
    await person.reads("Qualified: in order but for what the text says");
    await page.locator("summary", { hasText: "Record an opinion" }).click();
    await person.looks("audit-file");
  });
  await step("the auditor suspends the agreement, and lets it go on", async () => {
    for (const [act, after] of [
      ["Suspend", "Resume"],
      ["Resume", "Suspend"],
    ]) {
      const fold = page.locator("details", { hasText: act }).last();
      await fold.evaluate((details) => (details.open = true));
      await fold.getByRole("button", { name: act }).click();
      await page.locator("summary", { hasText: after }).waitFor();
    }
    // The trail has grown by itself meanwhile.
    const events = await eventsUntil("Resumed", page);
    for (const event of ["Explanation requested", "Explained", "Opinion recorded", "Suspended"])
      among(events, event);
  });
  await step("the agreement and the data, in Chinese", async () => {
    await person.clicks("中文");
    assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
    await person.goes(`/audit/agreement/${made.authorization}`, "[data-trail=whole]");
    assert.equal(await page.locator("h1").innerText(), "审计");
    const signed = await page.locator(".trail strong", { hasText: /^已签名$/ }).count();
    assert.equal(signed, 5);
    await person.looks("audit-agreement-zh");
    await person.goes("/audit/data/0", "[data-trail=whole]");
    await page.locator(".trail strong", { hasText: /^已发布$/ }).waitFor();
    for (const [path, sign, name] of [
      ["/", ".card", "find-zh"],
      ["/data/0", ".facts", "identity-zh"],
      [`/agreements/${made.authorization}`, "[data-digest=same]", "agreement-zh"],
      [`/agreements/${made.declined}`, "[data-stopped]", "declined-zh"],
      [`/jobs/${made.job}`, ".participants", "job-zh"],
      [`/jobs/${made.withheld}`, ".live .notice.bad", "withheld-zh"],
      ["/jobs", ".row", "jobs-zh"],
    ]) {
      await person.goes(path, sign);
      await person.looks(name);
    }
  });
  await step("a member, with what it signed", async () => {
    await person.clicks("English");
    await person.goes("/audit", "form.filters");
    await page.getByLabel("About").selectOption({ label: "a member" });
    await page.getByLabel("Member").selectOption({ label: "Development laboratory 1" });
    await person.clicks("Show");
    for (const event of ["Compute node registered", "Proposed", "Signed", "Explained"])
      await person.learns(event);
    assert.equal(await page.locator("[data-audits]").count(), 0);
    await person.looks("audit-member");
  });
  await step("what is not there is said to be missing", async () => {
    await person.goes("/audit/job/999", "[role=alert]");
    await person.reads("There is no such thing on the chain.");
    await person.goes("/data/999", "[role=alert]");
    await person.looks("missing");
  });
  await step("a node that does not answer is said to, with a way to another", async () => {
    const other = await otherWindow("/");
    const { page } = other;
    await page.goto(`${world.site.url}?node=${encodeURIComponent("http://127.0.0.1:1")}`);
    await page.getByRole("heading", { name: "No node answers" }).waitFor();
    await other.looks("no-node");
    await page.getByLabel("Address of the node").fill(NODE);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.locator(".card").first().waitFor();
    await page.close();
  });
  await step("the keyboard skips to the content", async () => {
    await page.goto(`${world.site.url}?node=${encodeURIComponent(NODE)}`);
    await page.reload();
    await person.sees(".card");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "view");
  });
});
