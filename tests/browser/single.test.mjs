// E6, F25: the whole explorer as one file, from a disk. `cargo xtask single-file` makes it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { kioskAt } from "./kiosk.mjs";
import { docx, pdf } from "./made.mjs";
import { READY, openReady } from "./ready.mjs";
import { isShown, show } from "./views.mjs";

const FILE = new URL("../../passages.html", import.meta.url).href;
const INTERCEPTING = ["chromium", "firefox"];
const PATIENCE_MILLIS = 60_000;
const PICKED = "#collection&pick=A/CONF.191/L.7:7,letter-2006-04-13:annex.h,A/CONF.191/L.7:10";

/** What is laid on the page: a note, a Word document and a PDF, each with a word of its own. */
const BROUGHT = [
  ["note.txt", Buffer.from("A NOTE\n\n1. Remittances of zzyzzyvas.\n\n2. Migrants send remittances.\n"), "zzyzzyvas"],
  ["word.docx", docx(["A WORD DOCUMENT", "1. Remittances of quokkas.", "2. Migrants send remittances."]), "quokkas"],
  ["page.pdf", pdf(["1. Remittances of axolotls.", "2. Migrants send remittances."]), "axolotls"],
];

/** Lets go of files above the page: names, and bytes in base64. */
function drop(files) {
  const data = new DataTransfer();
  for (const [name, base64] of files) data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}

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
    async run({ open }) {
      const page = await openReady(open, FILE);
      await page.evaluate(() => delete globalThis.Worker);
      await show(page, "#compare");
      await page.waitFor("li.wording", 20_000);
    },
  },
  ...["beside the page", "on it, where there are no workers"].map((where) => ({
    name: `F25 E6 from a file a note, a Word document and a PDF are read ${where}, found, and forgotten`,
    async run({ open }) {
      const page = await openReady(open, `${FILE}#add`);
      await page.waitFor("#add-files");
      // They are looked for when they are wanted.
      if (where.startsWith("on")) await page.evaluate(() => delete globalThis.Worker);
      await page.evaluate(drop, BROUGHT.map(([name, bytes]) => [name, bytes.toString("base64")]));
      const isDone = (count) =>
        document.querySelectorAll(".own-document .ways").length === count || document.querySelector(".own-document .refused");
      await page.waitForFunction(isDone, BROUGHT.length, PATIENCE_MILLIS);
      assert.deepEqual(await page.texts(".own-document .refused"), []);
      if (page.raw && where.startsWith("beside")) assert.ok(page.raw.workers().length > 0);
      if (page.raw && where.startsWith("on")) assert.equal(page.raw.workers().length, 0);
      const names = await page.evaluate(() => [...document.querySelectorAll(".ways a[href*='read=']")].map((way) => way.getAttribute("href")));
      for (const [nth, [, , word]] of BROUGHT.entries()) {
        await show(page, `#find=${word}`);
        const own = decodeURIComponent(/read=([^&]*)/.exec(names[nth])[1]);
        assert.equal(await page.count(`.row[data-passage^="${own}:"]`), 1, word);
      }
      await show(page, names[0]);
      await page.waitFor(".masthead .own");
      await show(page, "#add");
      // The last button of all forgets them together, when it is pressed twice.
      for (let press = 0; press < 2; press += 1) {
        await page.evaluate(() => [...document.querySelectorAll(".forget")].at(-1).click());
      }
      await page.waitForFunction(() => document.querySelector(".own-document") === null);
      await show(page, "#find=zzyzzyvas");
      assert.equal(await page.attribute("#tally", "data-count"), "0");
      assert.deepEqual(await page.consoleErrors(), []);
    },
  })),
  {
    name: "F25 E6 a file is an exhibit, with its tour, its bar and the way home",
    async run({ open, engine }) {
      const options = engine.can.intercept ? { initScript: record } : {};
      const page = await openReady(open, kioskAt(FILE), options);
      await page.waitFor(".tour blockquote");
      await page.click(".tour");
      await page.waitForFunction(() => document.querySelector(".tour") === null);
      assert.equal(await page.count(".kiosk-bar button"), 6);
      await page.click('.tabs a[href^="#map"]');
      await page.waitForFunction(isShown, "#map", PATIENCE_MILLIS);
      await page.click("#kiosk-home");
      await page.waitForFunction(isShown, "", PATIENCE_MILLIS);
      // Of what it wears: the bar is at the foot of the screen, and large enough for a finger.
      const bar = await page.evaluate(() => {
        const { bottom, height } = document.querySelector(".kiosk-bar").getBoundingClientRect();
        return [Math.round(innerHeight - bottom), height >= 60];
      });
      assert.deepEqual(bar, [0, true]);
      assert.deepEqual(await page.consoleErrors(), []);
      if (engine.can.intercept) assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
    },
  },
  {
    name: "F25 E6 from a file a code is drawn, a story is told, and a link is explained",
    async run({ open }) {
      const page = await openReady(open, `${FILE}#read=A/CONF.191/L.7&para=5`);
      await page.waitFor(".paragraph.open .menu-button");
      await page.click(".paragraph.open .menu-button");
      await page.waitFor(".menu button[aria-expanded]");
      await page.evaluate(() => [...document.querySelectorAll(".menu button[aria-expanded]")].at(-1).click());
      await page.waitFor(".menu svg.code", PATIENCE_MILLIS);
      await show(page, `${PICKED}&step=1`);
      await page.click(".story-ways a[rel='next']");
      await page.waitForFunction(isShown, `${PICKED}&step=2`, PATIENCE_MILLIS);
      assert.match(await page.evaluate(() => location.hash), /step=2/);
      await show(page, "#link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l");
      assert.ok((await page.count(".reasons .reason")) > 0);
      await show(page, "#frameworks");
      await show(page, "#about");
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "F25 R8 a file is printed as a page is: the document, without what is pressed",
    only: ["chromium"],
    async run({ open }) {
      const page = await openReady(open, `${FILE}#read=A/CONF.191/L.7`);
      await page.waitFor(".document .paragraph");
      assert.ok((await page.raw.pdf({ format: "A4" })).length > 20_000);
      await page.raw.emulateMedia({ media: "print" });
      const pressed = await page.evaluate(() => [...document.querySelectorAll("nav, button, .take")].filter((one) => one.checkVisibility()).length);
      assert.equal(pressed, 0);
      assert.ok((await page.texts(".document .paragraph")).every((text) => text.length > 0));
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
