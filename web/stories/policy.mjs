// What the page may do at all.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NODE, otherWindow, story, world } from "./world.mjs";

story(
  "policy: the page runs no script but its own, and reaches nobody but the node",
  async (step) => {
    const { page } = await otherWindow("/");
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
  assert.deepEqual(world.browser.faults, []);
});
