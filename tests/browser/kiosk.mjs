// An exhibit, and a clock of its own for it.

import jsQR from "jsqr";
import { READY, openReady } from "./ready.mjs";
import { pause } from "./wait.mjs";

/** The moment that the clock of a test begins with. */
export const MORNING = new Date("2026-06-01T10:00:00");

/** The address of the page as an exhibit; `settings` are pairs of a query. */
export const kioskAt = (base, settings = "", fragment = "") => `${base}?kiosk${settings && `&${settings}`}${fragment}`;

/** Opens an exhibit. With `clock`, its time stands still unless the test moves it. */
export async function openKiosk(open, base, { settings, fragment, clock = false, file, ...options } = {}) {
  const prepare = async (raw) => {
    if (clock) {
      await raw.clock.install({ time: MORNING });
      await raw.addInitScript(shortenIds);
    }
    if (file !== undefined) {
      await raw.route("**/kiosk.json", (route) => route.fulfill({ contentType: "application/json", body: file }));
    }
    await options.prepare?.(raw);
  };
  const page = await openReady(open, kioskAt(base, settings, fragment), {
    width: 1080,
    height: 1920,
    ...options,
    ...(clock || file !== undefined || options.prepare ? { prepare } : {}),
  });
  await page.waitForFunction(() => document.querySelector(".kiosk-bar") !== null);
  if (clock) {
    // What follows the opening, frames among it.
    await page.raw.clock.pauseAt(new Date(MORNING.getTime() + 60_000));
    await page.raw.clock.runFor(100);
  }
  return page;
}

/** Gives timers ids as browsers do. Those of a test's clock do not fit into 32 bits, so that none could be called off. */
export function shortenIds() {
  for (const [request, cancel] of [["requestAnimationFrame", "cancelAnimationFrame"], ["setTimeout", "clearTimeout"]]) {
    const [ask, call] = [globalThis[request].bind(globalThis), globalThis[cancel].bind(globalThis)];
    const known = new Map();
    let last = 0;
    globalThis[request] = (act, ...rest) => {
      const id = (last += 1);
      const once = (...parts) => {
        known.delete(id);
        return act(...parts);
      };
      known.set(id, ask(once, ...rest));
      return id;
    };
    globalThis[cancel] = (id) => {
      if (known.has(id)) call(known.get(id));
      known.delete(id);
    };
  }
}

/** Touches the middle of the screen, and waits until the tour has gone. */
export async function begin(page, clock = false) {
  const { width, height } = page.raw.viewportSize();
  await page.raw.mouse.click(width / 2, height / 2);
  if (clock) await page.raw.clock.runFor(600);
  await page.waitForFunction(() => document.querySelector(".tour") === null);
}

/** Puts a finger down and lifts it after so long, by the true clock and by that of the test, if it has one. */
export async function touch(page, session, [x, y], millis, clock = true) {
  const send = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await send("touchStart", [{ x, y }]);
  const lifted = Date.now() + millis;
  for (let left = millis; left > 0; left = lifted - Date.now()) {
    await pause(Math.min(left, 50));
    if (clock) await page.raw.clock.runFor(50);
  }
  await send("touchEnd", []);
}

/**
 * Waits until the browser has drawn twice, and with that told of the scrolling so far, which is a sign of life. Its own
 * frames stand behind a clock of a test's, but what is observed is told when it draws.
 */
export async function drawn(page) {
  const drawing = () => new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(document.documentElement);
  });
  for (let frame = 0; frame < 2; frame += 1) await page.evaluate(drawing);
}

/** Five taps in the corner, which open the panel of the technician. */
export async function openPanel(page) {
  // A machine that is busy may be too slow for a gesture.
  for (let attempt = 0; attempt < 4 && (await page.count(".kiosk-panel")) === 0; attempt += 1) {
    for (let tap = 0; tap < 5; tap += 1) await page.raw.mouse.click(20, 20);
    await pause(600);
  }
  await page.waitForFunction(() => document.querySelector(".kiosk-panel") !== null);
}

/** Steps through a fake clock so that everything that is due in between happens. */
export const run = (page, millis) => page.raw.clock.runFor(millis);

/** The text of the code in a part of the page, from a picture of it. */
export async function decoded(page, selector) {
  await page.waitFor(`${selector} svg.code`);
  const png = (await page.raw.locator(`${selector} svg.code`).screenshot()).toString("base64");
  const pixels = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    // As a telephone sees it from a step away; and a smaller picture is sooner handed over.
    const side = Math.min(image.width, 320);
    const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0, side, side);
    const { data, width, height } = context.getImageData(0, 0, side, side);
    return { data: [...data], width, height };
  }, png);
  return jsQR(Uint8ClampedArray.from(pixels.data), pixels.width, pixels.height)?.data;
}

/** Everything that a visit can leave behind. */
export function traces() {
  const root = document.documentElement;
  const fields = [...document.querySelectorAll("input, textarea")].map((field) => field.value);
  return {
    address: location.href,
    title: document.title,
    html: document.getElementById("app").innerHTML.replaceAll(/\bid="[^"]*"/g, ""),
    fields,
    scroll: [scrollX, scrollY],
    attributes: root.getAttributeNames().map((name) => `${name}=${root.getAttribute(name)}`).sort(),
    selected: String(getSelection()),
    zoom: visualViewport.scale,
    history: history.length,
    stored: [localStorage.length, sessionStorage.length, document.cookie],
    open: document.querySelectorAll("#app details[open]").length,
    sheets: document.querySelectorAll(".kiosk-sheet, .kiosk-keyboard, .kiosk-ask").length,
    steps: document.querySelector(".kiosk-bar .back").disabled,
    focus: document.activeElement?.tagName,
  };
}

export { READY };
