// Chromium and Firefox, as the system has them, driven by Playwright.

import { chromium as chromiumType, firefox as firefoxType } from "playwright-core";
import { Waiting } from "./wait.mjs";

const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function chromium(executablePath) {
  const launch = (...more) => chromiumType.launch({ executablePath, args: [...CHROMIUM_ARGS, ...more] });
  // What belongs to a process is told to a Chromium of its own.
  const launchFor = (options) => {
    const flags = [];
    if (options.webAssembly === false) flags.push("--jitless");
    if (options.simd === false) flags.push("--no-enable-ssse3");
    return flags.length > 0 ? launch(`--js-flags=${flags.join(" ")}`) : undefined;
  };
  const engine = new Engine("chromium", await launch(), launchFor);
  // Another one, whose home is this folder, with the preferences that it finds there.
  engine.at = (home) => chromiumType.launchPersistentContext(home, { executablePath, args: CHROMIUM_ARGS });
  return engine;
}

export async function firefox(executablePath) {
  const launch = (firefoxUserPrefs) => firefoxType.launch({ channel: "moz-firefox", executablePath, firefoxUserPrefs });
  // What Playwright cannot tell a stock Firefox for one context, a Firefox of its own is told.
  const launchFor = (options) => {
    const prefs = {};
    if (options.javaScript === false) prefs["javascript.enabled"] = false;
    if (options.webAssembly === false) prefs["javascript.options.wasm"] = false;
    if (options.storage === false) prefs["network.cookie.cookieBehavior"] = 2;
    if (options.colorScheme === "dark") prefs["layout.css.prefers-color-scheme.content-override"] = 0;
    if (options.reducedMotion === "reduce") prefs["ui.prefersReducedMotion"] = 1;
    return Object.keys(prefs).length > 0 ? launch(prefs) : undefined;
  };
  return new Engine("firefox", await launch({}), launchFor);
}

class Engine {
  can = { intercept: true };

  constructor(name, browser, launchFor) {
    this.name = name;
    this.browser = browser;
    this.launchFor = launchFor;
  }

  async open(url, options = {}) {
    const own = await this.launchFor?.(options);
    const context = await (own ?? this.browser).newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      colorScheme: options.colorScheme ?? "light",
      reducedMotion: options.reducedMotion ?? "no-preference",
      locale: options.locale ?? "en-US",
      ...(options.timezone ? { timezoneId: options.timezone } : {}),
      javaScriptEnabled: options.javaScript ?? true,
      // What is kept for later would answer in place of what a test lets fail.
      serviceWorkers: options.offline ? "allow" : "block",
      ...(options.scale ? { deviceScaleFactor: options.scale } : {}),
      ...(options.touch ? { hasTouch: true, isMobile: true } : {}),
    });
    if (options.initScript) await context.addInitScript(options.initScript);
    const page = new Page(own ?? context, await context.newPage());
    await options.prepare?.(page.raw);
    await page.goto(url);
    return page;
  }

  close() {
    return this.browser.close();
  }
}

class Page extends Waiting {
  #errors = [];
  #requests = [];

  constructor(closes, raw) {
    super();
    this.close = () => closes.close();
    /** The Playwright page, for what only these engines can do. */
    this.raw = raw;
    raw.on("console", (message) => message.type() === "error" && this.#errors.push(message.text()));
    raw.on("pageerror", (error) => this.#errors.push(String(error)));
    raw.on("request", (request) => this.#requests.push(request.url()));
  }

  goto = (url) => this.raw.goto(url);
  reload = () => this.raw.reload();
  back = () => this.#travel(() => history.back());
  forward = () => this.#travel(() => history.forward());
  url = () => this.evaluate(() => location.href);
  click = (selector) => this.raw.locator(selector).first().click({ timeout: 10_000 });
  press = (key, modifiers = []) => this.raw.keyboard.press([...modifiers, key].join("+"));
  evaluate = (fn, arg) => this.raw.evaluate(fn, arg);
  screenshot = (path) => this.raw.screenshot({ path });
  consoleErrors = async () => this.#errors;
  requests = () => this.#requests;

  // Playwright's own way waits for a load, which a step to another fragment does not bring in Firefox.
  async #travel(step) {
    const before = await this.url();
    await this.evaluate(step);
    await this.waitForFunction((before) => location.href !== before, before);
  }

  async type(selector, text) {
    await this.click(selector);
    await this.raw.keyboard.type(text);
  }
}
