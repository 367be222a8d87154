// An exhibit for everybody who stands or sits before it: reach, contrast, size, and the way to a device of one's own.

import assert from "node:assert/strict";
import { begin, decoded, openKiosk, run } from "./kiosk.mjs";
import { show } from "./views.mjs";

/** What is pressed above the lower two thirds of the screen, and cannot be pulled down there. */
function outOfReach() {
  const reach = innerHeight / 3;
  const pressed = "a[href], button, input, select, textarea, summary, [role=button], [tabindex='0']";
  const isFixed = (element) => {
    for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).position === "fixed") return true;
    return false;
  };
  return [...document.querySelectorAll(pressed)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0)
    .map((element) => ({ element, top: element.getBoundingClientRect().top + (isFixed(element) ? 0 : scrollY) }))
    .filter(({ top }) => top < reach - 1)
    .map(({ element, top }) => `${element.tagName} ${element.className || element.textContent.slice(0, 40)} ${Math.round(top)}`);
}

/** Text on screen with less contrast to what is behind it than this, by WCAG 2.2. */
function paleText(least) {
  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if ((colour[3] ?? 1) === 1) return colour;
    }
    return [255, 255, 255];
  };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return [...document.querySelectorAll("#app *")]
    .filter((element) => !element.closest("svg, [disabled]") && hasText(element) && element.checkVisibility({ visibilityProperty: true }))
    .map((element) => [element, contrast(parts(getComputedStyle(element).color), behind(element))])
    .filter(([, found]) => found < least)
    .map(([element, found]) => `${element.tagName} ${element.className} ${found.toFixed(2)}: ${element.textContent.slice(0, 30)}`);
}

/** Every view that a visitor of an exhibit comes to. */
const VIEWS = [
  "", "#read=A/CONF.191/L.7&para=5", "#find=remittances&at=A/CONF.191/L.7:5", "#map", "#map=matrix",
  "#link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l", "#compare", "#collection&pick=A/CONF.191/L.7:7,:10",
  "#collection&pick=A/CONF.191/L.7:7,:10&step=1", "#frameworks", "#about",
];

export default [
  {
    name: "A12 upright on 4K, whatever is pressed is in the lower two thirds, or can be pulled there",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openKiosk(open, base, { width: 2_160, height: 3_840, clock: true });
      await begin(page, true);
      for (const view of VIEWS) {
        await show(page, view);
        await run(page, 300);
        assert.deepEqual(await page.evaluate(outOfReach), [], view);
      }
      for (const sheet of [3, 6]) {
        await page.click(`.kiosk-bar button:nth-child(${sheet})`);
        await run(page, 300);
        await page.waitFor(".kiosk-sheet");
        assert.deepEqual(await page.evaluate(outOfReach), [], `sheet ${sheet}`);
      }
      await show(page, "#find=");
      await run(page, 300);
      await page.click("#search");
      await run(page, 300);
      await page.waitFor(".kiosk-keyboard");
      assert.deepEqual(await page.evaluate(outOfReach), [], "the keyboard");
      await run(page, 61_000);
      assert.equal(await page.count(".kiosk-ask"), 1);
      assert.deepEqual(await page.evaluate(outOfReach), [], "the question");
    },
  },
  {
    name: "A12 high contrast is seven to one in every view, large text a quarter larger, and neither hides anything",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openKiosk(open, base, { settings: "idle=0" });
      await begin(page);
      const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main p, main li")).fontSize));
      const sizes = [];
      for (const view of VIEWS) {
        await show(page, view);
        sizes.push(await size());
      }
      await page.click(".kiosk-bar button:nth-child(4)");
      await page.click(".kiosk-bar button:nth-child(5)");
      for (const [nth, view] of VIEWS.entries()) {
        await show(page, view);
        assert.deepEqual(await page.evaluate(paleText, 7), [], view);
        const ratio = (await size()) / sizes[nth];
        assert.ok(ratio > 1.24 && ratio < 1.26, `${view}: ${ratio}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${view}: ${wide} wider than the screen`);
      }
    },
  },
  {
    name: "A12 a code hands over whatever view it is to the visitor's own device",
    only: ["chromium"],
    async run({ open, base }) {
      const settings = "public-url=https%3A%2F%2Fpassages.example.org%2F&idle=0";
      const page = await openKiosk(open, base, { settings });
      await begin(page);
      // Reading a code takes a busy machine ten seconds; the others differ in nothing but their address.
      for (const view of VIEWS.filter((_, nth) => nth % 3 === 0)) {
        await show(page, view);
        const here = (await page.url()).split("#")[1] ?? "";
        await page.click(".kiosk-bar button:last-child");
        const address = await decoded(page, ".kiosk-phone");
        assert.equal(address.replace(/^https:\/\/passages\.example\.org\/#?/, ""), here, view);
        await page.click(".kiosk-bar button:last-child");
        await page.waitForFunction(() => document.querySelector(".kiosk-phone") === null);
      }
    },
  },
];
