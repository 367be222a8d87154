// No violation of any automatic rule, in any view: four auditors, which find different things.

import assert from "node:assert/strict";
import { AUDITORS, markupFaults } from "./auditors.mjs";
import { openReady } from "./ready.mjs";
import { VIEWS, inLanguage, show } from "./views.mjs";
import { pause } from "./wait.mjs";

/** Shows every view in a language, and asks about each. */
async function everyView(open, base, language, options, ask) {
  const page = await openReady(open, `${base}${inLanguage("", language)}`, options);
  const found = {};
  for (const [name, address] of Object.entries(VIEWS)) {
    await show(page, inLanguage(address, language));
    await pause(200);
    // What has been scrolled under the head of the page is none of its faults.
    await page.evaluate(() => scrollTo(0, 0));
    const faults = await ask(page);
    if (faults.length > 0) found[name] = faults;
  }
  await page.close();
  return found;
}

/** Asks an auditor, who stays in the page: another view is another fragment of the same address. */
function asking(name) {
  const { script, find } = AUDITORS[name];
  let within;
  return async (page) => {
    if (within !== page) await page.raw.evaluate(script);
    within = page;
    return page.evaluate(find);
  };
}

function audit(name, language, only, options = {}) {
  const colours = options.colorScheme ?? "light";
  return {
    name: `${name} finds nothing in any view, ${language}, ${colours}, ${options.width ?? 1280} wide`,
    only,
    async run({ open, base }) {
      assert.deepEqual(await everyView(open, base, language, options, asking(name)), {});
    },
  };
}

function markup(language) {
  return {
    name: `html-validate finds nothing in any view, ${language}`,
    only: ["chromium"],
    async run({ open, base }) {
      const ask = async (page) => markupFaults(await page.evaluate(() => document.documentElement.outerHTML));
      assert.deepEqual(await everyView(open, base, language, {}, ask), {});
    },
  };
}

const CHROMIUM = ["chromium"];

export default [
  audit("axe", "en", CHROMIUM),
  audit("axe", "en", CHROMIUM, { colorScheme: "dark" }),
  audit("axe", "en", CHROMIUM, { width: 360, height: 740 }),
  audit("axe", "ar", CHROMIUM),
  audit("axe", "ar", CHROMIUM, { colorScheme: "dark" }),
  audit("axe", "en", ["firefox"]),
  audit("ibm", "en", CHROMIUM),
  audit("codesniffer", "en", CHROMIUM),
  markup("en"),
  markup("ar"),
];
