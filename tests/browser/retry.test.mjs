// An exhibit that does not start: nobody is there to load it anew, so it does that itself, and never in a hurry.

import assert from "node:assert/strict";
import { shortenIds } from "./kiosk.mjs";
import { READY } from "./ready.mjs";
import { DIST, serve } from "./site.mjs";
import { pause, until } from "./wait.mjs";

const WASM = /^passages-[0-9a-f]+_bg\.wasm$/;
const SHEET = /^kiosk-[0-9a-f]+\.css$/;
const absent = (answer) => ({ ...answer, status: 404, headers: { ...answer.headers, "Content-Type": "text/plain" }, body: "no" });

/** A number that is another after the page has been loaded anew. */
const loads = (page) => page.evaluate(() => (globalThis.testLoad ??= Math.random()));

/** Notes what is put off for so long that nothing else can be meant. */
function notePauses() {
  const put = globalThis.setTimeout;
  globalThis.testPauses = [];
  globalThis.setTimeout = (act, millis, ...rest) => {
    if (millis >= 15_000) globalThis.testPauses.push(millis);
    return put(act, millis, ...rest);
  };
}

/** A page of a site where `fails` says of each file, by its name and how often it was asked for, that it does not come. */
async function failing(open, query, fails, change = (_, answer) => answer) {
  const asked = {};
  const site = await serve({ "/": DIST }, (file, answer) => {
    asked[file] = (asked[file] ?? 0) + 1;
    return fails(file, asked[file]) ? absent(answer) : change(file, answer);
  });
  const prepare = async (raw) => {
    await raw.clock.install({ time: new Date("2026-06-01T10:00:00") });
    await raw.addInitScript(shortenIds);
    await raw.addInitScript(notePauses);
  };
  return { site, page: await open(`${site.url("/")}${query}`, { prepare }) };
}

/** It says why it does not start, and the documents can be read. */
async function assertFloor(page, code) {
  const isSaid = (code) => document.getElementById("boot-notice")?.textContent.endsWith(`(${code})`);
  await page.waitForFunction(isSaid, code, 30_000);
  assert.ok((await page.texts("#corpus-static article")).every((text) => text.length > 0));
}

/** It is loaded anew after exactly so long, and not before. */
async function assertRetry(page, code, millis) {
  await assertFloor(page, code);
  const before = await loads(page);
  await page.waitForFunction(() => globalThis.testPauses.length > 0);
  // What was put off when it was slow is put off anew when it has failed.
  assert.deepEqual(await page.evaluate(() => [...new Set(globalThis.testPauses)]), [millis]);
  await pause(300);
  assert.equal(await loads(page), before);
  // The clock belongs to the page that goes.
  await page.raw.clock.fastForward(millis).catch(() => {});
  await until("a page loaded anew", async () => (await loads(page).catch(() => before)) !== before, 15_000);
}

export default [
  {
    name: "R1 K12 an exhibit whose program does not come tries again, twice as late each time, until it starts",
    only: ["chromium"],
    async run({ open }) {
      let isThere = false;
      const { site, page } = await failing(open, "?kiosk&fullscreen=0#map", (file) => WASM.test(file) && !isThere);
      try {
        for (const [nth, seconds] of [15, 30, 60, 120, 240, 300, 300].entries()) {
          isThere = nth === 6;
          await assertRetry(page, "BOOT-MISSING", seconds * 1_000);
        }
        await page.waitForFunction(READY);
        assert.equal(await page.attribute("html", "data-mode"), "kiosk");
        assert.match(await page.url(), /#map/);
        // Started, it has forgotten all that: the history holds the number of a step again.
        assert.equal(await page.evaluate(() => typeof history.state), "number");
      } finally {
        await site.close();
      }
    },
  },
  {
    name: "R1 K12 an exhibit does not start undressed: its style sheet is asked for once more, and then all of it",
    only: ["chromium"],
    async run({ open }) {
      const isDressed = () => getComputedStyle(document.documentElement).touchAction === "pan-x pan-y";
      for (const missing of [1, 2]) {
        // Asked for by the page, and for the cache, and by the page.
        const fails = (file, time) => SHEET.test(file) && time <= (missing === 1 ? 1 : 3);
        const { site, page } = await failing(open, "?kiosk&fullscreen=0", fails);
        try {
          if (missing === 2) await assertRetry(page, "BOOT-MISSING", 15_000);
          await page.waitForFunction(READY);
          assert.equal(await page.evaluate(isDressed), true);
        } finally {
          await site.close();
        }
        await page.close();
      }
    },
  },
  {
    name: "R1 K12 so does one that only kiosk.json makes an exhibit, and no other page",
    only: ["chromium"],
    async run({ open }) {
      const file = (name, answer) => (name === "kiosk.json" ? { ...answer, body: '{ "kiosk": true }' } : answer);
      const exhibit = await failing(open, "", (name) => WASM.test(name), file);
      await assertRetry(exhibit.page, "BOOT-MISSING", 15_000);
      await exhibit.site.close();
      const page = await failing(open, "?kiosk=0", (name) => WASM.test(name), file);
      await assertFloor(page.page, "BOOT-MISSING");
      await page.page.raw.clock.runFor(1_000);
      assert.deepEqual(await page.page.evaluate(() => globalThis.testPauses), []);
      await page.site.close();
    },
  },
  {
    name: "R1 K12 an exhibit that waits for what never comes tries again too",
    only: ["chromium"],
    async run({ open }) {
      const site = await serve({ "/": DIST });
      let release;
      const held = new Promise((resolve) => (release = resolve));
      let isHeld = true;
      const prepare = async (raw) => {
        await raw.clock.install({ time: new Date("2026-06-01T10:00:00") });
        await raw.addInitScript(shortenIds);
        await raw.addInitScript(notePauses);
        await raw.route("**/*_bg.wasm", (route) => (isHeld ? held.then(() => route.abort().catch(() => {})) : route.continue()));
      };
      try {
        const page = await open(`${site.url("/")}?kiosk&fullscreen=0`, { prepare });
        await page.raw.clock.fastForward(10_000);
        isHeld = false;
        await assertRetry(page, "BOOT-SLOW", 15_000);
        await page.waitForFunction(READY);
      } finally {
        release();
        await site.close();
      }
    },
  },
  {
    name: "R4 K12 an exhibit that has stopped three times tries again once the minute is over",
    only: ["chromium"],
    async run({ open }) {
      const { site, page } = await failing(open, "?kiosk&fullscreen=0", () => false);
      try {
        await page.waitForFunction(READY);
        await page.evaluate(() => {
          history.replaceState({ panics: { count: 3, at: Date.now() } }, "");
          location.reload();
        });
        for (const seconds of [15, 30, 60]) await assertRetry(page, "PANIC", seconds * 1_000);
        await page.waitForFunction(READY);
        assert.equal(await page.attribute("html", "data-mode"), "kiosk");
      } finally {
        await site.close();
      }
    },
  },
];
