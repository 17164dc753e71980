// How an agreement ends.

import { made, story, world } from "./world.mjs";

story("end: a party gives notice", async (step) => {
  await step("the agreement runs until the notice is over", async () => {
    const { person } = world;
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
