// How soon the page answers: node page.mjs URL ROUNDS, where a collection is served at URL. Prints one line of JSON:
// medians and 95th percentiles in milliseconds.
//
// A step is measured from the event to the end of the frame that shows its outcome. Frames are not held back to 60 a
// second, so that what is measured is the work, and not the wait for the screen.
import { delimiter, join } from 'node:path';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chromium } from '../../../tests/browser/node_modules/playwright-core/index.mjs';

const [url, rounds] = process.argv.slice(2);
const executablePath = process.env.PATH.split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));
const args = ['--no-sandbox', '--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync', '--no-first-run'];
const viewport = { width: 1280, height: 800 };

/** What the page is to do by itself: nothing that is measured waits for the driver. */
function install() {
  new MutationObserver(() => {
    if (document.documentElement.dataset.ready === 'true') window.usable ??= performance.now();
  }).observe(document, { attributes: true, attributeFilter: ['data-ready'], subtree: true });
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const until = async (holds) => {
    for (const end = performance.now() + 60_000; !holds(); ) {
      if (performance.now() > end) throw new Error(`in vain: ${holds}`);
      await frame();
    }
  };
  const timed = async (step, holds = () => true) => {
    await new Promise((done) => setTimeout(done, 60));
    const start = performance.now();
    step();
    await frame();
    await until(holds);
    return performance.now() - start;
  };
  const found = () => document.querySelector('.tally')?.dataset.count;
  window.steps = {
    async filters() {
      const times = [];
      let changed = 0;
      for (let nth = 0; nth < 12; nth += 1) {
        const boxes = [...document.querySelectorAll('.facet-value input')].filter((box) => box.checkVisibility());
        const box = boxes[(nth * 5 + 1) % boxes.length];
        const before = found();
        times.push(await timed(() => box.click()));
        changed += found() === before ? 0 : 1;
        // And taken back, which shows everything again.
        const taken = [...document.querySelectorAll('.facet-value input')].find((other) => other.checked);
        if (taken) times.push(await timed(() => taken.click()));
      }
      if (changed < 6) throw new Error('filters changed nothing');
      return times;
    },
    async letters() {
      const times = [];
      const field = document.querySelector('#search');
      for (const letter of 'international migration') {
        times.push(
          await timed(() => {
            field.value += letter;
            field.dispatchEvent(new Event('input', { bubbles: true }));
          }),
        );
      }
      return times;
    },
    map: () => timed(() => (location.hash = '#map'), () => document.querySelector('#board')?.getClientRects().length),
    async pan() {
      const board = document.querySelector('#board');
      const { left, top } = board.getBoundingClientRect();
      const send = (type, x, y) =>
        board.dispatchEvent(
          new PointerEvent(type, { pointerId: 1, clientX: left + x, clientY: top + y, bubbles: true, button: 0 }),
        );
      send('pointerdown', 300, 200);
      const times = [];
      for (let nth = 1; nth <= 60; nth += 1) {
        const start = performance.now();
        send('pointermove', 300 + 4 * nth, 200 + 2 * nth);
        await frame();
        times.push(performance.now() - start);
      }
      send('pointerup', 540, 320);
      return times;
    },
  };
}

const times = { usable: [], filter: [], filterCpu: [], letter: [], map: [], pan: [] };
let passages;
for (let round = 0; round < Number(rounds); round += 1) {
  // An ordinary window: a private one fetches the icon of the tab anew with every address.
  const profile = mkdtempSync(join(tmpdir(), 'passages-page-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath, args, viewport });
  await context.addInitScript(install);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${url}#find=`);
  // The driver's own way of waiting compiles strings, which the page's policy forbids.
  while (!(await page.evaluate(() => window.usable))) await page.waitForTimeout(20);
  times.usable.push(await page.evaluate(() => window.usable));
  passages = await page.evaluate(() => Number(document.querySelector('.tally').dataset.count));
  // What the page's own thread works, which is the same on a machine that others share.
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
  };
  const before = await worked();
  const filters = await page.evaluate(() => window.steps.filters());
  times.filterCpu.push(((await worked()) - before) / filters.length);
  times.filter.push(...filters);
  times.letter.push(...(await page.evaluate(() => window.steps.letters())));
  await page.evaluate(() => (location.hash = '#find='));
  times.map.push(await page.evaluate(() => window.steps.map()));
  await page.waitForTimeout(300);
  times.pan.push(...(await page.evaluate(() => window.steps.pan())));
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}

const at = (list, share) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const both = (list) => ({ p50: at(list, 0.5), p95: at(list, 0.95) });
console.log(
  JSON.stringify({
    passages,
    usable: at(times.usable, 0.5),
    filter: { ...both(times.filter), cpu: at(times.filterCpu, 0.5) },
    letter: both(times.letter),
    map: at(times.map, 0.5),
    pan: both(times.pan),
  }),
);
