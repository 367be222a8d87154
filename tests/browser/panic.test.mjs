// A program that traps while it runs: nothing can be touched any more, it is said, and the page is loaded anew; never for
// ever.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";
import { until } from "./wait.mjs";

const PLACE = "#find=remittances";

/** What a trap looks like to the page, in any engine. */
function trap() {
  setTimeout(() => {
    throw new WebAssembly.RuntimeError("unreachable");
  });
}

/** A number that is another after the page has been loaded anew. */
const loads = (page) => page.evaluate(() => (globalThis.testLoad ??= Math.random()));

async function reloaded(page, before) {
  await until("a reload", async () => (await loads(page).catch(() => before)) !== before, 15_000);
}

export default [
  {
    name: "F28 R4 the first panic freezes, says so, and reloads the place; the second begins anew; the third stays with the documents",
    async run({ open, base }) {
      const page = await openReady(open, `${base}${PLACE}`);
      const first = await loads(page);
      const place = await page.url();
      await page.evaluate(trap);
      await page.waitFor("#stopped");
      assert.match(await page.text("#stopped"), /\(PANIC\)$/);
      assert.doesNotMatch(await page.text("#stopped"), /unreachable|wasm/i, "no raw error for the visitor");
      assert.equal(await page.evaluate(() => document.getElementById("app").inert), true);
      await reloaded(page, first);
      await page.waitForFunction(() => document.documentElement.dataset.ready === "true", undefined, 15_000);
      assert.equal(await page.url(), place);

      const second = await loads(page);
      await page.evaluate(trap);
      await reloaded(page, second);
      await page.waitForFunction(() => document.documentElement.dataset.ready === "true", undefined, 15_000);
      assert.equal(await page.evaluate(() => location.hash), "");

      const third = await loads(page);
      await page.evaluate(trap);
      await reloaded(page, third);
      await page.waitFor("#boot-notice");
      assert.match(await page.text("#boot-notice"), /\(PANICS\)$/);
      assert.ok((await page.count("#corpus-static article")) > 0);
      assert.equal(await page.count("#app > *"), 0);
    },
  },
  {
    name: "R4 a trap of the real program is known for one, and what is frozen hears of nothing",
    only: ["chromium"],
    async run({ open, base }) {
      const initScript = () => {
        const { instantiate } = WebAssembly;
        WebAssembly.instantiate = async (...parts) => {
          const made = await instantiate.apply(WebAssembly, parts);
          globalThis.testExports = (made.instance ?? made).exports;
          return made;
        };
      };
      const page = await openReady(open, base, { initScript });
      // More than there is: the program gives up.
      await page.evaluate(() => {
        setTimeout(() => {
          for (;;) globalThis.testExports.__wbindgen_malloc(0x7fff0000, 1);
        });
      });
      await page.waitFor("#stopped");
      await page.evaluate(() => document.querySelector('a[href^="#map"]').click());
      assert.equal(await page.evaluate(() => location.hash), "");
    },
  },
  {
    name: "R4 panics that lie a minute apart are not counted together, and other errors are none",
    only: ["chromium"],
    async run({ open, base }) {
      const prepare = (raw) => raw.clock.install({ time: new Date("2026-06-01T10:00:00") });
      const page = await openReady(open, `${base}${PLACE}`, { prepare });
      const place = await page.url();
      await page.evaluate(() => setTimeout(() => { throw new Error("no trap"); }));
      await page.raw.clock.runFor(100);
      assert.equal(await page.count("#stopped"), 0);
      for (let panic = 0; panic < 4; panic += 1) {
        const before = await loads(page);
        await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));
        await page.waitFor("#stopped");
        await page.raw.clock.runFor(5_100);
        await reloaded(page, before);
        await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
        assert.equal(await page.url(), place);
        await page.raw.clock.fastForward(61_000);
      }
    },
  },
];
