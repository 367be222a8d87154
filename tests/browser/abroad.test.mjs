// A browser that is set to another country, at its id in the requirements: R7. What it has of its own (letters, digits,
// calendar, time zone) must reach nothing but the choice of the language.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";
import { isShown } from "./views.mjs";

/** Where nothing of the kind is, then: other digits and direction, another i, another calendar, another comma, another day. */
const AT_HOME = ["en-US", "UTC"];
const ABROAD = [
  ["ar-EG", "Africa/Cairo"],
  ["tr-TR", "Europe/Istanbul"],
  ["th-TH", "Asia/Bangkok"],
  ["de-DE", "Europe/Berlin"],
  ["en-WS", "Pacific/Apia"],
];
const VIEWS = ["", "read=A/CONF.191/L.7&para=5&", "find=INTERNATIONAL+institutions&", "map&theme=remittances&", "frameworks&"];

const opened = (open, url, [locale, timezone]) => openReady(open, url, { locale, timezone });

/** Keeps what is saved as text. */
function keepSaved() {
  globalThis.saved = [];
  URL.createObjectURL = (blob) => {
    blob.text().then((text) => globalThis.saved.push(text));
    return "#";
  };
}

/** All that is on the page, and all that can be saved of it. */
async function everything(open, base, view, language, place) {
  const page = await opened(open, `${base}#${view}lang=${language}`, place);
  await page.waitForFunction(isShown, view);
  const found = await page.evaluate(() => ({
    address: location.href,
    links: [...document.querySelectorAll("#app a[href]")].map((link) => link.getAttribute("href")),
    title: document.title,
    text: document.getElementById("app").innerText,
  }));
  const files = {};
  if ((await page.count(".take > summary")) > 0) {
    await page.evaluate(keepSaved);
    await page.click(".take > summary");
    const formats = await page.evaluate(() => [...document.querySelectorAll(".formats [data-format]")].map((b) => b.dataset.format));
    for (const format of formats) {
      await page.click(`.formats [data-format="${format}"]`);
      files[format] = await page.waitForFunction(() => globalThis.saved.pop(), null, 30_000);
    }
  }
  assert.deepEqual(await page.consoleErrors(), []);
  await page.close();
  return { ...found, files };
}

export default [
  ...ABROAD.map((place) => ({
    name: `R7 in ${place.join(", ")} addresses, dates, numbers and every saved byte are those of anywhere`,
    only: ["chromium"],
    millis: 240_000,
    async run({ open, base }) {
      for (const [language, views] of [["en", VIEWS], ["ar", VIEWS.slice(1, 3)]]) {
        for (const view of views) {
          const here = await everything(open, base, view, language, AT_HOME);
          const there = await everything(open, base, view, language, place);
          assert.deepEqual(there, here, `${view}lang=${language}`);
          if (language === "en" && view.startsWith("read")) assert.match(here.text, /\b2001\b/);
        }
      }
    },
  })),
  {
    name: "R7 large and small letters are the same in every country, typed or in the address",
    only: ["chromium"],
    async run({ open, base }) {
      const counts = [];
      for (const place of [AT_HOME, ...ABROAD]) {
        const page = await opened(open, `${base}#find&lang=en`, place);
        for (const words of ["INTERNATIONAL INSTITUTIONS", "international institutions", "International Institutions"]) {
          await page.evaluate(() => { document.querySelector("#search").value = ""; });
          await page.type("#search", words);
          await page.press("Enter");
          await page.waitForFunction((words) => decodeURIComponent(location.hash).replaceAll("+", " ").includes(`find=${words}`), words);
          await page.waitForFunction(() => document.querySelector(".tally") !== null);
          counts.push(Number(await page.attribute(".tally", "data-count")));
        }
        await page.close();
      }
      assert.ok(counts[0] > 0 && counts.every((count) => count === counts[0]), String(counts));
    },
  },
  {
    name: "R7 the page opens in the language of the country where it speaks it, else in English, with plain digits",
    only: ["chromium"],
    async run({ open, base }) {
      for (const [place, language, direction] of [[ABROAD[0], "ar", "rtl"], ...ABROAD.slice(1).map((place) => [place, "en", "ltr"])]) {
        const page = await opened(open, `${base}#find`, place);
        const found = await page.evaluate(() => ({
          language: document.documentElement.lang,
          direction: document.documentElement.dir,
          // Digits of Arabic and of Thai.
          digits: /[\u0660-\u0669\u06f0-\u06f9\u0e50-\u0e59]/.test(document.getElementById("app").innerText),
          says: /lang=/.test(location.hash),
        }));
        assert.deepEqual(found, { language, direction, digits: false, says: false }, place[0]);
        await page.close();
      }
    },
  },
];
