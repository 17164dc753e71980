// Holders put data on offer.

import assert from "node:assert/strict";
import { download, eventsUntil, LABORATORIES, story, world } from "./world.mjs";

story("publish: holders put data on offer, the operator checks and attests", async (step) => {
  const { person } = world;
  const { page } = person;
  await step("the operator approves the templates", async () => {
    await person.is("Operator");
    await person.goes("/operator", ".panel h3");
    await person.looks("operator-templates");
    for (const left of [1, 0]) {
      await page.getByRole("button", { name: "Approve" }).first().click();
      await page.waitForFunction(
        (left) => document.querySelectorAll(".panel h3").length === left,
        left,
      );
    }
    await person.reads("Nothing waits for you.");
    await person.looks("operator-empty");
  });
  await step("data that are not on offer yet are found when asked for", async () => {
    await person.goes("/", "form[role=search]");
    await person.reads("Nothing fits.");
    await page.getByLabel("Only data on offer").uncheck();
    await person.reads("Data identities found: 3.");
    await page.getByLabel("Words").fill('"laboratory 2"');
    await person.reads("Data identities found: 1.");
  });
  await step("the operator refuses to attest, and the holder reads why", async () => {
    const id = await person.proposesPublication("Lab1", "publish-propose");
    await person.signs(id);
    await person.is("Operator");
    await person.refuses(id, 17);
    await person.is("Lab1");
    await person.goes(`/agreements/${id}`, "[data-stopped=Rejected]");
    await person.reads(
      /^Development market operator checked it and refused to attest: reason 17\.$/,
    );
    assert.equal(await page.getByText("has not signed").count(), 0, "nobody knows that here");
    await person.looks("publish-refused");
    await page.getByRole("link", { name: "Audit timeline" }).click();
    const events = await eventsUntil("Rejected", page);
    assert.deepEqual(events, ["Proposed", "Signed", "Signed by all parties", "Rejected"]);
    await person.reads(/reason: 17/);
  });
  for (const laboratory of LABORATORIES) {
    await step(`${laboratory} proposes, signs, and is attested`, async () => {
      const id = await person.proposesPublication(laboratory);
      await person.signs(id);
      await person.is("Operator");
      const { attest } = await person.attests(id);
      if (laboratory === "Lab1") await person.looks("publish-attest");
      await attest.click();
      await page.locator(`section[aria-labelledby=queue-${id}]`).waitFor({ state: "detached" });
    });
  }
  await step("anybody finds them", async () => {
    await person.goes("/", ".card");
    await person.reads("Data identities found: 3.");
    await page.getByText("More conditions").click();
    await page.getByLabel("Phenotypes and diseases").fill("seizures");
    await person.reads("Terms are written like HP:0001250");
    await page.getByLabel("Phenotypes and diseases").fill("");
    await page.getByLabel("People, at least").fill("1000000");
    await person.reads("Data identities found: 0.");
    await person.clicks("Clear all conditions");
    await person.reads("Data identities found: 3.");
    await person.looks("find");
    await page.getByRole("checkbox", { name: /^Development laboratory 2/ }).check();
    await person.reads("Data identities found: 1.");
    await person.reads(/^As of block [\d\u202f]+, final\.$/);
    await page.locator(".card").first().click();
    await person.reads("On offer");
    const proof = JSON.parse(await download(page, () => person.clicks("Save a proof")));
    assert.equal(proof.value.entries[0].pallet, "DataRegistry");
    await person.goes("/", ".card");
    await page.locator(".card").first().click();
    await person.sees(".facts");
    await person.looks("identity");
  });
});
