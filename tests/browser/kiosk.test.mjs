// An exhibit that nobody attends. Each test carries the number of what it holds.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium as chromiumType } from "playwright-core";
import { begin, decoded, drawn, kioskAt, openKiosk, openPanel, run, traces } from "./kiosk.mjs";
import { READY, openReady } from "./ready.mjs";
import { pause, until } from "./wait.mjs";

const CHROMIUM = ["chromium"];
const INTERCEPTING = ["chromium", "firefox"];
const LEAVE = fileURLToPath(new URL("../../docs/kiosk/", import.meta.url));

const isAsked = (page) => page.count(".kiosk-ask:not(.leaving)");
const isTouring = (page) => page.count(".tour");

/** Numbers that look like chance and are the same in every run (Park and Miller's generator). */
function seeded(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** The program of this name in PATH, or nothing. */
function found(program, check) {
  try {
    execFileSync(program, check, { stdio: "ignore" });
    return program;
  } catch {
    return undefined;
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const BAD = [
  "idle=soon", "idle=5", "idle=-1", "idle=99999", "countdown=1", "countdown=x", "attract=perhaps", "scene=0", "start=%23nowhere",
  "languages=tlh", "language=xx", "theme=pink", "size=10000", "keyboard=qwerty", "public-url=javascript:alert(1)",
  "public-url=%3Cscript%3E", "public-url=http://localhost:8080/", "public-url=http%3A%2F%2F127.0.0.1%2F", "public-url=https://[::1]/",
  "fullscreen=maybe", "wake=2", "reload=25:61", "pin=letmein", "colour=red", "%E0%A4%A=%00",
];

/** Goes through the views of an exhibit in windows of these sizes, each as if it were turned while somebody reads. */
async function turned(page, sizes) {
  await begin(page);
  const ratio = await page.evaluate(() => devicePixelRatio);
  // What a visitor has done is as it was, however the screen is turned.
  const state = async () => {
    const { address, fields, selected, sheets, steps, attributes } = await page.evaluate(traces);
    return { address, fields, selected, sheets, steps, attributes };
  };
  await page.click(".kiosk-bar button:nth-child(5)");
  for (const view of ["", "#read=A/CONF.191/L.7&para=5", "#find=remittances&at=A/CONF.191/L.7:5", "#map&at=A/CONF.191/L.7:5", "#compare"]) {
    await page.evaluate((view) => (location.hash = view), view);
    await page.waitFor(FULL.findLast(([of]) => view.startsWith(of.split("&")[0]))[1], 30_000);
    // The keyboard of the view before stays a moment.
    await page.waitForFunction(() => !document.querySelector(".working, .kiosk-keyboard"), undefined, 30_000);
    if (view.startsWith("#find")) {
      await page.click("#search");
      for (const key of [" ", "a", "i", "d"]) await page.raw.keyboard.press(key);
      await page.waitForFunction(() => /aid/.test(location.hash));
    }
    const before = await state();
    for (const [width, height] of sizes) {
      await page.raw.setViewportSize({ width, height });
      await pause(150);
      const found = await page.evaluate(() => {
        const bar = document.querySelector(".kiosk-bar").getBoundingClientRect();
        const small = [...document.querySelectorAll(".kiosk-bar button, .tabs a, main button, main .chip, main summary")]
          .filter((e) => e.checkVisibility())
          .map((e) => [e.className || e.textContent, e.getBoundingClientRect()])
          .filter(([, { height }]) => height > 0 && height < 59.5)
          .map(([name, { height }]) => `${name} ${height}`);
        return {
          type: parseFloat(getComputedStyle(document.body).fontSize),
          wide: document.documentElement.scrollWidth,
          bar: [bar.bottom, bar.left, bar.right],
          small,
        };
      });
      const where = `${view} ${width}x${height} @${ratio}`;
      assert.ok(found.type >= 24, `${where}: ${found.type}`);
      assert.ok(found.wide <= width, `${where}: ${found.wide}`);
      assert.deepEqual(found.bar.map(Math.round), [height, 0, width], where);
      assert.deepEqual(found.small, [], where);
      assert.deepEqual(await state(), before, where);
    }
  }
  await page.close();
}

/** Every view, and what is there once it is full. */
const FULL = [
  ["", ".home path.thread"], ["#about", "[data-outward]"], ["#read=A/CONF.191/L.7&para=5", ".panel-body .link-card"],
  ["#read=letter-2006-04-13&text=received", ".received table"], ["#find=remittances", ".rows .row mark"], ["#map", "circle.shape"],
  ["#map=matrix", "rect.shape"], ["#map=timeline", "line.shape"], ["#map=threads", ".passage-bar"],
  ["#compare", ".pair-side"], ["#frameworks", "td.cell"], ["#collection", ".collection a.button"],
  ["#collection&pick=A/CONF.191/L.7:7,letter-2006-04-13:annex.h&step=1", ".story .reasons li"],
  ["#link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l", ".worked tbody tr"],
];

const tests = [
  {
    name: "K1 it opens with the tour in every engine, and a touch begins a visit",
    async run({ open, base }) {
      const page = await openReady(open, kioskAt(base));
      await page.waitFor(".tour blockquote");
      assert.equal(await page.attribute("html", "data-mode"), "kiosk");
      await page.click(".tour");
      await page.waitForFunction(() => document.querySelector(".tour") === null);
      assert.equal(await page.count(".kiosk-bar button"), 6);
      await page.click('.tabs a[href^="#map"]');
      await page.waitForFunction(() => location.hash.startsWith("#map"));
      await page.click("#kiosk-home");
      await page.waitForFunction(() => location.hash === "");
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "K1 what is set up badly is left out, and named to the technician alone",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base);
      for (const bad of BAD) {
        await page.goto(kioskAt(base, bad));
        await page.waitForFunction(READY);
        await page.waitForFunction(() => document.querySelector(".kiosk-bar") !== null);
        assert.equal(await page.count(".kiosk-ignored"), 0, bad);
        await openPanel(page);
        assert.equal((await page.texts(".kiosk-ignored li")).length, 1, bad);
      }
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "K1 kiosk.json makes the page an exhibit, the address wins, and a file that is none does no harm",
    only: INTERCEPTING,
    async run({ open, base }) {
      const withFile = (body, contentType = "application/json") => ({
        prepare: (raw) => raw.route("**/kiosk.json", (route) => route.fulfill({ contentType, body })),
      });
      const good = withFile('{ "kiosk": true, "languages": ["fr", "ar"], "idle": 90, "reload": "03:00" }');
      let page = await openReady(open, base, good);
      // The text of the language comes by itself, and the tour does not wait for it.
      await page.waitFor('html[lang="fr"] .tour');
      page = await openReady(open, `${base}?kiosk=0`, good);
      assert.equal(await page.count(".kiosk-bar"), 0);
      for (const [body, type] of [["<!doctype html><title>All</title>", "text/html"], ["[1, 2", undefined], ["null", undefined]]) {
        page = await openReady(open, base, withFile(body, type));
        assert.equal(await page.attribute("html", "data-mode"), "public", body);
        assert.deepEqual(await page.consoleErrors(), [], body);
      }
      page = await openReady(open, base);
      assert.equal(await page.attribute("html", "data-mode"), "public");
    },
  },
  {
    name: "K1 without the tour it is at rest until it is touched, and a new version may come as long",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { settings: "attract=0&fullscreen=0", clock: true });
      const isAlone = () => page.evaluate(() => document.documentElement.dataset.alone !== undefined);
      assert.deepEqual([await isTouring(page), await isAlone()], [0, true]);
      await begin(page, true);
      assert.equal(await isAlone(), false);
      await run(page, 76_000);
      await drawn(page);
      await run(page, 76_000);
      assert.equal(await isAlone(), true);
    },
  },
  {
    name: "K2 after a minute it asks, counts down, and starts over unless somebody answers",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { settings: "fullscreen=0", clock: true });
      assert.equal(await isTouring(page), 1);
      await begin(page, true);
      // What the first touch has opened scrolls, and that is a sign of life too.
      await run(page, 500);
      await drawn(page);
      await page.raw.mouse.move(541, 1_501);
      await page.raw.clock.fastForward(59_999);
      assert.equal(await isAsked(page), 0);
      // Clocks of some engines know parts of a millisecond.
      await run(page, 2);
      assert.equal(await isAsked(page), 1);
      assert.match(await page.text("#kiosk-left"), /15/);
      await run(page, 5_000);
      assert.match(await page.text("#kiosk-left"), /10/);
      await page.raw.mouse.click(540, 900);
      await run(page, 50);
      assert.equal(await isAsked(page), 0);
      await run(page, 59_900);
      assert.equal(await isAsked(page), 0);
      await run(page, 100);
      assert.equal(await isAsked(page), 1);
      await run(page, 15_000);
      assert.deepEqual([await isAsked(page), await isTouring(page)], [0, 1]);
      // Nobody is asked while nobody is there.
      await run(page, 200_000);
      assert.deepEqual([await isAsked(page), await isTouring(page)], [0, 1]);
    },
  },
  {
    name: "K2 zero never asks, and what starts over at once does so",
    only: CHROMIUM,
    async run({ open, base }) {
      let page = await openKiosk(open, base, { settings: "idle=0", clock: true });
      await begin(page, true);
      const isAlone = () => page.evaluate(() => document.documentElement.dataset.alone !== undefined);
      assert.equal(await isAlone(), false);
      await run(page, 4_000_000);
      assert.deepEqual([await isAsked(page), await isTouring(page)], [0, 0]);
      // What was left for an hour may be loaded anew, and is a visitor's again at a touch.
      assert.equal(await isAlone(), true);
      await page.press("Tab");
      assert.equal(await isAlone(), false);
      page = await openKiosk(open, base, { clock: true, touch: true });
      await page.raw.touchscreen.tap(540, 900);
      await run(page, 60_600);
      const over = await page.raw.locator("#kiosk-over").boundingBox();
      await page.raw.touchscreen.tap(over.x + over.width / 2, over.y + over.height / 2);
      await run(page, 100);
      assert.deepEqual([await isAsked(page), await isTouring(page)], [0, 1]);
    },
  },
  {
    name: "K3 what a visitor leaves behind is gone: the page is as if it had just been opened",
    only: CHROMIUM,
    async run({ open, base }) {
      const fresh = await openKiosk(open, base, { clock: true });
      const before = await fresh.evaluate(traces);
      const page = await openKiosk(open, base, { clock: true });
      await begin(page, true);
      // A visit of somebody who tries everything.
      await page.click('.tabs a[href^="#find"]');
      await run(page, 300);
      await page.click("#search");
      await run(page, 300);
      for (const key of ["m", "a", "l", "i"]) {
        await page.raw.locator(".kiosk-keyboard button", { hasText: new RegExp(`^${key}$`) }).click();
        await run(page, 100);
      }
      assert.match(await page.url(), /find=mali/);
      await page.raw.keyboard.press("Escape");
      await page.click('.kiosk-keyboard [aria-label="Hide the keyboard"]');
      await run(page, 300);
      await page.click(".kiosk-bar button:nth-child(3)");
      await run(page, 100);
      await page.click('.kiosk-languages [lang="ar"]');
      await run(page, 300);
      await page.click(".kiosk-bar button:nth-child(4)");
      await page.click(".kiosk-bar button:nth-child(5)");
      await run(page, 100);
      assert.deepEqual(
        [await page.attribute("html", "lang"), await page.attribute("html", "data-text"), await page.attribute("html", "data-contrast")],
        ["ar", "large", "high"],
      );
      await page.evaluate(() => {
        localStorage.setItem("kept", "1");
        sessionStorage.setItem("kept", "1");
        scrollTo(0, 900);
        getSelection().selectAllChildren(document.querySelector("main"));
      });
      await page.click(".kiosk-bar button:nth-child(6)");
      await run(page, 300);
      await drawn(page);
      const { history } = await page.evaluate(traces);
      await run(page, 75_300);
      assert.equal(await isTouring(page), 1);
      await run(page, 300);
      assert.deepEqual(await page.evaluate(traces), before);
      assert.equal(history, before.history, "the history has no step more");
      await begin(page, true);
      await run(page, 300);
      assert.equal(await page.evaluate(() => document.querySelector(".kiosk-bar .back").disabled), true);
    },
  },
  {
    name: "K4 the tour goes on with sentences of the documents, each at another place",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { clock: true });
      const corpus = await page.evaluate(async () => {
        const text = await (await fetch("./")).text();
        return text.replaceAll(/<[^>]*>/g, "").replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"').replaceAll(/\s+/g, " ");
      });
      const places = new Set();
      const sentences = new Set();
      for (let scene = 0; scene < 20; scene += 1) {
        const shown = await page.evaluate(() => {
          const words = [...document.querySelectorAll(".tour blockquote")].map((quote) => quote.textContent.replaceAll(/^…|…$/g, ""));
          const { left, top } = document.querySelector(".tour-name").getBoundingClientRect();
          return { words, place: `${left} ${top}`, lit: document.querySelectorAll(".tour mark.lit").length };
        });
        assert.equal(shown.words.length, 2);
        assert.ok(shown.lit >= 2);
        for (const words of shown.words) {
          const bare = words.replaceAll(/\s+/g, " ").trim();
          assert.ok(corpus.includes(bare), `not in the documents: ${bare}`);
          assert.ok(bare.length < 220, bare);
        }
        sentences.add(shown.words.join("|"));
        places.add(shown.place);
        await run(page, 14_000);
      }
      assert.ok(sentences.size >= 18 && places.size >= 18, `${sentences.size} ${places.size}`);
    },
  },
  {
    name: "K4 a touch anywhere on the tour begins a visit and touches nothing else",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { clock: true });
      const home = await page.evaluate(traces);
      for (let at = 0; at < 64; at += 1) {
        const [x, y] = [(at % 8) * 154 + 1, Math.floor(at / 8) * 274 + 1].map((n, i) => Math.min(n, [1_079, 1_919][i]));
        await page.raw.mouse.click(x, y);
        await run(page, 600);
        const now = await page.evaluate(traces);
        assert.deepEqual([await isTouring(page), now.address, now.sheets], [0, home.address, 0], `${x} ${y}`);
        await run(page, 75_200);
        assert.equal(await isTouring(page), 1, `${x} ${y}`);
      }
    },
  },
  {
    name: "K4 with reduced motion nothing moves, and otherwise it rests after four seconds",
    only: CHROMIUM,
    async run({ open, base }) {
      const still = async (page) => {
        const [one, two] = [await page.raw.screenshot(), await pause(1_000).then(() => page.raw.screenshot())];
        return one.equals(two);
      };
      const reduced = await openKiosk(open, base, { reducedMotion: "reduce", settings: "scene=60" });
      await pause(300);
      assert.ok(await still(reduced));
      const moving = await openKiosk(open, base, { settings: "scene=60" });
      const ends = await moving.evaluate(() => document.getAnimations().map((a) => a.effect.getComputedTiming().endTime));
      assert.ok(ends.length > 0 && ends.every((end) => end <= 4_000), String(ends));
      await moving.waitForFunction(() => document.getAnimations().every((a) => a.playState !== "running"));
      assert.ok(await still(moving));
    },
  },
  {
    name: "K4 a scene of the tour is laid out once, moves for four seconds, and then nothing at all is done",
    only: CHROMIUM,
    async run({ engine, open, base }) {
      const page = await openKiosk(open, base, { width: 1080, height: 1920 });
      const session = await page.raw.context().newCDPSession(page.raw);
      await session.send("Performance.enable");
      const machine = await engine.browser.newBrowserCDPSession();
      const spent = async () => {
        const { metrics } = await session.send("Performance.getMetrics");
        const { processInfo } = await machine.send("SystemInfo.getProcessInfo");
        const cpu = processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
        return { ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])), cpu };
      };
      const between = (before, after, name) => after[name] - before[name];
      /** Waits for the beginning of the next scene. */
      const begins = async () => {
        const words = await page.evaluate(() => document.querySelector(".tour-scene").textContent);
        await page.waitForFunction((words) => document.querySelector(".tour-scene")?.textContent !== words, words, 30_000);
      };
      await begins();
      await pause(6_000);
      // At rest, and looked at by nobody: what costs nothing on this machine costs nothing on a smaller one.
      const rest = await spent();
      await pause(5_000);
      const rested = await spent();
      assert.equal(between(rest, rested, "LayoutCount"), 0, "layouts at rest");
      assert.equal(between(rest, rested, "RecalcStyleCount"), 0, "frames at rest");
      // Two scenes: what they are made of is laid out once or twice, and each frame of what moves is asked for its style.
      const from = Date.now();
      await pause(28_000);
      const after = await spent();
      const seconds = (Date.now() - from) / 1_000;
      assert.ok(between(rested, after, "LayoutCount") <= 3 * 3, `${between(rested, after, "LayoutCount")} layouts`);
      assert.ok(between(rested, after, "RecalcStyleCount") <= 3 * 4 * 60, `${between(rested, after, "RecalcStyleCount")} frames`);
      // How much of a processor that is depends on the processor.
      console.log(`    the tour takes ${((between(rested, after, "cpu") / seconds) * 100).toFixed(1)} % of a processor, the browser included`);
      await page.close();
    },
  },
  {
    name: "K5 ten thousand touches never lead out, and home is always one touch away",
    only: CHROMIUM,
    millis: 900_000,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { width: 1920, height: 1080, touch: true });
      const out = [];
      for (const event of ["popup", "download", "dialog", "filechooser", "framenavigated", "crash"]) {
        page.raw.on(event, (what) => event === "framenavigated" && what.url().startsWith(base) ? 0 : out.push(event));
      }
      page.raw.context().on("page", () => out.push("page"));
      await page.evaluate(() => {
        globalThis.print = () => (globalThis.testPrinted = true);
        globalThis.testOpened = performance.timeOrigin;
      });
      await begin(page);
      const chance = seeded(20_260_601);
      const session = await page.raw.context().newCDPSession(page.raw);
      const send = (kind, type, rest) => session.send(`Input.dispatch${kind}Event`, { type, ...rest });
      /** A finger or a mouse, by the browser's own protocol: as if it came from the machine. */
      const press = (x, y, isFinger) =>
        isFinger
          ? Promise.all([send("Touch", "touchStart", { touchPoints: [{ x, y }] }), send("Touch", "touchEnd", { touchPoints: [] })])
          : Promise.all(["mousePressed", "mouseReleased"].map((type) => send("Mouse", type, { x, y, button: "left", clickCount: 1 })));
      const goHome = async (when) => {
        // Before the question and the tour any touch leads home, or back; it is not beneath them.
        if ((await page.count(".tour, .kiosk-ask")) > 0) {
          await press(960, 300, true);
          await page.waitForFunction(() => document.querySelector(".tour, .kiosk-ask") === null);
        }
        const { x, y, width, height } = await page.raw.locator("#kiosk-home").boundingBox();
        await press(x + width / 2, y + height / 2, true);
        const isHome = () => document.querySelector(".home") !== null && document.querySelector(".kiosk-sheet") === null;
        await page.waitForFunction(isHome).catch((error) => assert.fail(`home is not there after touch ${when}: ${error.message}`));
      };
      for (let tap = 1; tap <= 10_000; tap += 1) {
        await press(chance() * 1_919, chance() * 1_079, tap % 2 === 0);
        if (tap % 50 === 0) await goHome(tap);
      }
      assert.deepEqual(out, []);
      assert.equal(await page.evaluate(() => globalThis.testPrinted), undefined);
      assert.ok((await page.url()).startsWith(base));
      assert.equal(await page.evaluate(() => performance.timeOrigin === globalThis.testOpened), true, "never loaded anew");
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "K5 K8 home is one touch away from the keyboard too, which hides no field that is typed into",
    only: CHROMIUM,
    async run({ open, base }) {
      const sizes = [[1_080, 1_920], [1_920, 1_080], [2_160, 3_840], [3_840, 2_160]];
      for (const [width, height] of sizes) {
        for (const settings of ["idle=0", "idle=0&size=200"]) {
          const page = await openKiosk(open, base, { settings, width, height, touch: true });
          await page.raw.touchscreen.tap(width / 2, height / 2);
          await page.waitForFunction(() => document.querySelector(".tour") === null);
          const fields = ["#search", "#year-from"];
          for (const field of settings === "idle=0" ? [...fields, "larger"] : fields.slice(0, 1)) {
            const where = `${field} ${width}x${height} ${settings}`;
            if (field === "larger") await page.click(".kiosk-bar button:nth-child(4)");
            const selector = field === "larger" ? "#search" : field;
            await page.evaluate(() => { location.hash = "#find=remittances"; });
            await page.waitFor(".rows .row mark");
            await page.evaluate((selector) => {
              for (const folded of document.querySelectorAll(".filters, .filters details")) folded.open = true;
              document.querySelector(selector).scrollIntoView({ block: "end" });
            }, selector);
            await pause(100);
            await page.raw.locator(selector).first().tap();
            await page.waitFor(".kiosk-keyboard");
            await pause(200);
            const found = await page.evaluate((selector) => {
              const of = (selector) => document.querySelector(selector).getBoundingClientRect();
              const [field, keys, bar] = [of(selector), of(".kiosk-keyboard"), of(".kiosk-bar")];
              const at = document.elementFromPoint(field.left + field.width / 2, field.top + field.height / 2);
              const small = [...document.querySelectorAll(".kiosk-keyboard button")].map((b) => b.getBoundingClientRect());
              return {
                isSeen: field.top >= 0 && field.bottom <= keys.top && at === document.querySelector(selector),
                isAbove: Math.abs(keys.bottom - bar.top) < 1.5 && keys.top > 0,
                least: Math.min(...small.map(({ width, height }) => Math.min(width, height))),
                isWithin: small.every(({ top, bottom }) => top >= keys.top && bottom <= keys.bottom),
              };
            }, selector);
            assert.deepEqual({ ...found, least: found.least >= 60 }, { isSeen: true, isAbove: true, least: true, isWithin: true }, `${where} ${found.least}`);
            await page.raw.locator("#kiosk-home").tap();
            await page.waitForFunction(() => document.querySelector(".home") !== null && document.querySelector(".kiosk-keyboard") === null);
          }
          await page.close();
        }
      }
    },
  },
  {
    name: "K6 no link leads away; what would is shown with a code",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base);
      await begin(page);
      for (const [view, content] of FULL) {
        await page.evaluate((view) => (location.hash = view), view);
        await page.waitFor(content, 30_000);
        await page.waitForFunction(() => !document.querySelector(".working"), undefined, 30_000);
        const away = await page.evaluate(() =>
          [...document.querySelectorAll("a[href], area[href], form[action], [download], iframe")].filter((e) => !e.getAttribute("href")?.startsWith("#")).length,
        );
        assert.equal(away, 0, view);
      }
      await page.evaluate(() => (location.hash = "#about"));
      await page.waitFor("[data-outward]");
      const address = await page.attribute("[data-outward]", "data-outward");
      assert.match(address, /^https:\/\/undocs\.org\//);
      await page.click("[data-outward]");
      assert.equal(await decoded(page, ".kiosk-phone"), address);
      assert.ok((await page.text(".kiosk-phone")).includes(address));
    },
  },
  {
    name: "K7 no menu, no zoom, no selection, no dragging, no shortcut that leads out",
    only: CHROMIUM,
    async run({ open, base }) {
      const pinch = async (page) => {
        const session = await page.raw.context().newCDPSession(page.raw);
        const apart = (half) => [{ id: 0, x: 540 - half, y: 700 }, { id: 1, x: 540 + half, y: 700 }];
        await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: apart(40) });
        for (let half = 50; half <= 400; half += 10) await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: apart(half) });
        await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
        return page.evaluate(() => visualViewport.scale);
      };
      // The same gesture does zoom a page that nobody guards.
      const unguarded = await open("data:text/html,<!doctype html><meta name=viewport content='width=device-width'><p>unguarded</p>", { width: 1080, height: 1920, touch: true });
      assert.ok((await pinch(unguarded)) >= 2);
      await unguarded.close();
      const page = await openKiosk(open, base, { width: 1080, height: 1920, touch: true, settings: "start=read%3DA/CONF.191/L.7" });
      await page.raw.touchscreen.tap(540, 900);
      await page.waitForFunction(() => document.querySelector(".tour") === null);
      const session = await page.raw.context().newCDPSession(page.raw);
      assert.equal(await pinch(page), 1);
      await page.evaluate(() => {
        globalThis.testHeard = [];
        for (const name of ["contextmenu", "dragstart", "auxclick"]) {
          addEventListener(name, (event) => globalThis.testHeard.push([name, event.defaultPrevented]));
        }
      });
      const point = { x: 400, y: 420 };
      await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
      await pause(900);
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      await page.raw.mouse.click(400, 420, { button: "right" });
      const heard = await page.evaluate(() => globalThis.testHeard);
      for (const name of ["contextmenu", "auxclick"]) assert.ok(heard.some(([what]) => what === name), `${name} was heard`);
      assert.deepEqual(heard.filter(([, isPrevented]) => !isPrevented), []);
      const left = () => page.evaluate(() => [String(getSelection()), visualViewport.scale, location.href, performance.timeOrigin]);
      const before = await left();
      assert.deepEqual(before.slice(0, 2), ["", 1]);
      // Two taps on a word, and a mouse drawn across text and from a link.
      const words = await page.evaluate(() => {
        const { left, top } = document.querySelector(".text p, .text").getBoundingClientRect();
        const link = document.querySelector(".links li a, .label").getBoundingClientRect();
        return { text: [left + 40, top + 12], link: [link.left + 4, link.top + link.height / 2] };
      });
      for (let tap = 0; tap < 2; tap += 1) await page.raw.touchscreen.tap(...words.text);
      await page.raw.mouse.dblclick(...words.text);
      await pause(400);
      assert.deepEqual((await left()).slice(0, 2), ["", 1], "two taps");
      const opened = await left();
      for (const [x, y] of [words.text, words.link]) {
        await page.raw.mouse.move(x, y);
        await page.raw.mouse.down();
        await page.raw.mouse.move(x + 150, y + 60, { steps: 8 });
        await page.raw.mouse.up();
        assert.deepEqual(await left(), opened, `drawn from ${x} ${y}`);
      }
      assert.deepEqual((await page.evaluate(() => globalThis.testHeard)).filter(([, isPrevented]) => !isPrevented), []);
      // Swipes from the edges neither go back nor load the page anew, and nothing is pulled beyond its end.
      assert.deepEqual(await page.evaluate(() => ["X", "Y"].map((way) => getComputedStyle(document.documentElement)[`overscrollBehavior${way}`])), ["none", "none"]);
      for (const [xDistance, yDistance] of [[600, 0], [-600, 0], [0, 900]]) {
        await session.send("Input.synthesizeScrollGesture", { x: xDistance < 0 ? 900 : 100, y: 700, xDistance, yDistance, gestureSourceType: "touch", speed: 4_000 });
        assert.deepEqual(await left(), opened, `${xDistance} ${yDistance}`);
        assert.deepEqual(await page.evaluate(() => [scrollX, Math.min(scrollY, 0)]), [0, 0]);
      }
      const prevented = await page.evaluate(() =>
        [
          ["p", "ctrlKey"], ["s", "metaKey"], ["o", "ctrlKey"], ["ArrowLeft", "altKey"], ["F5"], ["F12"], ["+", "ctrlKey"], ["ContextMenu"],
          ["a"], ["Tab"], ["Enter"],
        ].map(([key, held]) => !document.body.dispatchEvent(new KeyboardEvent("keydown", { key, [held]: true, bubbles: true, cancelable: true }))),
      );
      assert.deepEqual(prevented, [true, true, true, true, true, true, true, true, false, false, false]);
      const wheel = await page.evaluate(() => !document.body.dispatchEvent(new WheelEvent("wheel", { ctrlKey: true, bubbles: true, cancelable: true })));
      assert.equal(wheel, true);
    },
  },
  {
    name: "K8 words of five scripts' keys are typed by touch alone, on keys of sixty pixels",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { fragment: "#find=" });
      await page.waitFor("#search");
      await page.click("#search");
      await page.waitFor(".kiosk-keyboard");
      assert.equal(await page.attribute("#search", "inputmode"), "none");
      const key = (words) => page.raw.locator(".kiosk-keyboard button").filter({ hasText: new RegExp(`^${words}$`) }).first().click();
      const boxes = await page.evaluate(() => [...document.querySelectorAll(".kiosk-keyboard button")].map((b) => b.getBoundingClientRect()).map(({ width, height }) => [width, height]));
      assert.ok(boxes.every(([width, height]) => width >= 60 && height >= 60), String(boxes));
      for (const letter of "mali") await key(letter);
      assert.equal(await page.evaluate(() => document.querySelector("#search").value), "mali");
      await page.waitForFunction(() => /find=mali/.test(location.hash));
      await page.click('.kiosk-keyboard [aria-label="Delete"]');
      await key("áèñ");
      await key("é");
      await key("абв");
      await key("ж");
      await key("ابج");
      await key("ش");
      await key("Space");
      await key("123");
      await key("7");
      assert.equal(await page.evaluate(() => document.querySelector("#search").value), "maléжش 7");
      await page.evaluate(() => document.querySelector("#search").setSelectionRange(1, 3));
      await key("9");
      assert.equal(await page.evaluate(() => document.querySelector("#search").value), "m9éжش 7");
      await key("Search");
      await page.waitForFunction(() => document.querySelector(".kiosk-keyboard") === null);
      // Fields for numbers have no caret, and do what they do once they are left.
      await page.evaluate(() => {
        for (const folded of document.querySelectorAll("details:has(#year-from)")) folded.open = true;
      });
      await page.click("#year-from");
      await page.waitFor(".kiosk-keyboard");
      await key("123");
      for (const digit of "20065") await key(digit);
      await page.click('.kiosk-keyboard [aria-label="Delete"]');
      await key("▾");
      await page.waitForFunction(() => /year=2006\.\./.test(location.hash));
      const none = await openKiosk(open, base, { settings: "keyboard=none", fragment: "#find=" });
      for (const field of ["#search", "#year-from"]) assert.equal(await none.raw.locator(field).isVisible(), false);
    },
  },
  {
    name: "K9 F38 a storm of ten fingers leaves nothing stuck, and home stays",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { touch: true, fragment: "#map" });
      const session = await page.raw.context().newCDPSession(page.raw);
      await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
      const chance = seeded(7);
      const fingers = () => Array.from({ length: 10 }, (_, id) => ({ id, x: chance() * 1_079, y: 150 + chance() * 1_500 }));
      for (let round = 0; round < 60; round += 1) {
        await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers() });
        await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers() });
        if (round % 20 === 10) await pause(600);
        const isCancelled = round % 3 === 0;
        await session.send("Input.dispatchTouchEvent", { type: isCancelled ? "touchCancel" : "touchEnd", touchPoints: [] });
      }
      await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
      assert.equal(await page.evaluate(() => visualViewport.scale), 1);
      // Whatever was opened, the map is a map again: one finger draws it along, and without a press nothing moves it.
      await page.evaluate(() => { location.hash = "#map"; });
      await page.waitFor("#board .node");
      await page.evaluate(() => { scrollTo(0, 0); });
      await pause(500);
      const places = () => page.evaluate(() => [...document.querySelectorAll("#board .node")].map((node) => Math.round(node.getBoundingClientRect().x)));
      const board = await page.raw.locator("#board").boundingBox();
      const [x, y] = [board.x + board.width / 2, board.y + 30];
      const at = (x) => [{ x, y }];
      const before = await places();
      await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(x) });
      for (let step = 1; step <= 12; step += 1) await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(x + step * 10) });
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      await pause(300);
      const drawn = await places();
      assert.ok(drawn.every((place, nth) => Math.abs(place - before[nth] - 120) <= 2), `${before[0]} ${drawn[0]}`);
      await page.raw.mouse.move(x, y);
      await page.raw.mouse.move(x - 200, y + 100, { steps: 10 });
      await pause(300);
      assert.deepEqual(await places(), drawn);
      await page.raw.touchscreen.tap(80, 1_880);
      await page.waitForFunction(() => location.hash === "");
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "K10 the screen is kept on and filled, asked again when the page is seen again, and neither is needed",
    only: CHROMIUM,
    async run({ open, base }) {
      const initScript = () => {
        globalThis.testLocks = [];
        const request = navigator.wakeLock.request.bind(navigator.wakeLock);
        navigator.wakeLock.request = async (kind) => {
          const lock = await request(kind);
          globalThis.testLocks.push(lock);
          return lock;
        };
      };
      const page = await openKiosk(open, base, { initScript });
      await begin(page);
      await page.waitForFunction(() => document.fullscreenElement !== null);
      await page.waitForFunction(() => globalThis.testLocks.length === 1);
      await page.evaluate(() => globalThis.testLocks[0].release());
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
      await page.waitForFunction(() => globalThis.testLocks.length === 2);
      const none = await openKiosk(open, base, { initScript: () => {
        delete Navigator.prototype.wakeLock;
        delete Element.prototype.requestFullscreen;
      } });
      await begin(none);
      for (let times = 0; times < 3; times += 1) await none.raw.mouse.click(540, 1_000);
      assert.deepEqual(await none.consoleErrors(), []);
      await openPanel(none);
      const entries = await none.evaluate(() => document.querySelector(".kiosk-panel").textContent);
      assert.equal(entries.split("wake-lock-lost").length, 2, "said once, and not with each touch");
      const off = await openKiosk(open, base, { settings: "wake=0&fullscreen=0", initScript });
      await begin(off);
      await pause(300);
      assert.deepEqual(await off.evaluate(() => [globalThis.testLocks.length, document.fullscreenElement]), [0, null]);
    },
  },
  {
    name: "K12 a sign of life every five seconds",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { clock: true });
      const beat = () => page.evaluate(() => globalThis.__passages_beat);
      const first = await beat();
      await run(page, 5_000);
      const second = await beat();
      await run(page, 60_000);
      assert.ok(second - first >= 1_000 && second - first <= 5_000, `${first} ${second}`);
      assert.equal((await beat()) - second, 60_000);
    },
  },
  {
    name: "K13 a code hands over what is seen, to an address that a telephone can reach",
    only: CHROMIUM,
    async run({ open, base }) {
      const view = "#read=A/CONF.191/L.7&para=5&with=letter-2006-04-13:annex.l";
      const settings = "public-url=https%3A%2F%2Fpassages.example.org%2F";
      for (const [width, height] of [[1_080, 1_920], [3_840, 2_160]]) {
        const page = await openKiosk(open, base, { settings, fragment: view, width, height });
        await page.click(".kiosk-bar button:last-child");
        const address = await decoded(page, ".kiosk-phone");
        assert.ok(address.startsWith("https://passages.example.org/#read=") && address.length <= 300, address);
        const side = await page.evaluate(() => document.querySelector(".kiosk-phone svg.code").getBoundingClientRect().width);
        // Four centimetres on a screen of 4K that is 120 cm wide, and on a smaller one of the same lines.
        assert.ok(side >= (width / 120) * 4, `${side} of ${width}`);
        const same = await openReady(open, `${base}${address.slice("https://passages.example.org/".length)}`);
        assert.equal((await same.url()).split("#")[1], (await page.url()).split("#")[1]);
        await page.close();
      }
      // The collection that is shown is the one that the telephone shows.
      const unit = await openKiosk(open, base, { settings: `${settings}&corpus=unit.passages` });
      await begin(unit);
      await unit.click(".kiosk-bar button:last-child");
      assert.match(await decoded(unit, ".kiosk-phone"), /^https:\/\/passages\.example\.org\/\?corpus=unit\.passages(#|$)/);
      // Where a file beside the page makes it an exhibit, the telephone is to be none.
      const prepare = (raw) => raw.route("**/kiosk.json", (route) => route.fulfill({ contentType: "application/json", body: '{ "kiosk": true }' }));
      const byFile = await openKiosk(open, base, { settings, fragment: view, prepare });
      await byFile.click(".kiosk-bar button:last-child");
      assert.match(await decoded(byFile, ".kiosk-phone"), /^https:\/\/passages\.example\.org\/\?kiosk=0#read=/);
      // On the exhibit's own machine there is no such address.
      const own = await openKiosk(open, base);
      await begin(own);
      await own.click(".kiosk-bar button:last-child");
      await own.waitFor(".kiosk-phone");
      assert.equal(await own.count(".kiosk-phone svg.code"), 0);
    },
  },
  {
    name: "K14 type of 24 pixels and more, upright and lying, up to 4K, and turned while it runs",
    only: CHROMIUM,
    async run({ open, base }) {
      const upright = [1_080, 1_920];
      // A panel of 4K is given as so many pixels, or as half as many of two by two.
      await turned(await openKiosk(open, base), [upright, [1_920, 1_080], [2_160, 3_840], [3_840, 2_160], upright]);
      await turned(await openKiosk(open, base, { scale: 2 }), [upright, [1_920, 1_080], upright]);
    },
  },
  {
    name: "K15 it is loaded anew once a day, and only while nobody is there",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { clock: true, settings: "reload=11:00" });
      await page.evaluate(() => (globalThis.testLoad = true));
      const isSame = () => page.evaluate(() => globalThis.testLoad === true);
      await begin(page, true);
      // Somebody reads until well past the hour.
      for (let minute = 0; minute < 62; minute += 1) {
        await run(page, 50_000);
        await page.raw.mouse.click(540, 1_000);
        await run(page, 10_000);
      }
      assert.equal(await isSame(), true);
      // The clock belongs to the page that goes.
      await run(page, 76_000).catch(() => {});
      await until("a page loaded anew", async () => !(await isSame().catch(() => true)), 10_000);
      await page.waitForFunction(READY);
    },
  },
  {
    name: "K15 the technician sees what happened behind five taps and a PIN, and nothing that a visitor typed",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { settings: "pin=2580&colour=red" });
      await begin(page);
      await page.click('.tabs a[href^="#find"]');
      await page.type("#search", "zqcanary");
      await page.click('.kiosk-keyboard [aria-label="Hide the keyboard"]');
      for (let tap = 0; tap < 4; tap += 1) await page.raw.mouse.click(20, 20);
      await pause(1_200);
      assert.equal(await page.count(".kiosk-panel"), 0);
      await openPanel(page);
      const digit = (digit) => page.raw.locator(".kiosk-digits button", { hasText: digit }).click();
      for (const wrong of "2581") await digit(wrong);
      assert.equal(await page.count(".kiosk-panel dl"), 0);
      for (const right of "2580") await digit(right);
      await page.waitFor(".kiosk-panel dl");
      const text = await page.evaluate(() => document.querySelector(".kiosk-panel").textContent);
      for (const word of ["colour = red", "visit", "wrong-pin", "find"]) assert.ok(text.includes(word), word);
      assert.ok(!text.includes("zqcanary") && !text.includes("2580"));
      const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
      assert.deepEqual(kept, ["", 0, 0]);
      // Wrong tries are remembered while the panel is closed.
      await page.click(".kiosk-close");
      for (let attempt = 0; attempt < 3; attempt += 1) {
        await openPanel(page);
        for (const wrong of "2581") await digit(wrong);
        if (attempt < 2) await page.click(".kiosk-close");
      }
      assert.match(await page.text('.kiosk-panel [role="status"]'), /Too many/);
    },
  },
  {
    name: "F36 whoever is in the midst of something is not asked, and afterwards the time begins anew",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { clock: true });
      await begin(page, true);
      const fire = (name, type = "Event") => page.evaluate(([name, type]) => document.body.dispatchEvent(new globalThis[type](name, { bubbles: true })), [name, type]);
      const held = [
        ["a word being composed", () => fire("compositionstart", "CompositionEvent"), () => fire("compositionend", "CompositionEvent")],
        ["a finger that rests", () => page.raw.mouse.down(), () => page.raw.mouse.up()],
        ["a drag that the browser takes away", () => page.raw.mouse.down(), () => fire("pointercancel", "PointerEvent").then(() => page.raw.mouse.up())],
      ];
      await page.raw.mouse.move(540, 1_500);
      for (const [what, start, end] of held) {
        await start();
        await run(page, 200_000);
        assert.equal(await isAsked(page), 0, what);
        await end();
        await run(page, 59_000);
        assert.equal(await isAsked(page), 0, what);
        await run(page, 1_100);
        assert.equal(await isAsked(page), 1, what);
        await page.raw.mouse.click(540, 1_500);
        await run(page, 100);
      }
      // Scrolling that rolls on.
      for (let second = 0; second < 90; second += 1) {
        await fire("scroll");
        await run(page, 1_000);
      }
      assert.equal(await isAsked(page), 0);
    },
  },
  {
    name: "F36 K2 whoever leaves a sheet, the panel or the keyboard open is asked, finds it again, and leaves nothing to the next",
    only: CHROMIUM,
    async run({ open, base }) {
      const page = await openKiosk(open, base, { settings: "fullscreen=0&start=find%3D", clock: true });
      const typed = () => page.evaluate(() => [document.querySelector("#search").value, document.activeElement.id, document.querySelectorAll(".kiosk-keyboard").length]);
      const dialogs = {
        languages: () => page.click(".kiosk-bar button:nth-child(3)"),
        phone: () => page.click(".kiosk-bar button:nth-child(6)"),
        panel: () => openPanel(page),
        keyboard: async () => {
          await page.click("#search");
          await run(page, 300);
          for (const key of ["m", "a", "l"]) await page.raw.locator(".kiosk-keyboard button", { hasText: new RegExp(`^${key}$`) }).click();
        },
      };
      const isOpen = () => page.count(".kiosk-languages, .kiosk-phone, .kiosk-panel, .kiosk-keyboard");
      for (const [what, act] of Object.entries(dialogs)) {
        await begin(page, true);
        await act();
        await run(page, 500);
        await drawn(page);
        assert.equal(await isOpen(), 1, what);
        await run(page, 60_100);
        assert.equal(await isAsked(page), 1, what);
        await page.raw.mouse.click(540, 1_100);
        await run(page, 800);
        assert.deepEqual([await isAsked(page), await isOpen()], [0, 1], what);
        if (what === "keyboard") {
          assert.deepEqual(await typed(), ["mal", "search", 1]);
          await page.raw.locator(".kiosk-keyboard button", { hasText: /^i$/ }).click();
          assert.deepEqual(await typed(), ["mali", "search", 1]);
        }
        // Nobody answers.
        await drawn(page);
        await run(page, 76_000);
        assert.equal(await isTouring(page), 1, what);
        await begin(page, true);
        await run(page, 500);
        assert.deepEqual([await isOpen(), await typed()], [0, ["", "", 0]], what);
        await drawn(page);
        await run(page, 76_000);
      }
    },
  },
];

