// What people do at the portal, in the words of its buttons.

import assert from "node:assert/strict";
import { accessible, fitsPhone, picture } from "./browser.mjs";

/** A person at the portal, who changes accounts in the wallet as the story goes. */
export class Person {
  constructor({ page, site, node, wallet }) {
    Object.assign(this, { page, site, node, wallet });
  }

  /** Opens the portal and connects the wallet. */
  async arrives() {
    await this.page.goto(`${this.site}?node=${encodeURIComponent(this.node)}`);
    await this.page.getByRole("button", { name: "Connect stub" }).click();
  }

  /** Signs as `name` from now on. */
  async is(name) {
    await this.page.getByLabel("Account that signs").selectOption(this.wallet.address(name));
  }

  /** Goes to `path`, and waits until the view shows `sign`. */
  async goes(path, sign) {
    await this.page.evaluate((hash) => (location.hash = hash), path);
    await this.sees(sign);
  }

  async sees(sign) {
    await this.page.locator(sign).first().waitFor();
  }

  async reads(words) {
    await this.page.getByText(words).first().waitFor();
  }

  /** Waits until the trail in view has `event`. */
  async learns(event) {
    await this.page.locator(".trail strong").getByText(event, { exact: true }).first().waitFor();
  }

  async clicks(name) {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  /** The number at the end of the address, once it is that of a `place`. */
  async number(place) {
    await this.page.waitForURL(new RegExp(`#/${place}/\\d+$`));
    return Number(/\d+$/.exec(this.page.url())[0]);
  }

  /** Keeps a picture, and fails if the view is not accessible or does not fit a phone. */
  async looks(name) {
    await picture(this.page, name);
    await accessible(this.page);
    await fitsPhone(this.page, name);
  }

  /** Reads agreement `id`, whose digest has to be that of what is shown, and signs it. */
  async signs(id) {
    await this.goes(`/agreements/${id}`, "[data-digest=same]");
    await this.clicks("Sign this digest");
    await this.page.locator(".signatures .done", { hasText: "signed" }).first().waitFor();
    await this.page.locator(".sign").waitFor({ state: "detached" });
  }

  /** As `laboratory`, fills the template of a publication with its data, keeps a picture of the form,
   * where one is asked for, and proposes it. */
  async proposesPublication(laboratory, picture) {
    const { page } = this;
    await this.is(laboratory);
    await this.goes("/", "form[role=search]");
    await page.getByLabel("Only data on offer").uncheck();
    const name = `laboratory ${laboratory.slice(3)}`;
    await page.getByLabel("Words").fill(`"${name}"`);
    await this.reads("Data identities found: 1.");
    await page.locator(".card", { hasText: name }).click();
    await page.getByRole("link", { name: "Publish" }).click();
    await this.sees(".document.preview");
    await page
      .getByLabel("Contact for questions about the data")
      .fill(`office@${laboratory}.example`);
    await this.sees("article.document");
    if (picture !== undefined) await this.looks(picture);
    await this.clicks("Propose");
    return this.number("agreements");
  }

  /** Fills in the code of a reason inside `fold` and does what `button` says. */
  async gives(fold, reason, button) {
    await fold.evaluate((details) => (details.open = true));
    await fold.getByLabel("Code of the reason").fill(String(reason));
    await fold.getByRole("button", { name: button, exact: true }).click();
  }

  /** Refuses to attest the agreement `id` of the operator's queue. */
  async refuses(id, reason) {
    const queue = `section[aria-labelledby=queue-${id}]`;
    await this.goes("/operator", queue);
    await this.gives(this.page.locator(`${queue} details`), reason, "Refuse");
    await this.page.locator(queue).waitFor({ state: "detached" });
  }

  /** Makes every check of the agreement `id` in the operator's queue, and attests it. */
  async attests(id) {
    await this.goes("/operator", `section[aria-labelledby=queue-${id}]`);
    const queue = this.page.locator(`section[aria-labelledby=queue-${id}]`);
    const attest = queue.getByRole("button", { name: "Attest and bring into force" });
    assert.ok(await attest.isDisabled(), "nothing has been checked yet");
    for (const tick of await queue.getByLabel("I have checked this").all()) await tick.check();
    for (const report of await queue
      .getByLabel("Report of the verification", { exact: true })
      .all()) {
      await report.setInputFiles({
        name: "report.txt",
        mimeType: "text/plain",
        buffer: Buffer.from(`report on ${id}`),
      });
    }
    await queue.locator("p[role=status]", { hasText: /^(\d+) of \1 checks made$/ }).waitFor();
    return { queue, attest };
  }
}
