// E6, F25: the whole explorer as one file, from a disk. `cargo xtask single-file` makes it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { READY, openReady } from "./ready.mjs";

const FILE = new URL("../../passages.html", import.meta.url).href;
const INTERCEPTING = ["chromium", "firefox"];

/** Before the page's own scripts. */
function record() {
  globalThis.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI.slice(0, 40)}`));
}

export default [
  {
    name: "F25 E6 from a file it starts, finds, shows links and the map, and nothing goes wrong",
    async run({ open, engine }) {
      const options = engine.can.intercept ? { initScript: record } : {};
      const page = await openReady(open, `${FILE}#find=remittances`, options);
      assert.equal(await page.count("#corpus-static"), 0);
      await page.waitFor("mark");
      await page.goto(`${FILE}#read=A/CONF.191/L.7&para=5&with=letter-2006-04-13:annex.l`);
      await page.waitFor("#p-5");
      await page.goto(`${FILE}#map`);
      await page.waitFor(".map .node");
      await page.back();
      await page.waitFor("#p-5");
      await page.reload();
      await page.waitForFunction(READY);
      assert.deepEqual(await page.consoleErrors(), []);
      if (engine.can.intercept) assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
    },
  },
  {
    name: "F25 from a file it speaks all six languages",
    async run({ open }) {
      const page = await openReady(open, `${FILE}#about`);
      for (const tag of ["ar", "zh", "fr", "ru", "es", "en"]) {
        await page.goto(`${FILE}#about&lang=${tag}`);
        await page.waitForFunction((tag) => document.documentElement.lang === tag, tag);
      }
      await page.goto(`${FILE}#about&lang=ar`);
      await page.waitForFunction(() => document.documentElement.dir === "rtl");
    },
  },
  {
    name: "F25 from a file the workshop works, beside the page and anew",
    async run({ open, engine }) {
      const page = await openReady(open, `${FILE}#compare`);
      await page.waitFor("li.wording", 20_000);
      if (engine.name === "chromium") assert.equal(page.raw.workers().length, 1);
      await page.goto(`${FILE}#find=${encodeURIComponent("migration could be regarded as a beneficial link at both ends of the migration route")}`);
      await page.waitFor(".quotation", 20_000);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "F25 from a file the workshop works on the page where there are no workers",
    only: INTERCEPTING,
    async run({ open }) {
      const initScript = () => delete globalThis.Worker;
      const page = await openReady(open, `${FILE}#compare`, { initScript });
      await page.waitFor("li.wording", 20_000);
    },
  },
  {
    name: "F25 what is shown can be saved from a file",
    only: ["chromium"],
    async run({ open }) {
      const page = await openReady(open, `${FILE}#find=remittances`);
      await page.click(".take > summary");
      const [download] = await Promise.all([page.raw.waitForEvent("download"), page.click('.formats [data-format="passages-csv"]')]);
      assert.match(await readFile(await download.path(), "utf8"), /remittances/i);
    },
  },
  {
    name: "F25 a file asks for nothing, of a disk or a host, and keeps nothing",
    only: INTERCEPTING,
    async run({ open }) {
      const page = await openReady(open, `${FILE}#compare&lang=ru`);
      await page.waitFor("li.wording", 20_000);
      const asked = page.requests().filter((url) => !/^(data|blob):/.test(url) && url.split("#")[0] !== FILE);
      assert.deepEqual(asked, []);
      assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length]), ["", 0]);
      const beside = await page.evaluate(() =>
        [...document.querySelectorAll("[href], [src]")].map((e) => e.getAttribute("href") ?? e.getAttribute("src")).filter((address) => address.startsWith("./")),
      );
      assert.deepEqual(beside, []);
    },
  },
  {
    name: "F25 a file runs no script but its own",
    only: INTERCEPTING,
    async run({ open }) {
      const page = await openReady(open, FILE, { initScript: record });
      await page.evaluate(() => {
        const script = document.createElement("script");
        const refuses = (attempt) => { try { attempt(); return false; } catch { return true; } };
        globalThis.refusedText = refuses(() => { script.textContent = "globalThis.strange = 1"; document.head.append(script); });
      });
      assert.equal(await page.evaluate(() => globalThis.strange), undefined);
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(await readFile(new URL(FILE), "utf8"))[1];
      assert.doesNotMatch(policy, /'self'|unsafe-inline|'unsafe-eval'|https?:|script-src[^;]*(blob|data):/);
    },
  },
];