const python = found("python3", ["--version"]);
if (python) {
  tests.push({
    name: "K12 the watcher brings back a tab that has crashed, one that has stopped, and one that has wandered off",
    only: CHROMIUM,
    async run({ engine, base }) {
      const profile = mkdtempSync(join(tmpdir(), "passages-kiosk-"));
      const port = await freePort();
      const chromium = spawn("chromium", [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`, kioskAt(base),
      ], { stdio: "ignore" });
      const watcher = spawn(python, [
        join(LEAVE, "passages-watch.py"), "--port", String(port), "--url", kioskAt(base), "--interval", "0.5", "--patience", "8",
      ], { stdio: ["ignore", "pipe", "pipe"] });
      let said = "";
      for (const stream of [watcher.stdout, watcher.stderr]) stream.on("data", (text) => (said += text));
      // The exhibit's own tab, over the same port as the watcher; closing leaves the browser alone.
      const peek = async (look) => {
        const browser = await chromiumType.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5_000 });
        try {
          return await look(browser.contexts()[0].pages()[0]);
        } finally {
          await browser.close();
        }
      };
      const lives = () => {
        const state = (page) => page.evaluate(() => `${document.documentElement.dataset.ready} ${document.documentElement.dataset.mode}`);
        const late = pause(6_000).then(() => undefined);
        return Promise.race([peek(state).catch(() => undefined), late]).then((state) => state === "true kiosk");
      };
      try {
        await until("the exhibit", lives, 30_000);
        await until("the watcher", async () => said.includes("watching"), 15_000);
        const harms = {
          crashed: (page) => page.goto("chrome://crash", { timeout: 1_000 }),
          stopped: (page) => page.evaluate(() => setTimeout(() => { for (;;); }, 200)),
          elsewhere: (page) => page.goto("about:blank"),
        };
        for (const [what, harm] of Object.entries(harms)) {
          said = "";
          await peek(harm).catch(() => {});
          await until(`the watcher to notice: ${what}`, async () => said.includes(`brought back: ${what}`), 40_000);
          await until(`the exhibit to be back: ${what}`, lives, 30_000);
        }
      } catch (error) {
        error.message += `\nthe watcher said: ${said}`;
        throw error;
      } finally {
        watcher.kill();
        chromium.kill();
        await new Promise((resolve) => chromium.once("exit", resolve));
        // What the browser had started writes on for a while.
        rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
      }
      assert.equal(engine.name, "chromium");
    },
    millis: 240_000,
  });
} else {
  console.log("skipped: 1 tests in chromium: python3 is not in PATH");
}

if (found("systemd-analyze", ["--version"])) {
  tests.push({
    name: "K12 systemd understands the units that a technician installs",
    only: CHROMIUM,
    async run() {
      const folder = mkdtempSync(join(tmpdir(), "passages-units-"));
      try {
        for (const unit of ["passages-kiosk.service", "passages-watch.service"]) {
          const text = await readFile(join(LEAVE, unit), "utf8");
          assert.match(text, /^Restart=always$/m);
          // Programs that this machine lacks are no fault of the unit's.
          await writeFile(join(folder, unit), text.replaceAll(/^ExecStart=[^ ]+/gm, "ExecStart=/bin/true"));
        }
        for (const unit of ["passages-kiosk.service", "passages-watch.service"]) {
          const env = { ...process.env, XDG_RUNTIME_DIR: folder };
          const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", "--user", "--man=no", join(folder, unit)], { env, encoding: "utf8" });
          // What is not understood is told and left out, and counts as success.
          assert.deepEqual([status, stdout, stderr], [0, "", ""], unit);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  });
} else {
  console.log("skipped: 1 tests in chromium: systemd-analyze is not in PATH");
}

export default tests;
