// WebKitGTK's MiniBrowser on a display of its own, by the W3C WebDriver protocol.
//
// One driver a page: what the page should prefer (dark, less motion) comes from GTK's settings,
// which a process reads once, when it starts.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Waiting, pause, until } from "./wait.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
/** A command is answered by then, or never; scripts end after half of it by themselves. */
const ANSWER_MILLIS = 60_000;
const KEYS = {
  Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Alt: "\uE00A",
  Escape: "\uE00C", PageUp: "\uE00E", PageDown: "\uE00F", End: "\uE010", Home: "\uE011", ArrowLeft: "\uE012",
  ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015", Delete: "\uE017", Meta: "\uE03D", Space: " ",
};

export async function launch(driver, xvfb) {
  const display = spawn(xvfb, ["-displayfd", "3", "-screen", "0", "2560x2400x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise((resolve, reject) => {
    display.once("error", reject);
    display.once("exit", () => reject(new Error("Xvfb ended at once")));
    display.stdio[3].once("data", (data) => resolve(String(data).trim()));
  });
  return new Engine(driver, display, number);
}

class Engine {
  name = "webkit";
  can = { intercept: false };

  constructor(driver, display, number) {
    this.driver = driver;
    this.display = display;
    this.number = number;
  }

  async open(url, options = {}) {
    const home = await mkdtemp(join(tmpdir(), "passages-webkit-"));
    await furnish(home, options);
    const port = await freePort();
    const process = spawn(this.driver, [`--port=${port}`], {
      stdio: "ignore",
      env: {
        ...globalThis.process.env,
        DISPLAY: `:${this.number}`,
        GDK_BACKEND: "x11",
        GTK_THEME: options.colorScheme === "dark" ? "Adwaita:dark" : "Adwaita",
        // Any other locale must be installed first; C is read as en-US.
        LC_ALL: "C",
        ...(options.webAssembly === false ? { JSC_useWasm: "0", JSC_useWebAssembly: "0" } : {}),
        HOME: home,
        XDG_CACHE_HOME: home,
        XDG_CONFIG_HOME: home,
        XDG_DATA_HOME: home,
      },
    });
    const page = new Page(process, `http://127.0.0.1:${port}`, home);
    try {
      await page.begin(options.width ?? 1280, options.height ?? 800);
      await page.goto(url);
      return page;
    } catch (error) {
      await page.close();
      throw error;
    }
  }

  async close() {
    this.display.removeAllListeners("exit");
    this.display.kill();
  }
}

class Page extends Waiting {
  constructor(process, address, home) {
    super();
    this.process = process;
    this.address = address;
    this.home = home;
  }

  /** One command of the protocol. A page that does not answer one answers no other: it is not waited for again. */
  async send(method, path, body = {}) {
    if (this.silent) throw this.silent;
    const response = await fetch(`${this.address}${this.session ?? ""}${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: method === "POST" ? JSON.stringify(body) : undefined,
      signal: AbortSignal.timeout(ANSWER_MILLIS),
    }).catch((error) => {
      this.silent = new Error(`the browser does not answer ${method} ${path}: ${error.message}`);
      throw this.silent;
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  async begin(width, height) {
    const isUp = () => fetch(`${this.address}/status`).then((response) => response.ok, () => false);
    await until("WebKitWebDriver", isUp, 10_000);
    const { sessionId } = await this.send("POST", "/session", { capabilities: { alwaysMatch: {} } });
    this.session = `/session/${sessionId}`;
    // The window has a bar of its own: ask for a size, measure, and ask for the difference too.
    let outer = { width, height };
    for (let round = 0; round < 3; round += 1) {
      await this.send("POST", "/window/rect", outer);
      await pause(100);
      const inner = await this.evaluate(() => ({ width: innerWidth, height: innerHeight }));
      if (inner.width === width && inner.height === height) return;
      outer = { width: outer.width + width - inner.width, height: outer.height + height - inner.height };
    }
  }

  async goto(url) {
    await this.send("POST", "/url", { url });
    await this.evaluate(collectErrors);
  }

  async reload() {
    await this.send("POST", "/refresh");
    await this.evaluate(collectErrors);
  }

  back = () => this.send("POST", "/back");
  forward = () => this.send("POST", "/forward");
  url = () => this.send("GET", "/url");
  requests = () => null;

  async consoleErrors() {
    await this.evaluate(collectErrors);
    return this.evaluate(() => globalThis.testErrors);
  }

  evaluate(fn, arg) {
    const script = `return (${fn})(arguments[0]);`;
    return this.send("POST", "/execute/sync", { script, args: [arg ?? null] });
  }

  async #element(selector) {
    await this.waitFor(selector);
    const element = await this.send("POST", "/element", { using: "css selector", value: selector });
    return element[ELEMENT];
  }

  async click(selector) {
    await this.send("POST", `/element/${await this.#element(selector)}/click`);
  }

  async type(selector, text) {
    await this.click(selector);
    await this.send("POST", `/element/${await this.#element(selector)}/value`, { text });
  }

  async press(key, modifiers = []) {
    const held = modifiers.map((name) => KEYS[name]);
    const value = KEYS[key] ?? key;
    const actions = [
      ...held.map((value) => ({ type: "keyDown", value })),
      { type: "keyDown", value },
      { type: "keyUp", value },
      ...held.reverse().map((value) => ({ type: "keyUp", value })),
    ];
    await this.send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  async screenshot(path) {
    await writeFile(path, Buffer.from(await this.send("GET", "/screenshot"), "base64"));
  }

  async close() {
    // The driver ends its browser when the session ends; killed alone, it would leave it behind.
    const processes = await begun(this.process.pid);
    if (this.session) await this.send("DELETE", "").catch(() => processes.forEach(end));
    this.process.kill();
    await rm(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** The processes that a process has begun, and those that they have: one that is busy outlives its browser. */
async function begun(pid) {
  const listed = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  const own = listed.split(" ").map(Number).filter((child) => child > 0);
  return [...own, ...(await Promise.all(own.map(begun))).flat()];
}

/** Ends a process, if it is still there. */
function end(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** The preferences that the browser finds in its home. */
async function furnish(home, options) {
  const gtk = join(home, "gtk-3.0");
  await mkdir(gtk);
  await writeFile(join(gtk, "settings.ini"), `[Settings]\ngtk-enable-animations=${options.reducedMotion !== "reduce"}\n`);
  // The browser's own bar would keep the window wider than a telephone.
  await writeFile(join(gtk, "gtk.css"), "* { min-width: 0; min-height: 0; margin: 0; padding: 0; font-size: 1px; }\n");
}

/** The protocol does not tell the console, so the page keeps what goes wrong after its load. */
function collectErrors() {
  if (globalThis.testErrors) return;
  globalThis.testErrors = [];
  const keep = (text) => globalThis.testErrors.push(String(text));
  const { error } = console;
  console.error = (...parts) => {
    keep(parts.join(" "));
    error.apply(console, parts);
  };
  addEventListener("error", (event) => keep(event.message));
  addEventListener("unhandledrejection", (event) => keep(event.reason));
  document.addEventListener("securitypolicyviolation", (event) => keep(`${event.effectiveDirective} ${event.blockedURI}`));
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
