// What holds over a whole visit: the policy, the markup it lets through, other hosts, storage.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";

const TOUR = [
  "",
  "#read=A/CONF.191/L.7",
  "#read=A/CONF.191/L.7&para=5&with=letter-2006-04-13:annex.l",
  "#read=letter-2006-04-13&text=received",
  "#find=remittances&theme=remittances&at=letter-2006-04-13:annex.o",
  "#find=%3Cimg%20src=x%20onerror=alert(1)%3E",
  "#map&at=letter-2006-04-13:annex.l&with=A/CONF.191/L.7:5",
  "#link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l",
  "#frameworks",
  "#about",
  "#find=zebra&lang=fr",
];

/** Before the page's own scripts: counts refusals, and keeps what goes through the policy for markup. */
function record() {
  globalThis.refused = [];
  globalThis.markup = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
  const factory = globalThis.trustedTypes;
  if (!factory) return;
  const create = factory.createPolicy.bind(factory);
  factory.createPolicy = (name, rules) =>
    create(name, {
      ...rules,
      createHTML: (text, ...rest) => {
        globalThis.markup.push(text);
        return rules.createHTML(text, ...rest);
      },
    });
}

async function tour(page, base) {
  for (const address of TOUR) {
    await page.goto(`${base}${address}`);
    await page.waitForFunction(() => document.querySelector("main h1") !== null);
    // As a visitor would: a letter typed, a filter opened, where there are such.
    if ((await page.count("#search")) > 0) await page.type("#search", "a");
  }
}

export default [
  {
    name: "S1 the policy refuses nothing over a whole visit",
    only: ["chromium", "firefox"],
    async run({ open, base }) {
      const page = await openReady(open, base, { initScript: record });
      await tour(page, base);
      assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "S2 no text of the corpus, the wording or the address is ever read as markup",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, base, { initScript: record });
      await tour(page, base);
      const markup = await page.evaluate(() => globalThis.markup);
      assert.ok(markup.length > 0, "the page builds static markup");
      const words = ["Participants", "Brussels", "remittances", "Remittances", "onerror", "Passages", "CONF"];
      assert.deepEqual(markup.filter((text) => words.some((word) => text.includes(word))), []);
    },
  },
  {
    name: "S3 no other host, no cookie and no storage over a whole visit",
    async run({ open, base }) {
      const page = await openReady(open, base);
      await tour(page, base);
      const foreign = (page.requests() ?? []).filter((url) => new URL(url).origin !== new URL(base).origin);
      assert.deepEqual(foreign.filter((url) => !/^(data|blob):/.test(url)), []);
      const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
      assert.deepEqual(kept, ["", 0, 0]);
      const outward = await page.evaluate(() =>
        [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")).filter((href) => !href.startsWith("#")),
      );
      assert.deepEqual(outward, []);
    },
  },
];
