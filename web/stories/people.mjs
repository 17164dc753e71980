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
    await fitsPhone(this.page);
  }

  /** Reads agreement `id`, whose digest has to be that of what is shown, and signs it. */
  async signs(id) {
    await this.goes(`/agreements/${id}`, "[data-digest=same]");
    await this.clicks("Sign this digest");
    await this.page.locator(".signatures .done", { hasText: "signed" }).first().waitFor();
    await this.page.locator(".sign").waitFor({ state: "detached" });
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
