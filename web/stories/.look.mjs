import { launch, accessible, picture, fitsPhone } from "./browser.mjs";
import { serve } from "./serve.mjs";
import { wallet } from "./wallet.mjs";
const node = process.env.NODE ?? "ws://127.0.0.1:35317";
const s = await serve(); const w = await wallet();
const { browser, context, page, faults } = await launch(s.url, node);
await w.inject(context);
const t0=Date.now();
await page.goto(`${s.url}?node=${node}`);
await page.getByRole("button",{name:/Connect/}).click();
await page.getByLabel("Account that signs").selectOption({label: (await page.locator('.account option').allTextContents()).find(x=>x.startsWith(process.env.WHO ?? "Clinic"))});
for (const [path,wait,name] of JSON.parse(process.env.PAGES)) {
  try {
  await page.goto(`${s.url}?node=${node}#/${path}`);
  if (process.env.LANG2) { const b=page.getByRole("button",{name:"中文"}); if (await b.count()) await b.click(); }
  await page.locator(wait).first().waitFor({timeout:40000});
  await picture(page, name);
  console.log(path, Date.now()-t0, "ms");
  await accessible(page); await fitsPhone(page);
  } catch (e) { console.log(path, "FAIL", String(e.message).slice(0,1500)); await picture(page, name); }
}
console.log("faults", faults);
await browser.close(); await s.close();
