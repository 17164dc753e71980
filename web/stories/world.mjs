// What all stories share: the browser, the people in it, and what the stories leave for one another.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { launch, PATIENCE, picture } from "./browser.mjs";
import { Person } from "./people.mjs";
import { serve } from "./serve.mjs";
import { wallet } from "./wallet.mjs";

export const NODE = process.env.PANSHI_NODE;
export const STORY = process.env.PANSHI_STORY;
export const LABORATORIES = ["Lab1", "Lab2", "Lab3"];
const STORY_TIME = { timeout: 300_000 };

/** There once the first story begins: `site`, `keys`, `browser`, `person`. */
export const world = {};
/** What the stories leave for one another: numbers of agreements and of jobs, the key of a job. */
export const made = {};

before(async () => {
  const site = await serve();
  const keys = await wallet();
  const browser = await launch(site.url, NODE);
  await keys.inject(browser.context);
  const person = new Person({ page: browser.page, site: site.url, node: NODE, wallet: keys });
  Object.assign(world, { site, keys, browser, person });
  await person.arrives();
});

after(async () => {
  await world.browser?.browser.close();
  await world.site?.close();
});

/** A story whose steps build on one another, and on the stories before: the first that fails ends all. */
let broken = false;
export function story(name, tell) {
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
          await picture(world.person.page, "failed");
          throw error;
        }
      });
      if (failure !== undefined) throw new Error(`stopped at: ${step}`);
    });
    broken = false;
  });
}

/** What a download holds. */
export async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent("download"), click()]);
  return readFile(await file.path(), "utf8");
}

/** A text as a file that a person chooses. */
export function textFile(name, text) {
  return { name, mimeType: "text/plain", buffer: Buffer.from(text) };
}

/** What `panshi` says to the words of `line`, which the clinic types at its terminal. */
export async function panshi(line) {
  const words = ["--url", NODE, "--json", "--as", "//Consumer", ...line.split(" ")];
  const { stdout } = await promisify(execFile)(process.env.PANSHI_PROGRAM, words, { cwd: STORY });
  return JSON.parse(stdout);
}

/** Another window on `path`, whose messages to and from the node go through `route`, where it is given. */
export async function otherWindow(path, route) {
  const page = await world.browser.context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (route !== undefined) await page.routeWebSocket(/.*/, route);
  await page.goto(`${world.site.url}?node=${encodeURIComponent(NODE)}#${path}`);
  return new Person({ page, site: world.site.url, node: NODE, wallet: world.keys });
}

/** The words of the events of a whole trail that `page` shows, once the last of them is `last`: the node's
 * index is a moment behind the chain. */
export async function eventsUntil(last, page) {
  await page.locator("[data-trail=whole]").waitFor();
  await page.locator(".trail li").last().getByText(last, { exact: true }).waitFor();
  return page.locator(".trail strong").allInnerTexts();
}

/** Fails unless `event` is among `events`. */
export function among(events, event) {
  assert.ok(events.includes(event), `${event} among ${events}`);
}
