// Starting, and everything that can go wrong with it: in each case the documents can be read.

import assert from "node:assert/strict";
import { READY, openReady } from "./ready.mjs";
import { pause } from "./wait.mjs";

const INTERCEPTING = ["chromium", "firefox"];

// Counts what the policy refuses, from before the page's own scripts.
function countViolations() {
  globalThis.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
}

/** The page opened with a fault: the documents are there, and the code. */
async function assertFloor(page, code, word = "the explorer") {
  await page.waitFor("#boot-notice");
  const notice = await page.text("#boot-notice");
  assert.match(notice, new RegExp(`\\(${code}\\)$`));
  assert.ok(notice.toLowerCase().includes(word), notice);
  assert.doesNotMatch(notice, /Error|http|\.wasm|\.js/, "no raw error for the visitor");
  assert.ok((await page.count("#corpus-static article")) > 0);
  assert.equal((await page.texts("#corpus-static article")).every((text) => text.length > 0), true);
  assert.equal(await page.count("#app > *"), 0);
  assert.equal(await page.evaluate(READY), false);
}

/** A test in which one kind of file arrives otherwise. */
function fault(name, code, pattern, change, options = {}) {
  return {
    name: `${name} is told as ${code}`,
    only: options.only ?? ["chromium"],
    async run({ open, base }) {
      const prepare = (raw) => raw.route(pattern, change);
      await assertFloor(await open(base, { prepare }), code);
    },
  };
}

const withoutWasm = (policy) => policy.replace(" 'wasm-unsafe-eval'", "");

export default [
  {
    name: "the program takes over and the plain documents go",
    async run({ open, base }) {
      const page = await openReady(open, base);
      assert.equal(await page.count("#corpus-static"), 0);
      assert.ok((await page.count("#app > *")) > 0);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "it starts at a subpath with a space and a letter beyond ASCII",
    async run({ open, subpath }) {
      const page = await openReady(open, subpath);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "nothing is asked of another host, and each file once",
    only: INTERCEPTING,
    async run({ open, base }) {
      const page = await openReady(open, base);
      await pause(500);
      const requests = page.requests().filter((url) => !url.startsWith("data:"));
      assert.deepEqual(requests.filter((url) => new URL(url).origin !== new URL(base).origin), []);
      assert.deepEqual([...new Set(requests)].sort(), [...requests].sort());
    },
  },
  {
    name: "the policy refuses nothing",
    only: INTERCEPTING,
    async run({ open, base }) {
      const page = await openReady(open, base, { initScript: countViolations });
      await pause(500);
      assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
    },
  },
  {
    name: "no cookie and no storage",
    async run({ open, base }) {
      const page = await openReady(open, base);
      const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
      assert.deepEqual(kept, ["", 0, 0]);
      if (page.raw) assert.deepEqual(await page.raw.context().storageState(), { cookies: [], origins: [] });
    },
  },
  {
    name: "nothing new is global",
    only: ["chromium"],
    async run({ open, base }) {
      const empty = await open(new URL("absent", base).href);
      const before = await empty.evaluate(() => Object.getOwnPropertyNames(globalThis));
      const page = await openReady(open, base);
      const after = await page.evaluate(() => Object.getOwnPropertyNames(globalThis));
      assert.deepEqual(after.filter((name) => !before.includes(name) && !/^__playwright/.test(name)), []);
    },
  },
  {
    name: "markup of any kind is refused, from whoever it comes",
    only: INTERCEPTING,
    async run({ open, base }) {
      const page = await openReady(open, base);
      const passed = await page.evaluate(() =>
        ["<script>x</script>", "<p onclick=x>", "<svg/onload=x>", "<p>plain</p>", "words"].filter((markup) => {
          try {
            document.createElement("div").innerHTML = markup;
            return true;
          } catch {
            return false;
          }
        }),
      );
      assert.deepEqual(passed, []);
    },
  },
  {
    name: "without scripts every document can be read",
    only: INTERCEPTING,
    async run({ open, base }) {
      const page = await open(base, { javaScript: false });
      const articles = await page.raw.locator("#corpus-static article").allInnerTexts();
      assert.ok(articles.length > 0 && articles.every((text) => text.trim().length > 0));
      assert.equal(await page.raw.locator("#boot-notice").isVisible(), false);
    },
  },
  fault("a page instead of the wasm", "BOOT-MISSING", "**/*.wasm", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Not here</title>" }), { only: INTERCEPTING }),
  fault("an absent wasm", "BOOT-MISSING", "**/*.wasm", (route) => route.fulfill({ status: 404, body: "no" })),
  fault("a broken connection", "BOOT-MISSING", "**/*.wasm", (route) => route.abort("connectionreset")),
  fault("an absent script", "BOOT-MISSING", "**/passages-*.js", (route) => route.fulfill({ status: 404, body: "no" })),
  fault("a cut wasm", "BOOT-CORRUPT", "**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.body()).subarray(0, 5_000) });
  }, { only: INTERCEPTING }),
  fault("a changed script", "BOOT-CORRUPT", "**/passages-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n// changed` });
  }),
  fault("a policy without wasm", "BOOT-POLICY", (url) => url.pathname === "/", async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    headers["content-security-policy"] = withoutWasm(headers["content-security-policy"]);
    await route.fulfill({ response, headers, body: withoutWasm(await response.text()) });
  }, { only: INTERCEPTING }),
  {
    name: "a browser without WebAssembly is told as BOOT-NOWASM",
    only: INTERCEPTING,
    async run({ open, base }) {
      const initScript = () => delete globalThis.WebAssembly;
      await assertFloor(await open(base, { initScript }), "BOOT-NOWASM");
    },
  },
  {
    name: "a visitor who reads French is told in French",
    only: ["chromium"],
    async run({ open, base }) {
      const initScript = () => delete globalThis.WebAssembly;
      const page = await open(base, { initScript, locale: "fr-CA" });
      await assertFloor(page, "BOOT-NOWASM", "l’explorateur");
      assert.equal(await page.attribute("#boot-notice", "lang"), "fr");
    },
  },
  {
    name: "a trap while starting is told as BOOT-PANIC",
    only: ["chromium"],
    async run({ open, base }) {
      const initScript = () => {
        WebAssembly.instantiate = () => Promise.reject(new WebAssembly.RuntimeError("unreachable"));
      };
      await assertFloor(await open(base, { initScript }), "BOOT-PANIC");
    },
  },
  {
    name: "a slow wasm is told as BOOT-SLOW, and opens when it has come",
    only: ["chromium"],
    async run({ open, base }) {
      let release;
      const held = new Promise((resolve) => (release = resolve));
      const prepare = (raw) => raw.route("**/*.wasm", (route) => held.then(() => route.continue()));
      const page = await open(base, { prepare });
      await page.waitFor("#boot-notice", 12_000);
      assert.match(await page.text("#boot-notice"), /\(BOOT-SLOW\)$/);
      release();
      await page.waitForFunction(READY);
      assert.equal(await page.count("#corpus-static"), 0);
    },
  },
  {
    name: "a wasm of another media type starts all the same",
    only: ["chromium"],
    async run({ open, base }) {
      const prepare = (raw) =>
        raw.route("**/*.wasm", async (route) => {
          const body = await (await route.fetch()).body();
          await route.fulfill({ contentType: "application/octet-stream", headers: { "x-content-type-options": "nosniff" }, body });
        });
      await openReady(open, base, { prepare });
    },
  },
];
