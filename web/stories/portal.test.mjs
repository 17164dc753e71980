// The four stories of the portal in a real browser: publish, authorise and sign, run and open a result,
// audit. The chain and the compute nodes run already: tests/tests/portal.rs starts them, with data
// identities and an algorithm registered and two templates proposed.
//
//   PANSHI_NODE       address of the chain node
//   PANSHI_STORY      folder with `variants.tsv` (the question) and `counts.tsv` (a direct count)
//   PANSHI_ARTEFACTS  folder for pictures; none are kept without it

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { x25519 } from "@noble/curves/ed25519.js";
import { launch } from "./browser.mjs";
import { Person } from "./people.mjs";
import { serve } from "./serve.mjs";
import { wallet } from "./wallet.mjs";

const NODE = process.env.PANSHI_NODE;
const STORY = process.env.PANSHI_STORY;
const LABORATORIES = ["Lab1", "Lab2", "Lab3"];
const STORY_TIME = { timeout: 300_000 };

let site, keys, window_, person;
/** What the stories leave for one another: numbers of agreements and of the job. */
const made = { authorization: undefined, job: undefined, key: undefined };

before(async () => {
  site = await serve();
  keys = await wallet();
  window_ = await launch(site.url, NODE);
  await keys.inject(window_.context);
  person = new Person({ page: window_.page, site: site.url, node: NODE, wallet: keys });
  await person.arrives();
});

after(async () => {
  await window_?.browser.close();
  await site?.close();
});

/** A story whose steps build on one another, and on the stories before: the first that fails ends all. */
let broken = false;
function story(name, tell) {
  test(name, STORY_TIME, async (t) => {
    if (broken) return t.skip("a story before it failed");
    broken = true;
    await tell(async (step, run) => {
      let failure;
      await t.test(step, async () => {
        try {
          await run();
        } catch (error) {
          failure = error;
          throw error;
        }
      });
      if (failure !== undefined) throw new Error(`stopped at: ${step}`);
    });
    broken = false;
  });
}

/** What a download holds. */
async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent("download"), click()]);
  return readFile(await file.path(), "utf8");
}

