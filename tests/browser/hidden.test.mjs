// A page that nobody sees, for hours, at its id in the requirements: R5. The headless browser never hides a page, so the
// tests say so in its place; time is theirs, too.

import assert from "node:assert/strict";
import { begin, drawn, openKiosk, shortenIds } from "./kiosk.mjs";
import { openReady } from "./ready.mjs";
import { DIST, serve } from "./site.mjs";
import { isShown } from "./views.mjs";
import { pause, until } from "./wait.mjs";

const HOURS = 8;
const MINUTE_MILLIS = 60_000;
const HOUR_MILLIS = 60 * MINUTE_MILLIS;

/** Before the page's own scripts: a switch that hides the page, and a count of what it does. */
function watch() {
  let isHidden = false;
  Object.defineProperty(Document.prototype, "hidden", { get: () => isHidden });
  Object.defineProperty(Document.prototype, "visibilityState", { get: () => (isHidden ? "hidden" : "visible") });
  const held = [];
  const frame = globalThis.requestAnimationFrame.bind(globalThis);
  const count = { asked: 0, fired: 0, frames: 0 };
  // A page that is hidden gets no frames until it is seen again.
  globalThis.requestAnimationFrame = (act) => {
    count.frames += 1;
    return isHidden ? -held.push(act) : frame(act);
  };
  for (const name of ["setTimeout", "setInterval"]) {
    const plain = globalThis[name].bind(globalThis);
    globalThis[name] = (act, ...rest) => {
      count.asked += 1;
      const counted = (...parts) => {
        count.fired += 1;
        return act(...parts);
      };
      return plain(counted, ...rest);
    };
  }
  globalThis.testHide = (hide) => {
    isHidden = hide;
    document.dispatchEvent(new Event("visibilitychange"));
    if (!hide) held.splice(0).forEach((act) => frame(act));
  };
  globalThis.testCount = () => {
    const now = { ...count };
    Object.assign(count, { asked: 0, fired: 0, frames: 0 });
    return now;
  };
}

/** All that the visitor sees, and where. */
function seen() {
  const board = document.querySelector("#board-frame canvas");
  return {
    address: location.href,
    title: document.title,
    page: document.getElementById("app").innerHTML,
    fields: [...document.querySelectorAll("#app input")].map((field) => field.value),
    scroll: [scrollX, scrollY],
    picture: board?.toDataURL() ?? null,
  };
}

const prepare = async (raw) => {
  await raw.clock.install({ time: new Date("2026-06-01T10:00:00") });
  await raw.addInitScript(shortenIds);
  await raw.addInitScript(watch);
};

export default [
  {
    name: "R5 hidden for eight hours, a page does nothing, and is as it was when it is seen again",
    only: ["chromium"],
    async run({ open, base }) {
      for (const address of ["", "#read=A/CONF.191/L.7&para=5", "#find=remittances&theme=remittances", "#map&at=A/CONF.191/L.7:5", "#compare"]) {
        const page = await openReady(open, `${base}${address}`, { prepare });
        await page.waitForFunction(isShown, address);
        await page.evaluate(() => scrollTo(0, 120));
        await page.raw.clock.runFor(10_000);
        const before = await page.evaluate(seen);
        await page.evaluate(() => globalThis.testHide(true));
        const requests = page.requests().length;
        await page.evaluate(() => globalThis.testCount());
        // Every timer that comes due in that time is fired, as often as it does.
        await page.raw.clock.runFor(HOURS * HOUR_MILLIS);
        assert.deepEqual(await page.evaluate(() => globalThis.testCount()), { asked: 0, fired: 0, frames: 0 }, address);
        assert.equal(page.requests().length, requests, address);

        await page.evaluate(() => globalThis.testHide(false));
        await page.raw.clock.runFor(1_000);
        const { asked, fired, frames } = await page.evaluate(() => globalThis.testCount());
        assert.ok(asked <= 2 && fired <= 2 && frames <= 4, `${address}: ${asked} timers, ${fired} fired, ${frames} frames`);
        assert.deepEqual(await page.evaluate(seen), before, address);
        // It goes on from there.
        await page.evaluate(() => { location.hash = "find=remittances&theme=remittances"; });
        await page.waitForFunction(() => Number(document.querySelector(".tally")?.dataset.count) > 0);
        assert.deepEqual(await page.consoleErrors(), []);
        await page.close();
      }
    },
  },
  {
    name: "R5 an exhibit whose screen was dark for eight hours starts over once, without a burst",
    only: ["chromium"],
    async run({ open, base }) {
      const hide = (raw) => raw.addInitScript(watch);
      const page = await openKiosk(open, base, { clock: true, settings: "reload=off", prepare: hide });
      await begin(page, true);
      await page.evaluate(() => { location.hash = "read=A/CONF.191/L.7&para=5"; });
      await page.waitForFunction(() => document.querySelector(".paragraph.open") !== null);
      await page.raw.clock.runFor(1_000);
      await drawn(page);
      await page.evaluate(() => globalThis.testHide(true));
      await page.evaluate(() => globalThis.testCount());
      // A machine that slept: each timer comes once, late.
      await page.raw.clock.fastForward(HOURS * HOUR_MILLIS);
      await page.evaluate(() => globalThis.testHide(false));
      await page.raw.clock.runFor(2_000);
      const { fired, asked } = await page.evaluate(() => globalThis.testCount());
      assert.ok(fired <= 40 && asked <= 40, `${fired} of ${asked} timers`);
      assert.equal(await page.count(".kiosk-ask"), 1, "there is all the time to answer");
      await page.raw.clock.runFor(15_000);
      assert.equal(await page.count(".tour"), 1, "nobody has answered");
      await begin(page, true);
      assert.equal(await page.evaluate(() => location.hash), "");
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "R5 a page that is kept for when there is no network asks for no later version while nobody sees it",
    only: ["chromium"],
    async run({ open }) {
      const site = await serve({ "/": DIST });
      try {
        const page = await openReady(open, site.url("/"), { offline: true, prepare });
        await page.evaluate(async () => {
          const { active } = await navigator.serviceWorker.ready;
          if (active.state !== "activated") await new Promise((resolve) => active.addEventListener("statechange", resolve));
        });
        const asked = () => site.seen.filter((path) => path.endsWith("/service-worker.js")).length;
        // On a page that is seen, it asks once an hour.
        const first = asked();
        await pause(1_000);
        await page.raw.clock.runFor(61 * MINUTE_MILLIS);
        await until("a look for a later version", () => asked() > first, 10_000);
        await pause(1_000);
        const before = asked();
        await page.evaluate(() => globalThis.testHide(true));
        await page.raw.clock.runFor(HOURS * HOUR_MILLIS);
        await pause(1_000);
        assert.equal(asked(), before);
        await page.evaluate(() => globalThis.testHide(false));
        await page.raw.clock.runFor(2 * MINUTE_MILLIS);
        await until("the look that was put off", () => asked() > before, 10_000);
      } finally {
        await site.close();
      }
    },
  },
];
