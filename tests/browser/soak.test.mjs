// An exhibit over days, by a clock that runs fast: whatever visitors do, nothing grows.
//
// 320 visits are eight hours; SOAK_CYCLES=6720, which `cargo xtask soak` sets, is a week.

import assert from "node:assert/strict";
import { begin, drawn, openKiosk } from "./kiosk.mjs";
import { keepMemory } from "./memory.mjs";

const CYCLES = Number(process.env.SOAK_CYCLES ?? 320);
/** By then every view has been seen, and what is made once has been made. */
const WARM = 60;
/** By then the visits have come round, each language with each tab, and the program has had what memory it needs. */
const ROUND = 168;
/** What a program's memory grows by, in bytes. */
const PAGE = 65_536;
const VIEWS = ["#read=A/CONF.191/L.7&para=5", "#find=remittances", "#map", "#compare", "#read=letter-2006-04-13&para=annex.l", "#map=threads"];

/** Words on the keys of the screen, and the keyboard put away. */
async function type(page, word) {
  const { clock, mouse } = page.raw;
  const press = async (selector) => {
    const { x, y, width, height } = await page.raw.locator(selector).boundingBox();
    await mouse.click(x + width / 2, y + height / 2);
    await clock.runFor(120);
  };
  await press("#search");
  for (const letter of word) await press(`.kiosk-keyboard button:text-is("${letter}")`);
  assert.match(await page.url(), new RegExp(word));
  await press('.kiosk-keyboard button:text-is("▾")');
  await clock.runFor(300);
  assert.equal(await page.count(".kiosk-keyboard"), 0);
}

/** The map drawn along by a hand. */
async function pan(page) {
  const { clock, mouse } = page.raw;
  const { x, y, width } = await page.raw.locator("#board").boundingBox();
  await mouse.move(x + width / 2, y + 20);
  await mouse.down();
  await mouse.move(x + width / 2 + 150, y + 80, { steps: 6 });
  await mouse.up();
  await clock.runFor(300);
}

/** What a visitor does: five touches, and in turns words that are typed, a map that is drawn along, another language. */
async function visit(page, number) {
  const { clock, mouse } = page.raw;
  await mouse.click(960, 540);
  await clock.runFor(600);
  const view = VIEWS[number % VIEWS.length];
  await page.evaluate((view) => { location.hash = view; }, view);
  await clock.runFor(400);
  assert.ok((await page.url()).includes(view), `visit ${number} sees ${view}`);
  if (view.startsWith("#find")) await type(page, "mali");
  if (view === "#map") await pan(page);
  await mouse.click(700, 400);
  await clock.runFor(300);
  const tab = await page.raw.locator(".tabs a").nth(number % 7).boundingBox();
  await mouse.click(tab.x + tab.width / 2, tab.y + tab.height / 2);
  await clock.runFor(300);
  // The code, the languages, larger type, in turns.
  const control = await page.raw.locator(".kiosk-bar button").nth(2 + (number % 4)).boundingBox();
  await mouse.click(control.x + control.width / 2, control.y + control.height / 2);
  await clock.runFor(300);
  if (number % 4 === 0) {
    const language = await page.raw.locator(".kiosk-languages button").nth((number / 4) % 6).boundingBox();
    await mouse.click(language.x + language.width / 2, language.y + language.height / 2);
    await clock.runFor(300);
  }
  // A minute without anybody, the question, and rest; scrolling that is told later would be a sign of life.
  await drawn(page);
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
      // Always after a visit of the same kind: they come round after twelve.
      const every = Math.max(12, Math.floor((CYCLES - WARM) / 20 / 12) * 12);
      const marks = [];
      for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
        await visit(page, cycle);
        if (cycle >= WARM && (cycle - WARM) % every === 0) marks.push(await measured(cycle));
        assert.equal(await page.count(".tour"), 1, `visit ${cycle} ends at rest`);
      }
      assert.ok(marks.length > 2, `${marks.length} marks`);
      const [first, last] = [marks[0], marks.at(-1)];
      // The slope of a line through all of them (least squares), in bytes a visit.
      const mean = (of) => marks.reduce((sum, mark) => sum + of(mark), 0) / marks.length;
      const [x, y] = [mean((m) => m.cycle), mean((m) => m.heap)];
      const slope = marks.reduce((sum, m) => sum + (m.cycle - x) * (m.heap - y), 0) / marks.reduce((sum, m) => sum + (m.cycle - x) ** 2, 0);
      console.log(`    visit ${first.cycle}: ${JSON.stringify(first)}\n    visit ${last.cycle}: ${JSON.stringify(last)}\n    heap: ${slope.toFixed(0)} bytes a visit`);
      for (const mark of marks) {
        // No more than at first; what was there only once may have gone.
        for (const what of ["nodes", "listeners", "documents"]) assert.ok(mark[what] <= first[what], `${what}: ${first[what]}, ${mark[what]} after visit ${mark.cycle}`);
      }
      const [round, ...later] = marks.filter(({ cycle }) => cycle >= ROUND);
      // It grows by pages: where the last was nearly full at first, another is no leak. In a week a page is ten bytes a visit.
      for (const mark of later) assert.ok(mark.wasm - round.wasm <= PAGE, `memory of the program: ${round.wasm}, ${mark.wasm} after visit ${mark.cycle}`);
      assert.ok(slope < 1_024, `${slope.toFixed(0)} bytes a visit`);
      // A worker lives by the true time, and cannot answer as fast as this clock runs.
      const errors = (await page.consoleErrors()).filter((text) => !text.includes("the worker says nothing"));
      assert.deepEqual(errors, []);
      await begin(page, true);
    },
  },
];
