// An exhibit over days, by a clock that runs fast: whatever visitors do, nothing grows.
//
// 320 visits are eight hours; SOAK_CYCLES=6720, which `cargo xtask soak` sets, is a week.

import assert from "node:assert/strict";
import { begin, openKiosk } from "./kiosk.mjs";
import { keepMemory } from "./memory.mjs";

const CYCLES = Number(process.env.SOAK_CYCLES ?? 320);
/** By then every view has been seen, and what is made once has been made. */
const WARM = 60;
/** What a program's memory grows by, in bytes. */
const PAGE = 65_536;
const VIEWS = ["#read=A/CONF.191/L.7&para=5", "#find=remittances", "#map", "#compare", "#read=letter-2006-04-13&para=annex.l", "#map=threads"];

/** What a visitor does: five touches. */
async function visit(page, number) {
  const { clock, mouse } = page.raw;
  await mouse.click(960, 540);
  await clock.runFor(600);
  await page.evaluate((view) => document.querySelector(`.tabs a`).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })) && (location.hash = view), VIEWS[number % VIEWS.length]);
  await clock.runFor(400);
  await mouse.click(700, 400);
  await clock.runFor(300);
  const tab = await page.raw.locator(".tabs a").nth(number % 7).boundingBox();
  await mouse.click(tab.x + tab.width / 2, tab.y + tab.height / 2);
  await clock.runFor(300);
  // The code, the languages, larger type, in turns.
  const control = await page.raw.locator(".kiosk-bar button").nth(2 + (number % 4)).boundingBox();
  await mouse.click(control.x + control.width / 2, control.y + control.height / 2);
  await clock.runFor(300);
  // A minute without anybody, the question, and rest.
  await clock.runFor(60_100);
  await clock.runFor(15_200);
}

export default [
  {
    name: `K16 F39 R6 ${CYCLES} visits leave no node, no listener and no memory behind`,
    only: ["chromium"],
    millis: 60_000 + CYCLES * 6_000,
    async run({ open, base }) {
      // Without being loaded anew each day, as exhibits are: what a week leaves behind is to be seen.
      const settings = "reload=off";
      const page = await openKiosk(open, base, { settings, clock: true, width: 1920, height: 1080, initScript: keepMemory });
      const session = await page.raw.context().newCDPSession(page.raw);
      await session.send("Performance.enable");
      const measured = async (cycle) => {
        for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
        const { nodes, jsEventListeners: listeners, documents } = await session.send("Memory.getDOMCounters");
        const { usedSize } = await session.send("Runtime.getHeapUsage");
        const wasm = await page.evaluate(() => globalThis.testMemory.buffer.byteLength);
        return { cycle, nodes, listeners, documents, heap: usedSize, wasm };
      };
      const every = Math.max(10, Math.floor((CYCLES - WARM) / 20 / 12) * 12);
      const marks = [];
      for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
        await visit(page, cycle);
        if (cycle >= WARM && (cycle - WARM) % every === 0) marks.push(await measured(cycle));
        assert.equal(await page.count(".tour"), 1, `visit ${cycle} ends at rest`);
      }
      const [first, last] = [marks[0], marks.at(-1)];
      // The slope of a line through all of them (least squares), in bytes a visit.
      const mean = (of) => marks.reduce((sum, mark) => sum + of(mark), 0) / marks.length;
      const [x, y] = [mean((m) => m.cycle), mean((m) => m.heap)];
      const slope = marks.reduce((sum, m) => sum + (m.cycle - x) * (m.heap - y), 0) / marks.reduce((sum, m) => sum + (m.cycle - x) ** 2, 0);
      console.log(`    visit ${first.cycle}: ${JSON.stringify(first)}\n    visit ${last.cycle}: ${JSON.stringify(last)}\n    heap: ${slope.toFixed(0)} bytes a visit`);
      // No more than at first; what was there only once may have gone.
      for (const what of ["nodes", "listeners", "documents"]) assert.ok(last[what] <= first[what], `${what}: ${first[what]}, ${last[what]}`);
      // It grows by pages: where the last was nearly full at first, another is no leak. In a week a page is ten bytes a visit.
      assert.ok(last.wasm - first.wasm <= PAGE, `memory of the program: ${first.wasm}, ${last.wasm}`);
      assert.ok(slope < 1_024, `${slope.toFixed(0)} bytes a visit`);
      // A worker lives by the true time, and cannot answer as fast as this clock runs.
      const errors = (await page.consoleErrors()).filter((text) => !text.includes("the worker says nothing"));
      assert.deepEqual(errors, []);
      await begin(page, true);
    },
  },
];
