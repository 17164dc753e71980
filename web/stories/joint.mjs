// A joint association: the clinic asks at its terminal, the three holders compute together, and the result
// is opened here.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { download, made, panshi, STORY, story, textFile, world } from "./world.mjs";

/** Relative difference up to which two floating-point ways to the same statistic agree. */
const ROUNDING = 1e-9;
const place = (v) => `${v.chrom}:${v.pos} ${v.ref}>${v.alt}`;

story(
  "joint: three holders compute together, and the clinic opens what they found",
  async (step) => {
    const { person } = world;
    const { page } = person;
    const wanted = JSON.parse(await readFile(join(STORY, "association.json"), "utf8"));
    let key;
    await step("the clinic asks at its terminal, and follows the job here", async () => {
      await panshi("job key-new --out joint.key");
      key = await readFile(join(STORY, "joint.key"), "utf8");
      const asked = await panshi(
        `job parameters --sites few.tsv --build GRCh37 --above ${wanted.above} --data 0,1,2`,
      );
      const { job } = await panshi(
        `job create --agreement ${made.authorization} --algorithm ${wanted.joint} ` +
          `--parameters ${asked.digest} --data 0,1,2 --key joint.key`,
      );
      made.joint = job;
      made.counts = wanted.counts;
      await person.arrives();
      await person.is("Author");
      await person.goes(`/jobs/${job}`, ".participants");
      await person.reads("Agreed strength: honest majority.");
      await page.locator(".title .status", { hasText: "To be checked" }).waitFor();
      await person.clicks("Release");
      await page.locator(".title .status", { hasText: "Settled" }).waitFor();
    });
    await step("as a table and a plot, equal to a direct computation", async () => {
      await person.is("Clinic");
      await page.getByLabel("Result key").setInputFiles(textFile("joint.key", key));
      await person.sees("[data-opened=association]");
      await person.looks("joint-opened");
      const saved = await download(page, () => person.clicks("Save as JSON"));
      equal(JSON.parse(saved), wanted.variants);
      assert.equal(
        await page.locator(".opened .plot circle.point").count(),
        wanted.variants.length,
      );
      const rows = await page.locator(".opened tbody tr").allInnerTexts();
      const told = rows.map((row) => row.split("\t").map((cell) => cell.trim()));
      const numbers = (of) => [place(of), of.cases.join("/"), of.controls.join("/")].join(" ");
      assert.deepEqual(
        told.map((cells) => [cells[0], ...cells.slice(-2)].join(" ")).sort(),
        wanted.variants.map(numbers).sort(),
      );
    });
    await step("in Chinese too", async () => {
      await person.clicks("中文");
      await person.sees("[data-opened=association]");
      await person.looks("joint-opened-zh");
      await person.clicks("English");
    });
  },
);

/** Fails unless what was opened is what a direct computation gives, the most significant first. */
function equal({ variants }, wanted) {
  assert.equal(variants.length, wanted.length);
  const close = (found, right) =>
    found === right || Math.abs(found - right) <= ROUNDING * Math.abs(right);
  for (const right of wanted) {
    const found = variants.find((v) => place(v) === place(right));
    assert.ok(found !== undefined, `${place(right)} came out`);
    assert.deepEqual([found.cases, found.controls], [right.cases, right.controls]);
    for (const name of ["chi1", "chi2", "odds_ratio", "ci_low", "ci_high"])
      assert.ok(close(found[name], right[name]), `${name}: ${found[name]}, ${right[name]}`);
  }
  const significance = variants.map(({ chi1 }) => chi1);
  assert.deepEqual(
    significance,
    significance.toSorted((a, b) => b - a),
  );
}
