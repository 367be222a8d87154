// No violation of the automatic rules of WCAG 2.2 A and AA, in any view, light and dark, wide and narrow.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { openReady } from "./ready.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const VIEWS = {
  overview: "",
  read: "#read=A/CONF.191/L.7",
  link: "#read=A/CONF.191/L.7&para=5&with=letter-2006-04-13:annex.l",
  received: "#read=letter-2006-04-13&text=received",
  find: "#find=remittances&at=letter-2006-04-13:annex.o",
  nothing: "#find=zebra",
  map: "#map&at=letter-2006-04-13:annex.l",
  link: "#link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l",
  frameworks: "#frameworks",
  about: "#about",
  french: "#find=remittances&lang=fr",
};

const SIZES = [
  { width: 1280, height: 800, colorScheme: "light" },
  { width: 1280, height: 800, colorScheme: "dark" },
  { width: 360, height: 740, colorScheme: "light" },
];

/** Runs inside the page. */
async function audit() {
  const { violations } = await globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
}

const tests = [];
for (const [name, address] of Object.entries(VIEWS)) {
  tests.push({
    name: `axe finds nothing in ${name}`,
    only: ["chromium", "firefox"],
    async run({ open, base }) {
      for (const size of SIZES) {
        const page = await openReady(open, `${base}${address}`, size);
        await page.waitForFunction(() => document.querySelector("main h1") !== null);
        // The driver evaluates the auditor: nothing is added to the document, so the policy stays as it is.
        await page.raw.evaluate(`${axe}; undefined`);
        assert.deepEqual(await page.evaluate(audit), [], `${size.width} ${size.colorScheme}`);
        await page.close();
      }
    },
  });
}

export default tests;
