// A checker that withholds a result.

import assert from "node:assert/strict";
import { made, panshi, story, world } from "./world.mjs";

story("withhold: the checker keeps a result back, and the clinic reads why", async (step) => {
  const { person } = world;
  const { page } = person;
  await step("the checker withholds it", async () => {
    await panshi("job key-new --out withheld.key");
    const { digest } = await panshi("job parameters --sites few.tsv --build GRCh37");
    const { job } = await panshi(
      `job create --agreement ${made.authorization} --algorithm ${made.counts} ` +
        `--parameters ${digest} --data 0,1,2 --key withheld.key`,
    );
    made.withheld = job;
    await person.is("Author");
    await person.goes(`/jobs/${job}`, ".participants");
    await page.locator(".title .status", { hasText: "To be checked" }).waitFor();
    const fold = page.locator("details", { hasText: "Withhold" });
    await person.gives(fold, 12, "Withhold");
    await page.locator(".title .status", { hasText: "Failed" }).waitFor();
  });
  await step(
    "the clinic reads the reason, and has half of its money back: the work was done",
    async () => {
      await person.is("Clinic");
      await person.reads("The checker withheld the result: reason 12");
      const back = page.locator("tr", { hasText: "Given back to the consumer" });
      assert.match(await back.innerText(), /15 PAN/);
      assert.equal(await page.getByLabel("Result key").count(), 0, "there is nothing to open");
      await person.looks("withheld");
    },
  );
});