story("publish: holders put data on offer, the operator checks and attests", async (step) => {
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
  for (const laboratory of LABORATORIES) {
    await step(`${laboratory} proposes, signs, and is attested`, async () => {
      await person.is(laboratory);
      await person.goes("/", "form[role=search]");
      await page.getByLabel("Only data on offer").uncheck();
      const name = `laboratory ${laboratory.slice(3)}`;
      await page.getByLabel("Words").fill(`"${name}"`);
      await person.reads("Data identities found: 1.");
      await page.locator(".card", { hasText: name }).click();
      await page.getByRole("link", { name: "Publish" }).click();
      await person.sees(".document.preview");
      await page
        .getByLabel("Contact for questions about the data")
        .fill(`office@${laboratory}.example`);
      await person.sees("article.document");
      if (laboratory === "Lab1") await person.looks("publish-propose");
      await person.clicks("Propose");
      const id = await person.number("agreements");
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
    await person.reads("On offer");
    await person.looks("identity");
  });
});

story("find: a node without an index is said to be one", async (step) => {
  await step("the newest identities are read from the chain", async () => {
    const page = await window_.context.newPage();
    await page.routeWebSocket(/.*/, (socket) => {
      const node = socket.connectToServer();
      socket.onMessage((message) =>
        node.send(String(message).replaceAll("panshi_searchData", "panshi_unknown")),
      );
    });
    await page.goto(`${site.url}?node=${encodeURIComponent(NODE)}`);
    await page.getByText("This node keeps no search index").waitFor();
    await page.getByText("3 of 3 data identities").waitFor();
    await new Person({ page, wallet: keys }).looks("find-no-index");
    await page.close();
  });
});

story("authorise: a proposal is read, signed by every party and attested", async (step) => {
  const { page } = person;
  await step("the clinic fills the template", async () => {
    await person.is("Clinic");
    await page.getByRole("link", { name: "Ask for use" }).click();
    await person.sees("form.stack");
    for (const tick of await page.getByRole("checkbox", { name: /^Data identity/ }).all())
      await tick.check();
    await page.getByLabel("Years for which results may be kept").fill("5");
    await page.getByLabel("Project").fill("pooled frequencies");
    await page.getByRole("checkbox", { name: "Pooled allele counts" }).check();
    await page.getByRole("checkbox", { name: /algorithm provider/ }).check();
    await person.sees("article.document");
  });
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
      "At most 3 jobs",
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
  const page = await window_.context.newPage();
  await page.routeWebSocket(/.*/, (socket) => {
    const node = socket.connectToServer();
    node.onMessage((message) => socket.send(String(message).replaceAll(honest, forged)));
  });
  await page.goto(`${site.url}?node=${encodeURIComponent(NODE)}#/agreements/${made.authorization}`);
  await page.getByRole("button", { name: "Connect stub" }).click();
  await page.getByLabel("Account that signs").selectOption(keys.address("Lab1"));
  await page.locator("[data-digest=differs]").waitFor();
  await page.getByText("pooled telephones!").first().waitFor();
  assert.ok(await page.getByRole("button", { name: "Sign this digest" }).isDisabled());
  await new Person({ page, wallet: keys }).looks("authorise-forged");
  await page.close();
}

story("run: a job is created, followed live and its result opened", async (step) => {
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
    await page.getByRole("button", { name: /^Create the job/ }).click();
    made.job = await person.number("jobs");
  });
  await step("it is followed until everybody has been paid", async () => {
    const bar = page.getByRole("progressbar", { name: "Progress of the job" });
    const seen = new Set();
    await page.exposeFunction("storySaw", (value) => void seen.add(Number(value)));
    await bar.evaluate((element) => {
      const tell = () => void window.storySaw(element.getAttribute("aria-valuenow"));
      new MutationObserver(tell).observe(element, { attributes: true });
      tell();
    });
    await page.locator(".title .status", { hasText: "Settled" }).waitFor();
    await page.locator("[role=progressbar][aria-valuenow='100']").waitFor();
    assert.ok(seen.size > 1, `the bar moved: ${[...seen]}`);
    assert.equal(await page.locator(".participants .delivered").count(), 3);
    await person.reads("Given back to the consumer");
    await person.looks("run-settled");
  });
  await step("the key of this visit opens it", async () => {
    await person.clicks("Open with the key of this visit");
    await person.sees("[data-opened]");
    await person.looks("run-opened");
    await agrees(await download(page, () => person.clicks("Save as a file")));
  });
  await step("so does its file, later, and no other key does", async () => {
    await page.reload();
    await person.sees("input[type=file]");
    const key = (name, buffer) => ({ name, mimeType: "text/plain", buffer: Buffer.from(buffer) });
    const file = page.getByLabel("Result key");
    await file.setInputFiles(key("note.txt", "no key"));
    await person.reads("This file is no result key.");
    await file.setInputFiles(key("other.key", otherKey()));
    await person.reads("This is not the key of this job.");
    await person.looks("run-other-key");
    await file.setInputFiles(key("result.key", made.key));
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

story("audit: every event of the job, as a picture and a list, in both languages", async (step) => {
  const { page } = person;
  await person.arrives();
  await step("the job", async () => {
    await person.is("Auditor");
    await person.goes("/audit", "form.filters");
    await page.getByLabel("Number").fill(String(made.job));
    await person.clicks("Show");
    await person.sees("[data-trail=whole]");
    const events = await page.locator(".trail strong").allInnerTexts();
    assert.equal(events.filter((e) => e === "Charged to the privacy budget").length, 3);
    assert.equal(events.filter((e) => e === "Accepted by a compute node").length, 3);
    assert.equal(events.filter((e) => e === "Share received").length, 3);
    assert.equal(events.at(-1), "Settled: everybody paid");
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
    await person.goes("/audit", "form.filters");
    await person.goes(`/audit/agreement/${made.authorization}`, "[data-trail=whole]");
    const events = await page.locator(".trail strong").allInnerTexts();
    for (const event of ["Explanation requested", "Explained", "Opinion recorded", "Suspended"])
      assert.ok(events.includes(event), `${event} among ${events}`);
    assert.equal(events.at(-1), "Resumed");
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
      [`/jobs/${made.job}`, ".participants", "job-zh"],
      ["/jobs", ".row", "jobs-zh"],
    ]) {
      await person.goes(path, sign);
      await person.looks(name);
    }
    await person.clicks("English");
  });
  await step("what is not there is said to be missing", async () => {
    await person.goes("/audit/job/999", "[role=alert]");
    await person.reads("There is no such thing on the chain.");
    await person.goes("/data/999", "[role=alert]");
    await person.looks("missing");
  });
  await step("a node that does not answer is said to, with a way to another", async () => {
    const page = await window_.context.newPage();
    await page.goto(`${site.url}?node=${encodeURIComponent("http://127.0.0.1:1")}`);
    await page.getByRole("heading", { name: "No node answers" }).waitFor();
    const other = new Person({ page, wallet: keys });
    await other.looks("no-node");
    await page.getByLabel("Address of the node").fill(NODE);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.locator(".card").first().waitFor();
    await page.close();
  });
  await step("the keyboard skips to the content", async () => {
    await page.goto(`${site.url}?node=${encodeURIComponent(NODE)}`);
    await page.reload();
    await person.sees(".card");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "view");
  });
});

story("end: a party gives notice", async (step) => {
  await step("the agreement runs until the notice is over", async () => {
    const { page } = person;
    await person.arrives();
    await person.is("Clinic");
    await person.goes(`/agreements/${made.authorization}`, "[data-digest=same]");
    await page.locator("summary", { hasText: "Do not sign, or end it" }).click();
    await person.clicks("Give notice");
    await page.locator(".title .status", { hasText: "Notice given" }).waitFor();
    await person.looks("notice-given");
  });
});

story(
  "policy: the page runs no script but its own, and reaches nobody but the node",
  async (step) => {
    const page = await window_.context.newPage();
    await page.goto(`${site.url}?node=${encodeURIComponent(NODE)}`);
    await page.locator(".card").first().waitFor();
    const refused = (what, argument) =>
      page.evaluate(
        ([what, argument]) =>
          new Promise((resolve) => {
            document.addEventListener(
              "securitypolicyviolation",
              (event) => resolve(event.effectiveDirective),
              { once: true },
            );
            const acts = {
              fetch: () => fetch(argument).catch(() => undefined),
              socket: () => new WebSocket(argument),
              picture: () => (new Image().src = argument),
              inline: () => {
                const script = document.createElement("script");
                try {
                  script.text = argument;
                } catch {
                  // Trusted Types have refused it, which is a violation too.
                }
                document.body.append(script);
              },
              markup: () => {
                try {
                  document.body.innerHTML = argument;
                } catch {
                  // As above.
                }
              },
              style: () => document.body.setAttribute("style", argument),
            };
            acts[what]();
          }),
        [what, argument],
      );
    for (const [what, argument, directive] of [
      ["fetch", "https://elsewhere.example/", "connect-src"],
      ["socket", "wss://elsewhere.example/", "connect-src"],
      ["picture", "https://elsewhere.example/dot.png", "img-src"],
      ["inline", "window.intruder = true", "require-trusted-types-for"],
      ["markup", "<img src=x>", "require-trusted-types-for"],
      ["style", "color: red", "style-src-attr"],
    ]) {
      await step(`${what} is refused by ${directive}`, async () => {
        assert.equal(await refused(what, argument), directive);
      });
    }
    assert.equal(await page.evaluate(() => window.intruder), undefined);
    await page.close();
  },
);

test("no page asked anybody but its server and the node, or complained", () => {
  assert.deepEqual(window_.faults, []);
});
