// What holds however somebody looks at the page: without motion, enlarged, with a finger, in colours of their own:
// A7 to A10, and of A11 where lines begin.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";
import { VIEWS, inLanguage, show as showView } from "./views.mjs";
import { pause } from "./wait.mjs";

async function show(page, address) {
  await showView(page, address);
  // What is measured once it is there: the room of a picture, threads from words to words.
  await pause(250);
}

/** What is broader than the window, or cut off: runs inside the page. */
function lost() {
  const say = (element) => `${element.tagName} ${element.className.baseVal ?? element.className} ${element.textContent.slice(0, 40)}`;
  const found = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) {
    found.push(`${scrollWidth} wide in ${innerWidth}`);
    for (const element of document.querySelectorAll("body *")) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (right > innerWidth + 1 || left < -1) && element.closest(".scrolling, .visually-hidden, svg") === null) {
        found.push(`outside: ${say(element)}`);
      }
    }
  }
  // A line of a concordance shows as much of a sentence as there is room for; what is for screen readers has no size.
  const cut = "body *:not(.before):not(.after):not(.visually-hidden):not(svg *):not(.skip)";
  for (const element of document.querySelectorAll(cut)) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
    if (!isText || element.getClientRects().length === 0) continue;
    if (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) found.push(`cut at the side: ${say(element)}`);
    if (hides(overflowY) && element.scrollHeight > element.clientHeight + 1) found.push(`cut below: ${say(element)}`);
  }
  const middle = document.querySelector(".middle");
  if (middle && middle.clientWidth < 250) found.push(`squeezed: the middle is ${middle.clientWidth} wide`);
  // A button of a fixed height lets its words out.
  for (const control of document.querySelectorAll("button, .button, .chip, input, summary, .site a, .tabs a")) {
    if (control.getClientRects().length === 0) continue;
    if (control.scrollHeight > control.clientHeight + 2 && control.clientHeight > 0) found.push(`too high: ${say(control)}`);
    if (control.tagName !== "INPUT" && control.scrollWidth > control.clientWidth + 2 && control.clientWidth > 0) found.push(`too wide: ${say(control)}`);
  }
  return found.slice(0, 8);
}

/** Adds rules as a browser extension of the visitor would, which no policy forbids. */
function addRules(rules) {
  const [sheet] = document.styleSheets;
  for (const rule of rules) sheet.insertRule(rule, sheet.cssRules.length);
}

// The figures of success criterion 1.4.12.
const SPACED = ["* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }", "p { margin-block-end: 2em !important; }"];
const TWICE = ["html { font-size: 200% !important; }"];

/** Shows every view, and tells those in which something is lost. */
async function losses(open, base, language, size, rules) {
  const page = await openReady(open, `${base}${inLanguage("", language)}`, size);
  if (rules) await page.evaluate(addRules, rules);
  const all = {};
  for (const [name, address] of Object.entries(VIEWS)) {
    await show(page, inLanguage(address, language));
    const found = await page.evaluate(lost);
    if (found.length > 0) all[name] = found;
  }
  await page.close();
  return all;
}

/** Texts that run from left to right in a page that runs the other way, and begin at the right: runs inside the page. */
function turned() {
  const found = [];
  for (const element of document.querySelectorAll('main [dir="ltr"], main [dir="ltr"] li, main [dir="ltr"] p')) {
    if (element.closest(".concordance, svg") || !element.checkVisibility()) continue;
    const { textAlign, direction } = getComputedStyle(element);
    // A text that holds its own direction begins where its lines do.
    if (direction === "ltr" && textAlign.endsWith("right")) found.push(`${element.tagName} ${element.className}: ${textAlign}`);
  }
  return found.slice(0, 8);
}

/** Targets that a finger or an unsteady hand misses: runs inside the page. */
function small(least) {
  const seen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const inText = (element) =>
    getComputedStyle(element).display === "inline" &&
    [...element.parentElement.childNodes].some((node) => node.nodeType === 3 && /[\p{L}\p{N}]/u.test(node.textContent));
  // What is pressed with a control: its label. The marks of a picture are as large as they are, since all that they do
  // is done by the list, the table and the filters beside it as well.
  const box = (element) => (element.closest("label") ?? element).getBoundingClientRect();
  const targets = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(
    (element) => seen(element) && !element.classList.contains("skip") && element.closest("svg") === null,
  );
  const boxes = targets.map(box);
  const found = [];
  for (const [nth, target] of targets.entries()) {
    const { left, right, top, bottom, width, height } = boxes[nth];
    if (width === 0 || (width >= least - 0.5 && height >= least - 0.5) || inText(target)) continue;
    // Success criterion 2.5.8: a circle of 24 pixels around its middle meets no other target.
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const meets = (other) => {
      const dx = Math.max(other.left - x, 0, x - other.right);
      const dy = Math.max(other.top - y, 0, y - other.bottom);
      return Math.hypot(dx, dy) < least / 2 - 0.5;
    };
    // What a sheet covers is not pressed, whatever lies above it.
    const sheet = (element) => element.closest(".panel");
    const crowd = boxes.findIndex((other, at) => at !== nth && sheet(targets[at]) === sheet(target) && meets(other));
    if (crowd >= 0) {
      const name = `${target.tagName} ${target.className.baseVal ?? target.className} ${target.textContent.slice(0, 30)}`;
      found.push(`${name}: ${width.toFixed(0)} × ${height.toFixed(0)}`);
    }
  }
  return found.slice(0, 8);
}

