// A proposal is read, signed by every party and attested.

import assert from "node:assert/strict";
import { LABORATORIES, made, otherWindow, story, world } from "./world.mjs";

story("authorise: a proposal is read, signed by every party and attested", async (step) => {
  const { person, keys } = world;
  const { page } = person;
  await step("a party declines, and the clinic reads why", async () => {
    await fills(person);
    await person.clicks("Propose");
    made.declined = await person.number("agreements");
    await person.is("Lab2");
    await person.goes("/agreements", ".row");
    await page.locator(".row", { hasText: `Agreement ${made.declined}` }).click();
    await person.gives(page.locator(".panel details"), 21, "Decline");
    await person.sees("[data-stopped=Rejected]");
    await person.is("Clinic");
    await person.reads(/^Development laboratory 2 declined to sign: reason 21\.$/);
    await person.looks("authorise-declined");
    await person.goes("/agreements", "[data-listed='0']");
    await person.reads("Nothing waits for your signature.");
    await person.reads(/^As of block [\d\u202f]+, final\.$/);
    await person.looks("agreements-none");
  });
  await step(
    "the clinic fills the template again, and reads how holders compute together",
    async () => {
      await fills(person);
      const preview = page.locator("article.document");
      await preview.locator("[data-how='how.HonestMajority']").waitFor();
      const words = await preview.innerText();
      assert.match(words, /one of them may cheat\. Agreed strength: honest majority/);
      assert.match(words, /Two who conspire would learn everything/);
    },
  );
  await step("a purpose that the data do not permit is told before it is sent", async () => {
    const approved = page.getByRole("checkbox", { name: "An ethics committee has approved it." });
    await approved.uncheck();
    await person.reads("may not be used so: it needs an ethics approval.");
    assert.ok(await page.getByRole("button", { name: "Propose", exact: true }).isDisabled());
    await approved.check();
  });
  await step("what the chain refuses is said in the words of its pallet", async () => {
    const least = page.getByLabel("Fewest holders in a job");
    await least.fill("2");
    await person.clicks("Propose");
    await person.reads("The template demands more holders.");
    await person.reads("Agreements.LeastHoldersTooLow");
    await person.looks("authorise-refused");
    await least.fill("3");
  });
  await step("nothing is sent when the wallet's owner does not sign", async () => {
    keys.refuse(true);
    await person.clicks("Propose");
    await person.reads("Not signed. Nothing has changed.");
    keys.refuse(false);
  });
  await step("the proposal is on the chain, with the digest of what is shown", async () => {
    await person.clicks("Propose");
    made.authorization = await person.number("agreements");
    await person.sees("[data-digest=same]");
    await person.looks("authorise-read");
    const words = await page.locator("article.document").innerText();
    for (const word of [
      "Development clinic",
      "pooled frequencies",
      "30 PAN",
      "At most 4 jobs",
      "25",
    ]) {
      assert.ok(words.includes(word), `${word} in: ${words}`);
    }
  });
  await step("a node that shows another document is found out before anybody signs", () =>
    foundOut(),
  );
  await step("every party signs the same digest, one by the keyboard alone", async () => {
    await person.goes("/agreements", ".row");
    await person.looks("agreements");
    for (const name of ["Clinic", "Author", ...LABORATORIES.slice(1)]) {
      await person.is(name);
      await person.signs(made.authorization);
    }
    await person.is("Lab1");
    await page.getByRole("button", { name: "Sign this digest" }).waitFor();
    await page.getByRole("link", { name: "Audit timeline" }).focus();
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press("Tab");
      const words = await page.evaluate(() => document.activeElement?.textContent);
      if (words === "Sign this digest") break;
    }
    await page.keyboard.press("Enter");
    await page.locator(".sign").waitFor({ state: "detached" });
    await person.reads("Signed by all");
    const methods = new Set(
      keys.asked.filter((p) => p.method.startsWith("0x3404")).map((p) => p.method),
    );
    const ours = [...methods].filter((m) => m.startsWith(`0x3404${u32(made.authorization)}`));
    assert.equal(ours.length, 1, "all wallets were asked to sign the same call");
  });
  await step("the operator attests", async () => {
    await person.is("Operator");
    const { attest } = await person.attests(made.authorization);
    await person.looks("authorise-attest");
    await attest.click();
    await person.goes(`/agreements/${made.authorization}`, "[data-digest=same]");
    await person.reads("In force until block");
    await person.looks("authorise-in-force");
  });
});

/** Four little-endian bytes as hexadecimal digits. */
function u32(n) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(n);
  return bytes.toString("hex");
}

/** Another window, whose node replaces a word of the document. */
async function foundOut() {
  const [honest, forged] = ["pooled frequencies", "pooled telephones!"].map((words) =>
    Buffer.from(words).toString("hex"),
  );
  const other = await otherWindow(`/agreements/${made.authorization}`, (socket) => {
    const node = socket.connectToServer();
    node.onMessage((message) => socket.send(String(message).replaceAll(honest, forged)));
  });
  await other.page.getByRole("button", { name: "Connect stub" }).click();
  await other.is("Lab1");
  await other.sees("[data-digest=differs]");
  await other.reads("pooled telephones!");
  assert.ok(await other.page.getByRole("button", { name: "Sign this digest" }).isDisabled());
  await other.looks("authorise-forged");
  await other.page.close();
}

/** As the clinic, asks for the use of all data, for pooled counts and for a joint association, with a
 * checker between the results and itself. */
async function fills(person) {
  const { page } = person;
  await person.is("Clinic");
  await person.goes("/", ".card");
  await page.locator(".card").first().click();
  await page.getByRole("link", { name: "Ask for use" }).click();
  await person.sees("form.stack");
  for (const tick of await page.getByRole("checkbox", { name: /^Data identity/ }).all())
    await tick.check();
  await page.getByLabel("Years for which results may be kept").fill("5");
  await page.getByLabel("Project").fill("pooled frequencies");
  await page.getByRole("checkbox", { name: "Pooled allele counts" }).check();
  await page.getByRole("checkbox", { name: "Joint association" }).check();
  await page.getByRole("checkbox", { name: /algorithm provider/ }).check();
  await page.getByLabel("Release of results").selectOption(person.wallet.address("Author"));
  await page.getByLabel("Jobs", { exact: true }).fill("4");
  await person.sees("article.document");
}
