// A browser with a new profile, and what every page of it has to keep: no request to anywhere but its own
// server and the node, no error on its console, no accessibility fault that axe-core finds.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Where Debian puts it. */
const PROGRAM = process.env.PANSHI_CHROMIUM ?? "/usr/bin/chromium";
/** How long a view may take to show what happened on the chain. */
export const PATIENCE = 90_000;
const PHONE = { width: 390, height: 844 };

export async function launch(site, node) {
  const browser = await chromium.launch({
    executablePath: PROGRAM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const faults = [];
  const hosts = [new URL(site).host, new URL(node).host];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "blob:" && !hosts.includes(url.host)) faults.push(`request to ${url}`);
  });
  page.on("websocket", (socket) => {
    if (!hosts.includes(new URL(socket.url()).host)) faults.push(`connection with ${socket.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  return { browser, context, page, faults };
}

/** Fails if axe-core finds a fault in what the page shows. */
export async function accessible(page) {
  // The policy of the page forbids scripts from elsewhere, so that axe comes through the debugger.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const words = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" | ")}`);
  assert.deepEqual(words, [], "accessibility faults");
}

/** Keeps a picture of the whole page, where pictures are kept. */
export async function picture(page, name) {
  const folder = process.env.PANSHI_ARTEFACTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Keeps a picture of the page as a phone shows it, and fails if the page is wider than its screen. */
export async function fitsPhone(page, name) {
  const wide = page.viewportSize();
  await page.setViewportSize(PHONE);
  await picture(page, `${name}-phone`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize(wide);
  assert.ok(width <= PHONE.width, `the page is ${width} pixels wide on a phone of ${PHONE.width}`);
}