/** Focuses everything from the last to the first, and tells whose middle is covered then: runs inside the page. */
function covered() {
  const focusable = "a[href], button:not([disabled]), input, textarea, summary, [tabindex='0']";
  const all = [...document.querySelectorAll(focusable)].filter((e) => e.checkVisibility() && e.tabIndex >= 0);
  scrollTo(0, document.body.scrollHeight);
  const found = [];
  for (const element of all.reverse()) {
    element.focus();
    if (document.activeElement !== element) continue;
    const [box] = element.getClientRects();
    if (!box || box.width === 0) continue;
    const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 2);
    const [above, below] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const y = (above + below) / 2;
    const top = document.elementFromPoint(x, y);
    const shows = (top) => top !== null && (element.contains(top) || top.contains(element) || element.closest("label")?.contains(top));
    if (!shows(top)) {
      const name = `${element.tagName} ${element.className.baseVal ?? element.className} ${element.textContent.slice(0, 30)}`;
      found.push(`${name} at ${x.toFixed(0)}, ${y.toFixed(0)} is under ${top?.tagName} ${top?.className}`);
    }
  }
  return found.slice(0, 6);
}

export default [
  {
    name: "A7 with less motion wanted, nothing moves in any view",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, base, { reducedMotion: "reduce" });
      for (const [name, address] of Object.entries(VIEWS)) {
        await show(page, address);
        // What is worked out beside the page comes when it comes.
        await page.waitForFunction(() => document.querySelector(".working") === null);
        await pause(300);
        const before = await page.raw.screenshot();
        await pause(1000);
        assert.ok(before.equals(await page.raw.screenshot()), name);
      }
    },
  },
  {
    name: "A7 with less motion wanted, nothing is animated in any view",
    async run({ open, base }) {
      const page = await openReady(open, base, { reducedMotion: "reduce" });
      for (const [name, address] of Object.entries(VIEWS)) {
        await show(page, address);
        const moving = () => document.getAnimations().filter((a) => a.effect.getComputedTiming().activeDuration > 1).length;
        assert.equal(await page.evaluate(moving), 0, name);
      }
    },
  },
  {
    name: "A8 at 320 by 256 pixels no view scrolls sideways and no words are cut off",
    async run({ open, base }) {
      for (const language of ["en", "ar"]) {
        assert.deepEqual(await losses(open, base, language, { width: 320, height: 256 }), {}, language);
      }
    },
  },
  {
    name: "A8 on a narrow screen the view and the language that one is in are in sight, whatever their place in the row",
    async run({ open, base }) {
      const inSight = (rows) =>
        [...document.querySelectorAll(rows)].every((row) => {
          const [item, seen] = [row.querySelector("[aria-current]"), row].map((of) => of.getBoundingClientRect());
          return item.left >= seen.left - 0.5 && item.right <= seen.right + 0.5;
        });
      const page = await openReady(open, `${base}#about&lang=es`, { width: 320, height: 600 });
      await page.waitForFunction(inSight, ".site nav");
      for (const address of ["#read=letter-2006-04-13", "#collection&lang=ar", "#find=&lang=ar", "#about&lang=ru"]) {
        await page.goto(`${base}${address}`);
        await page.waitForFunction(inSight, ".site nav:not(.languages)");
      }
    },
  },
  {
    name: "A8 with the text spaced out nothing is cut off, wide and narrow",
    only: ["chromium", "firefox"],
    async run({ open, base }) {
      for (const size of [{ width: 1280, height: 800 }, { width: 320, height: 512 }]) {
        assert.deepEqual(await losses(open, base, "en", size, SPACED), {}, `${size.width}`);
      }
    },
  },
  {
    name: "A8 with text of twice the size nothing is cut off",
    async run({ open, base }) {
      assert.deepEqual(await losses(open, base, "en", { width: 1280, height: 800 }, TWICE), {});
    },
  },
  {
    name: "A11 in Arabic, English texts begin at the left in every view",
    async run({ open, base }) {
      const page = await openReady(open, `${base}${inLanguage("", "ar")}`);
      const all = {};
      for (const [name, address] of Object.entries(VIEWS)) {
        await show(page, inLanguage(address, "ar"));
        const found = await page.evaluate(turned);
        if (found.length > 0) all[name] = found;
      }
      await page.close();
      assert.deepEqual(all, {});
    },
  },
  {
    name: "A9 what can be pressed is 24 pixels large, or has as much room around it",
    async run({ open, base }) {
      for (const width of [1280, 360]) {
        const page = await openReady(open, base, { width, height: 800 });
        const all = {};
        for (const [name, address] of Object.entries(VIEWS)) {
          await show(page, address);
          const found = await page.evaluate(small, 24);
          if (found.length > 0) all[name] = found;
        }
        assert.deepEqual(all, {}, `${width}`);
        await page.close();
      }
    },
  },
  {
    name: "A9 for a finger the main controls are 44 pixels large",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, base, { width: 390, height: 844, touch: true });
      assert.ok(await page.evaluate(() => matchMedia("(pointer: coarse)").matches));
      const all = {};
      for (const [name, address] of Object.entries(VIEWS)) {
        await show(page, address);
        const found = await page.evaluate(() => {
          const main = ".site li a, .search input, .search button, .button, .map-controls button, .formats button, .chip, " +
            ".close, .pictures a, .facet-value, .switch-alone, .more, .menu-button, .link-chooser button";
          return [...document.querySelectorAll(main)]
            .filter((element) => element.checkVisibility())
            .map((element) => [element.className || element.tagName, element.getBoundingClientRect()])
            .filter(([, { width, height }]) => height < 43.5 || width < 24)
            .map(([name, { width, height }]) => `${name}: ${width.toFixed(0)} × ${height.toFixed(0)}`)
            .slice(0, 6);
        });
        if (found.length > 0) all[name] = found;
      }
      assert.deepEqual(all, {});
    },
  },
  {
    name: "A9 what has the focus is never covered",
    // Firefox scrolls to a focused element without regard to the padding that the page asks for, WebKit only after the
    // script that asks.
    only: ["chromium"],
    async run({ open, base }) {
      for (const size of [{ width: 1280, height: 800 }, { width: 1000, height: 600 }, { width: 360, height: 640 }]) {
        const page = await openReady(open, base, size);
        const all = {};
        for (const [name, address] of Object.entries(VIEWS)) {
          await show(page, address);
          const found = await page.evaluate(covered);
          if (found.length > 0) all[name] = found;
        }
        assert.deepEqual(all, {}, `${size.width}`);
        await page.close();
      }
    },
  },
  {
    name: "A10 in colours of the visitor's own, passages, links and the focus can be seen",
    only: ["chromium"],
    async run({ open, base }) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await openReady(open, `${base}#map`, {
          colorScheme,
          prepare: (raw) => raw.emulateMedia({ forcedColors: "active", colorScheme }),
        });
        await page.waitFor(".map .node");
        assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
        const contrasts = await page.evaluate(() => {
          const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
          const light = (colour) => {
            const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ratio = (one, other) => {
            const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
            return (high + 0.05) / (low + 0.05);
          };
          const paper = getComputedStyle(document.body).backgroundColor;
          const shown = (selector) => {
            const strokes = [...document.querySelectorAll(selector)].map((element) => {
              const { stroke, opacity } = getComputedStyle(element);
              return stroke === "none" ? 1 : ratio(stroke, paper) * Number(opacity);
            });
            return Math.min(...strokes);
          };
          return { nodes: shown(".map .node:not(.dimmed) .shape"), links: shown(".map .thread"), words: ratio(getComputedStyle(document.body).color, paper) };
        });
        for (const [what, contrast] of Object.entries(contrasts)) assert.ok(contrast >= 3, `${what}: ${contrast}`);
        const shot = async () => page.raw.screenshot({ clip: await page.raw.locator("#node-3").boundingBox() });
        const before = await shot();
        await page.evaluate(() => document.getElementById("node-3").focus());
        await page.press("ArrowDown");
        assert.ok(!before.equals(await shot()), "the focus on a node");
        for (const selector of [".site .tabs a", "#search", ".map-controls button", "summary"]) {
          await page.raw.keyboard.press("Tab");
          await page.evaluate((selector) => document.querySelector(selector).focus(), selector);
          const ring = await page.evaluate((selector) => {
            const { outlineStyle, outlineWidth } = getComputedStyle(document.querySelector(selector));
            return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
          }, selector);
          assert.ok(ring, `the focus on ${selector}`);
        }
        await page.close();
      }
    },
  },
];
