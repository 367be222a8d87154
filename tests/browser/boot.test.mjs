// Starting, and everything that can go wrong with it: in each case the documents can be read.

// Each is named by its id in the requirements: F1 to F8, and R1, R2 and S4 where these ask for more.

import assert from "node:assert/strict";
import { READY, openReady } from "./ready.mjs";
import { DIST, serve } from "./site.mjs";
import { pause } from "./wait.mjs";

const INTERCEPTING = ["chromium", "firefox"];

// Counts what the policy refuses, from before the page's own scripts.
function countViolations() {
  globalThis.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
}

/** Until the reason is said; most often it is there in half a second, and seldom after ten. */
const FLOOR_MILLIS = 30_000;

/** The page opened with a fault: the documents are there, and the code. */
async function assertFloor(page, code, word = "the explorer") {
  // That it takes long may be said before, on a busy machine.
  const isSaid = (code) => document.getElementById("boot-notice")?.textContent.endsWith(`(${code})`);
  await page.waitForFunction(isSaid, code, FLOOR_MILLIS);
  const notice = await page.text("#boot-notice");
  assert.match(notice, new RegExp(`\\(${code}\\)$`));
  assert.ok(notice.toLowerCase().includes(word), notice);
  assert.doesNotMatch(notice, /Error|http|\.wasm|\.js/, "no raw error for the visitor");
  assert.ok((await page.count("#corpus-static article")) > 0);
  assert.equal((await page.texts("#corpus-static article")).every((text) => text.length > 0), true);
  assert.equal(await page.count("#app > *"), 0);
  assert.equal(await page.evaluate(READY), false);
}

/** A test in which the server answers otherwise for the files of this name. */
function fault(name, code, pattern, change, only) {
  return {
    name: `${name} is told as ${code}`,
    only,
    async run({ open }) {
      const site = await serve({ "/": DIST }, (file, answer) => (pattern.test(file) ? change(answer) : answer));
      try {
        await assertFloor(await open(site.url("/")), code);
      } finally {
        await site.close();
      }
    },
  };
}

const WASM = /^passages-[0-9a-f]+_bg\.wasm$/;
const GLUE = /^passages-[0-9a-f]+\.js$/;
const absent = (answer) => ({ ...answer, status: 404, headers: { ...answer.headers, "Content-Type": "text/plain" }, body: "no" });
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
    name: "F8 R2 without scripts every passage can be read, found by its address, and printed",
    only: INTERCEPTING,
    async run({ engine, open, base }) {
      const page = await open(base, { javaScript: false });
      const articles = await page.raw.locator("#corpus-static article").allInnerTexts();
      assert.ok(articles.length > 0 && articles.every((text) => text.trim().length > 0));
      assert.equal(await page.raw.locator("#boot-notice").isVisible(), false);
      // Each passage that the explorer lists stands there under the address that the explorer gives it.
      const other = await openReady(open, `${base}#find=`);
      await other.waitFor(".row[data-passage]");
      const listed = await other.evaluate(() => [...document.querySelectorAll(".row[data-passage]")].map((row) => row.dataset.passage));
      const ids = await page.raw.locator("#corpus-static [id]").evaluateAll((all) => all.map((one) => `#${one.id}`));
      // The last colon is before the paragraph: the name of a document may hold others.
      const passages = listed.map((id) => id.replace(/^(.*):(.*)$/, "#read=$1&para=$2"));
      assert.ok(passages.length > 30, `${passages.length} passages`);
      assert.deepEqual(passages.filter((href) => !ids.includes(href)), []);
      await page.goto(`${base}${passages.at(-1)}`);
      const box = await page.raw.locator(`[id="${passages.at(-1).slice(1)}"]`).boundingBox();
      assert.ok(box.y >= 0 && box.y < 800, `${box.y} pixels from the top`);
      if (engine.name === "chromium") assert.ok((await page.raw.pdf()).length > 20_000);
    },
  },
  fault("F1 R1 a page instead of the wasm", "BOOT-MISSING", WASM, (answer) => ({
    ...answer,
    headers: { ...answer.headers, "Content-Type": "text/html" },
    body: "<!doctype html><title>Not here</title>",
  })),
  fault("F1 R1 an absent wasm", "BOOT-MISSING", WASM, absent),
  fault("R1 a broken connection", "BOOT-MISSING", WASM, () => null),
  fault("R1 an absent script", "BOOT-MISSING", GLUE, absent),
  fault("F2 R1 a cut wasm", "BOOT-CORRUPT", WASM, (answer) => ({ ...answer, body: answer.body.subarray(0, 5_000) })),
  fault("S4 a wasm with another byte at its end", "BOOT-CORRUPT", WASM, (answer) => ({
    ...answer,
    body: Buffer.concat([answer.body, Buffer.from([0])]),
  })),
  fault("S4 a changed script", "BOOT-CORRUPT", GLUE, (answer) => ({ ...answer, body: `${answer.body}\n// changed` }), INTERCEPTING),
  fault("F5 R1 a policy without wasm", "BOOT-POLICY", /^index\.html$/, (answer) => ({
    ...answer,
    headers: { ...answer.headers, "Content-Security-Policy": withoutWasm(answer.headers["Content-Security-Policy"]) },
    body: withoutWasm(String(answer.body)),
  })),
  {
    name: "F6 R1 a browser without WebAssembly is told as BOOT-NOWASM",
    async run({ open, base }) {
      const page = await open(base, { webAssembly: false });
      assert.equal(await page.evaluate(() => typeof WebAssembly), "undefined");
      await assertFloor(page, "BOOT-NOWASM");
    },
  },
  {
    name: "F7 R1 on a processor without SIMD it starts, finds and draws",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=remittances`, { simd: false });
      // A module with one instruction of it: v128.const.
      const hasSimd = await page.evaluate(() =>
        WebAssembly.validate(
          new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 22, 1, 20, 0, 253, 12, ...Array(16).fill(0), 11]),
        ),
      );
      assert.equal(hasSimd, false);
      await page.waitFor("mark");
      await page.goto(`${base}#map`);
      await page.waitFor(".map .node");
      assert.deepEqual(await page.consoleErrors(), []);
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
    name: "F4 R1 a wasm of another media type starts all the same",
    async run({ open }) {
      const type = { "Content-Type": "application/octet-stream" };
      const site = await serve({ "/": DIST }, (file, answer) =>
        WASM.test(file) ? { ...answer, headers: { ...answer.headers, ...type } } : answer,
      );
      try {
        await openReady(open, site.url("/"));
      } finally {
        await site.close();
      }
    },
  },
];
