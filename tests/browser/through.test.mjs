// What stands before an exhibit's explorer takes the whole of a touch: no finger, however long it rests, presses what lies
// beneath.

import assert from "node:assert/strict";
import { begin, openKiosk, run, touch, traces } from "./kiosk.mjs";
import { pause } from "./wait.mjs";

/** A tap, touches that end while what they touched goes, and one that is longer. A browser presses nothing after 500 ms. */
const TOUCHES = [0, 430, 460, 490, 600];

const isLeft = (page) => page.count(".tour, .kiosk-ask");
const state = async (page) => {
  const { address, html, sheets, attributes, steps } = await page.evaluate(traces);
  return { address, html, sheets, attributes: attributes.filter((one) => !one.startsWith("data-alone")), steps };
};

/** Scrolls until something that can be pressed lies beneath a part of the window, and gives the place. */
function scrollUnder({ x, y, width, height }) {
  const most = document.documentElement.scrollHeight - innerHeight;
  for (let top = 0; top <= most; top += 8) {
    scrollTo(0, top);
    for (let across = x + 10; across < x + width - 10; across += 8) {
      const down = y + height / 2;
      if (document.elementFromPoint(across, down)?.closest("#app a[href^='#'], #app button")) return [across, down];
    }
  }
  return null;
}

/** An exhibit with a question, and a link beneath one of its buttons. */
async function asked(open, base, button, settings) {
  const page = await openKiosk(open, base, { settings, clock: true, touch: true });
  const session = await page.raw.context().newCDPSession(page.raw);
  // A key: without a tour, a first touch is one of the explorer.
  await page.press("Shift");
  await run(page, 700);
  await run(page, 60_100);
  const box = await page.raw.locator(button).boundingBox();
  await page.press("Shift");
  await run(page, 700);
  const place = await page.evaluate(scrollUnder, box);
  assert.ok(place, "something lies beneath");
  // The scrolling is told when the next frame is drawn.
  await pause(200);
  return { page, session, box, place };
}

export default [
  {
    name: "K2 an answer presses nothing beneath the question, be it a tap or longer",
    only: ["chromium"],
    async run({ open, base }) {
      const { page, session, place } = await asked(open, base, "#kiosk-stay", "start=find%3Dremittances&fullscreen=0");
      const before = await state(page);
      for (const millis of TOUCHES) {
        // No longer than a minute, for the finger that answered is known to have gone.
        await run(page, 60_100);
        assert.equal(await page.count("#kiosk-stay"), 1, `asked before ${millis}`);
        await touch(page, session, place, millis);
        await pause(400);
        await run(page, 700);
        assert.equal(await isLeft(page), 0, `${millis}`);
        assert.deepEqual(await state(page), before, `${millis}`);
      }
      // What lies there is pressed by the next touch.
      await touch(page, session, place, 0);
      await run(page, 300);
      assert.notEqual((await state(page)).address, before.address);
    },
  },
  {
    name: "K2 starting over presses nothing either, where no tour comes",
    only: ["chromium"],
    async run({ open, base }) {
      const settings = "start=find%3Dremittances&fullscreen=0&attract=0";
      const { page, session, box, place } = await asked(open, base, "#kiosk-over", settings);
      const before = await state(page);
      for (const millis of TOUCHES) {
        await run(page, 60_100);
        await touch(page, session, place, millis);
        await pause(400);
        await run(page, 700);
        assert.equal(await isLeft(page), 0, `${millis}`);
        assert.deepEqual(await state(page), before, `${millis}`);
        // Somebody is there again.
        await page.press("Shift");
        assert.deepEqual(await page.evaluate(scrollUnder, box), place);
        await pause(200);
      }
    },
  },
  {
    name: "K4 no finger on the tour presses anything, wherever it is and however long it rests",
    only: ["chromium"],
    millis: 300_000,
    async run({ open, base }) {
      const settings = "start=find%3Dremittances&fullscreen=0";
      const page = await openKiosk(open, base, { settings, clock: true, touch: true });
      const session = await page.raw.context().newCDPSession(page.raw);
      const home = await state(page);
      await begin(page, true);
      // Eight by eight places, and one with a link beneath for every length of a touch.
      const places = Array.from({ length: 64 }, (_, at) => [Math.min((at % 8) * 154 + 1, 1_079), Math.min(Math.floor(at / 8) * 274 + 1, 1_919)]);
      const link = await page.evaluate(() => {
        const { x, y, width, height } = document.querySelector("main .row a[href^='#']").getBoundingClientRect();
        return [x + width / 2, y + height / 2];
      });
      await run(page, 76_000);
      for (const [at, place] of [...TOUCHES.map(() => link), ...places].entries()) {
        const where = `${place} ${TOUCHES[at % TOUCHES.length]}`;
        assert.equal(await page.count(".tour"), 1, where);
        await touch(page, session, place, TOUCHES[at % TOUCHES.length]);
        await pause(100);
        await run(page, 700);
        assert.equal(await isLeft(page), 0, where);
        assert.deepEqual(await state(page), home, where);
        await run(page, 75_300);
      }
    },
  },
  {
    name: "K9 what leans on the glass keeps the tour there for ten seconds and no longer",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openKiosk(open, base, { settings: "fullscreen=0", clock: true, touch: true });
      const session = await page.raw.context().newCDPSession(page.raw);
      await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: 540, y: 900 }] });
      await run(page, 9_500);
      assert.equal(await isLeft(page), 1);
      await run(page, 1_000);
      assert.equal(await isLeft(page), 0);
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    },
  },
];
