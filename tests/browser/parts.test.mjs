// The parts of the program that a first visit does not load: they come when they are wanted, and what goes wrong with
// that is told and can be tried again.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";
import { isShown } from "./views.mjs";
import { pause } from "./wait.mjs";

const PARTS = "**/part-*.wasm";
const INTERCEPTING = ["chromium", "firefox"];
const missing = (route) => route.fulfill({ status: 404, body: "no" });
const button = "main [role=alert] button";

async function damaged(route) {
  const response = await route.fetch();
  const body = await response.body();
  body[body.length >> 1] ^= 1;
  await route.fulfill({ response, body });
}

export default [
  {
    name: "every view opens from its address and from the tabs, with the keyboard at its heading",
    async run({ open, base }) {
      for (const view of ["read", "find", "map", "compare", "frameworks", "collection", "about"]) {
        const page = await openReady(open, `${base}#${view}`);
        await page.waitForFunction(isShown, `#${view}`);
        assert.deepEqual(await page.consoleErrors(), [], view);
      }
      const page = await openReady(open, base);
      for (const view of ["map", "find", "about"]) {
        await page.click(`.tabs a[href^="#${view}"]`);
        await page.waitForFunction(isShown, `#${view}`);
        await page.waitForFunction(() => document.activeElement?.id === "top" && document.activeElement.tagName === "H1");
      }
    },
  },
  {
    name: "the opening page starts without the other parts, which come when there is nothing better to do",
    only: INTERCEPTING,
    async run({ open, base }) {
      let arrive;
      const held = new Promise((resolve) => (arrive = resolve));
      const prepare = (raw) => raw.route(PARTS, async (route) => held.then(() => route.continue()));
      const page = await openReady(open, base, { prepare });
      assert.equal(await page.count("main h1"), 1);
      await page.waitForFunction(() => performance.now() > 0);
      arrive();
      for (let tries = 0; tries < 50 && !page.requests().some((url) => /part-/.test(url)); tries += 1) await pause(100);
      assert.ok(page.requests().some((url) => /part-[0-9a-f]{16}\.wasm$/.test(url)), String(page.requests()));
    },
  },
  {
    name: "while a part is on the way this is said, and the keyboard is at the heading when it comes",
    only: INTERCEPTING,
    async run({ open, base }) {
      let arrive;
      const held = new Promise((resolve) => (arrive = resolve));
      const prepare = (raw) => raw.route(PARTS, async (route) => held.then(() => route.continue()));
      const page = await openReady(open, base, { prepare });
      await page.click('.tabs a[href^="#about"]');
      await page.waitFor("main .working");
      assert.match(await page.text("main .working"), /Loading/);
      arrive();
      await page.waitFor("main .about h1");
      await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    },
  },
  ...[
    ["does not arrive", missing],
    ["arrives damaged", damaged],
  ].map(([fault, change]) => ({
    name: `a part that ${fault} is told in plain words, the rest goes on, and it can be asked for again`,
    only: ["chromium"],
    async run({ open, base }) {
      const prepare = (raw) => raw.route(PARTS, change);
      const page = await openReady(open, `${base}#map`, { prepare });
      await page.waitFor(button);
      assert.match(await page.text(button), /could not be loaded/);
      assert.doesNotMatch(await page.text("main"), /Error|http|\.wasm|\.js/);
      // What was loaded first is not touched by it.
      await page.click(".wordmark a");
      await page.waitFor("main .home .link-card");
      await page.raw.unrouteAll({ behavior: "wait" });
      await page.click('.tabs a[href^="#map"]');
      await page.waitFor(".map .node");
    },
  })),
];
