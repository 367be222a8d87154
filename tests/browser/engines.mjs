// Three engines behind one small interface, so that a test is written once.
//
// engine.name                    "chromium" | "firefox" | "webkit"
// engine.can.intercept           requests can be seen and changed, scripts switched off or put first
// await engine.close()
// await engine.open(url, options) -> page, each with empty storage of its own. Options:
//   width, height                CSS pixels of the view, 1280 x 800
//   colorScheme                  "light" (default) | "dark"
//   reducedMotion                "no-preference" (default) | "reduce"
//   locale                       navigator.language; "en-US", and in webkit always
//   timezone                     as "Pacific/Apia"; that of the machine  (chromium alone)
//   scale                        pixels of the screen in one of the page (chromium alone)
//   touch                        a telephone, held in the hand           (chromium alone)
//   offline                      true keeps the page for when there is no network; in webkit always
//   webAssembly                  false switches it off, as browsers and the rules of a firm do
//   simd                         false is a processor without it         (chromium alone)
//   storage                      false forbids it                        (firefox; in chromium by engine.at)
//   javaScript                   false switches scripts off              (engine.can.intercept)
//   initScript                   a function run before the page's own    (engine.can.intercept)
//   prepare                      async (playwrightPage) => {}, before the first address (the same)
//
// await page.goto(url)           another address; with only another fragment, the page stays
// await page.reload()
// await page.back(), forward()   returns when the address is another
// await page.url()
// await page.click(selector)     scrolls to the first match and clicks its middle: real input events
// await page.type(selector, text)         clicks, then types key by key
// await page.press(key, modifiers = [])   "Enter", "Tab", "ArrowDown", "a" ...; "Shift", "Control", "Alt", "Meta"
// await page.text(selector)      rendered text of the first match
// await page.texts(selector)     rendered text of every match
// await page.count(selector)
// await page.attribute(selector, name)    null when absent
// await page.evaluate(fn, arg)   fn(arg) inside the page; it sees nothing of the test; values as JSON
// await page.waitFor(selector, timeoutMillis = 10_000)           until one match is rendered
// await page.waitForFunction(fn, arg, timeoutMillis = 10_000)    until fn(arg) is truthy; its value
// await page.screenshot(path)    what is in view, as PNG; in firefox it adds two console errors of its own
// await page.consoleErrors()     texts so far, uncaught errors and refusals of the policy included
//                                (in webkit those after the load event of the present page)
// page.requests()                addresses so far; null where the engine cannot tell (webkit)
// await page.close()

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import * as playwright from "./playwright.mjs";
import * as webkit from "./webkit.mjs";

/** Where the first of these programs lies. */
export const find = (names) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

const ENGINES = {
  chromium: {
    needs: [["chromium", "chromium-browser", "google-chrome"]],
    launch: ([program]) => playwright.chromium(program),
  },
  firefox: {
    needs: [["firefox", "firefox-esr"]],
    launch: ([program]) => playwright.firefox(program),
  },
  webkit: {
    needs: [["WebKitWebDriver"], ["Xvfb"]],
    launch: ([driver, display]) => webkit.launch(driver, display),
  },
};

export const names = Object.keys(ENGINES);

/** Starts an engine; `{ missing }` names the program that is not there. */
export async function launch(name) {
  const { needs, launch } = ENGINES[name];
  const programs = needs.map(find);
  const absent = programs.findIndex((program) => program === undefined);
  if (absent >= 0) return { missing: `${needs[absent].join(" or ")} is not in PATH` };
  return { engine: await launch(programs) };
}
