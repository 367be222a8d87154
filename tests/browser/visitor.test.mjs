// What a visitor takes along, and in which language: copies with their citation, a collection and its story, files of
// every format, the six languages.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { openReady } from "./ready.mjs";
import { inLanguage } from "./views.mjs";

const INTERCEPTING = ["chromium", "firefox"];
const LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es"];

/** Selects from one element to another, and notes what copying gives once the page has had its say. */
function select([first, last]) {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(first));
  range.setEndAfter(document.querySelector(`${last} .text p`) ?? document.querySelector(last).lastChild);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.body.dataset.copied = "";
  const note = ({ clipboardData }) => {
    document.body.dataset.copied = JSON.stringify({
      text: clipboardData.getData("text/plain"),
      html: clipboardData.getData("text/html"),
    });
  };
  document.addEventListener("copy", note, { once: true });
}

async function copied(page, first, last = first) {
  await page.evaluate(select, [first, last]);
  await page.press("c", ["Control"]);
  return JSON.parse(await page.waitForFunction(() => document.body.dataset.copied));
}

export default [
  {
    name: "text that is copied carries its citation, and text around it does not",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#read=A/CONF.191/L.7&para=4`);
      await page.waitFor(".paragraph.open");
      const { text, html } = await copied(page, "#p-4 .text p");
      assert.match(text, /^One of the most meaningful messages .* countries of origin\. \(A\/CONF\.191\/L\.7, para\. 4\)$/s);
      assert.match(html, /<p>\(A\/CONF\.191\/L\.7, para\. 4\)<\/p>$/);
      await page.goto(`${base}#read=letter-2006-04-13&para=annex.f`);
      await page.waitFor("#p-annex\\.f.open");
      const letter = /\(Letter dated 13 April 2006 from the Chargé d'affaires a\.i\. .*addressed to the Secretary-General, annex, para\. \(f\)\)$/;
      assert.match((await copied(page, "#p-annex\\.f .text p")).text, letter);
      // Several passages are cited once, from the first to the last.
      const several = await copied(page, "#p-annex\\.f .text p", "#p-annex\\.h");
      assert.match(several.text, /Secretary-General, annex, para\. \(f\) – annex, para\. \(h\)\)$/);
      // What is no passage is copied as it stands: nothing has been put in its place.
      assert.equal((await copied(page, "h1")).text, "");
    },
  },
  {
    name: "the menu of a passage opens and closes by the keyboard, picks, and shows a code",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#read=A/CONF.191/L.7&para=7`);
      await page.waitFor(".paragraph.open");
      await page.evaluate(() => document.querySelector("#p-7 .menu-button").focus());
      await page.press("Enter");
      await page.waitFor("#p-7 .menu");
      assert.equal(await page.attribute("#p-7 .menu-button", "aria-expanded"), "true");
      await page.press("Escape");
      await page.waitForFunction(() => document.querySelector("#p-7 .menu") === null);
      assert.ok(await page.evaluate(() => document.activeElement.matches("#p-7 .menu-button")), "the focus is back");
      await page.press("Enter");
      await page.click("#p-7 .pick");
      await page.waitForFunction(() => location.hash.includes("pick="));
      // What has been done is said where it was done, and leads to where it is.
      await page.waitForFunction(() => document.querySelector("#p-7 .menu [role=status]").innerText === "Collection (1)");
      assert.equal(await page.attribute("#p-7 .pick", "aria-pressed"), "true");
      const tabs = await page.texts("nav .tabs a");
      assert.ok(tabs.includes("Collection (1)"), tabs.join());
      const buttons = "#p-7 .menu li:last-child button";
      await page.click(buttons);
      await page.waitFor("#p-7 svg.code", 20_000);
      assert.match(await page.text("#p-7 .qr p"), /#read=A\/CONF\.191\/L\.7&para=7$/);
      // In a list that is made anew by what is picked, the keyboard stays at the passage.
      await page.goto(`${base}#find=remittances`);
      await page.waitFor("[data-passage] .menu-button");
      await page.evaluate(() => document.querySelector("[data-passage] .menu-button").focus());
      const menu = await page.evaluate(() => document.activeElement.id);
      await page.press("Enter");
      await page.waitFor(".menu .pick");
      await page.evaluate(() => document.querySelector(".menu .pick").focus());
      await page.press("Enter");
      await page.waitForFunction(() => location.hash.includes("pick="));
      await page.waitForFunction((menu) => document.activeElement.id === menu, menu);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "a collection is put in order by the keyboard, played as a story, and handed on as an address",
    async run({ open, base }) {
      const picks = "A/CONF.191/L.7:7,letter-2006-04-13:annex.h,A/CONF.191/L.7:10";
      const page = await openReady(open, `${base}#collection&pick=${picks}`);
      const listed = () => [...document.querySelectorAll(".picked-passage")].map((item) => item.dataset.passage);
      assert.deepEqual(await page.evaluate(listed), picks.split(","));
      await page.evaluate(() => document.querySelector(".picked-passage:last-child .picked-tools button").focus());
      await page.press("Enter");
      await page.waitForFunction(() => document.querySelector(".picked-passage:nth-child(2)").dataset.passage === "A/CONF.191/L.7:10");
      // The keyboard stays with the passage, so that it can go further at once.
      await page.waitForFunction(() => document.activeElement.closest(".picked-passage")?.dataset.passage === "A/CONF.191/L.7:10");
      await page.press("Enter");
      await page.waitForFunction(() => document.querySelector(".picked-passage:first-child").dataset.passage === "A/CONF.191/L.7:10");
      const other = await openReady(open, await page.url());
      assert.deepEqual(await other.evaluate(listed), await page.evaluate(listed));
      await other.close();
      await page.click(".actions a.button");
      await page.waitFor(".story");
      assert.equal(await page.text("h1"), "A/CONF.191/L.7, para. 10");
      await page.waitForFunction(() => document.activeElement.id === "top");
      await page.evaluate(() => scrollTo(0, 300));
      await page.click('.story-ways a[rel="next"]');
      await page.waitForFunction(() => document.querySelector("h1").innerText === "A/CONF.191/L.7, para. 7");
      await page.waitForFunction(() => document.activeElement.id === "top" && scrollY === 0);
      assert.ok((await page.count(".story-next .reason")) > 0);
      await page.back();
      await page.waitForFunction(() => document.querySelector("h1").innerText === "A/CONF.191/L.7, para. 10");
    },
  },
  {
    name: "every format is saved, and says where it comes from",
    only: ["chromium"],
    async run({ open, base }) {
      const fingerprint = /[0-9a-f]{8}/;
      for (const address of ["#find=remittances", "#map&theme=remittances", "#read=A/CONF.191/L.7", "#frameworks", "#collection&pick=A/CONF.191/L.7:7,:10"]) {
        const page = await openReady(open, `${base}${address}`);
        const name = /corpus=([0-9a-f]{8})/.exec(await page.url())?.[1];
        await page.click(".take > summary");
        const formats = await page.evaluate(() => [...document.querySelectorAll(".formats [data-format]")].map((b) => b.dataset.format));
        assert.ok(formats.length > 0, address);
        for (const format of formats) {
          const [download] = await Promise.all([page.raw.waitForEvent("download"), page.click(`.formats [data-format="${format}"]`)]);
          const text = await readFile(await download.path(), "utf8");
          assert.match(download.suggestedFilename(), fingerprint, format);
          assert.ok(text.length > 200 && text.includes(name ?? "official"), `${address} ${format}: ${text.slice(0, 200)}`);
          await page.waitForFunction(() => document.querySelector(".take [role=status]").innerText.startsWith("Saved"));
        }
        assert.deepEqual(await page.consoleErrors(), []);
        await page.close();
      }
    },
  },
  {
    name: "pictures are saved as SVG and PNG",
    only: ["chromium"],
    async run({ open, base }) {
      for (const picture of ["map", "map=themes", "map=matrix", "map=timeline", "map=threads"]) {
        const page = await openReady(open, `${base}#${picture}`);
        await page.waitFor(".map-controls");
        for (const [label, magic] of [["SVG", "<svg"], ["PNG", "\x89PNG"]]) {
          const [download] = await Promise.all([
            page.raw.waitForEvent("download"),
            page.evaluate((label) => [...document.querySelectorAll(".map-controls button")].find((b) => b.innerText === label).click(), label),
          ]);
          const bytes = await readFile(await download.path());
          assert.ok(bytes.subarray(0, 200).toString("latin1").includes(magic) && bytes.length > 2_000, `${picture} ${label}`);
        }
        await page.close();
      }
    },
  },
  {
    name: "each language sets the page, its direction and its title, and its text is loaded only when it is wanted",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      const titles = new Set();
      for (const language of LANGUAGES) {
        await page.goto(`${base}${inLanguage("#map", language)}`);
        await page.waitForFunction((language) => document.documentElement.lang === language, language);
        assert.equal(await page.attribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
        titles.add(await page.text("h1"));
        assert.equal(await page.attribute(`.languages a[hreflang="${language}"]`, "aria-current"), "true");
      }
      assert.equal(titles.size, LANGUAGES.length);
      assert.deepEqual(await page.consoleErrors(), []);
      const requests = (await openReady(open, `${base}#map&lang=en`)).requests();
      if (requests) assert.ok(!requests.some((url) => /\/(ar|zh|fr|ru|es)-[0-9a-f]+\.txt/.test(url)), requests.join());
    },
  },
  {
    name: "the page opens in the language that the browser prefers, at once",
    only: ["chromium"],
    async run({ open, base }) {
      for (const [locale, language] of [["fr-BE", "fr"], ["ar-EG", "ar"], ["zh-CN", "zh"], ["de-DE", "en"]]) {
        const page = await openReady(open, base, { locale });
        assert.equal(await page.attribute("html", "lang"), language, locale);
        assert.equal(new URL(await page.url()).hash, "");
        await page.close();
      }
    },
  },
  {
    name: "a language whose text does not arrive is said, and the page goes on in the one before",
    only: INTERCEPTING,
    async run({ open, base }) {
      const prepare = (raw) => raw.route(/\/ru-[0-9a-f]+\.txt/, (route) => route.fulfill({ status: 404, body: "" }));
      const page = await openReady(open, `${base}#map`, { prepare });
      await page.goto(`${base}${inLanguage("#map", "ru")}`);
      await page.waitFor(".notice");
      assert.match(await page.text(".notice"), /Русский/);
      assert.equal(await page.attribute("html", "lang"), "en");
      // Opened with it, the page does not wait for long.
      const other = await openReady(open, `${base}${inLanguage("#map", "ru")}`, { prepare });
      assert.equal(await other.attribute("html", "lang"), "en");
    },
  },
  {
    name: "on a page from right to left the graph is mirrored and citations stand as they are",
    async run({ open, base }) {
      const middles = () =>
        [...document.querySelectorAll("svg.map .node")].map((node) => {
          const { left, right } = node.getBoundingClientRect();
          const frame = document.querySelector("svg.map").getBoundingClientRect();
          return ((left + right) / 2 - frame.left) / frame.width;
        });
      const open_ = async (language) => {
        const page = await openReady(open, `${base}${inLanguage("#map", language)}`);
        await page.waitForFunction(() => document.querySelector("svg.map")?.getAttribute("viewBox") !== "0 0 900 620");
        return page;
      };
      const [left, right] = [await open_("en"), await open_("ar")];
      const [one, other] = [await left.evaluate(middles), await right.evaluate(middles)];
      assert.equal(one.length, 37);
      one.forEach((x, nth) => assert.ok(Math.abs(x + other[nth] - 1) < 0.01, `node ${nth}: ${x} ${other[nth]}`));
      await right.goto(`${base}${inLanguage("#find=remittances", "ar")}`);
      await right.waitFor(".rows .row h2 bdi");
      assert.ok((await right.texts(".rows h2 bdi")).includes("Brussels 2001, para. 7"));
    },
  },
  {
    name: "two documents scroll by themselves, and the threads between them follow",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#read=A/CONF.191/L.7&beside=letter-2006-04-13`, { width: 1400, height: 900 });
      await page.waitFor(".beside-column");
      const scroll = ([nth, top]) => {
        document.querySelectorAll(".beside-column")[nth].scrollTop = top;
      };
      await page.evaluate(scroll, [0, 700]);
      await page.evaluate(scroll, [1, 1600]);
      const drawn = () => [...document.querySelectorAll(".thread-overlay.between path")].map((path) => path.getAttribute("d")).join();
      await page.waitForFunction(() => document.querySelectorAll(".thread-overlay.between path").length > 0);
      const before = await page.evaluate(drawn);
      await page.evaluate(scroll, [1, 1700]);
      await page.waitForFunction((before) => {
        const now = [...document.querySelectorAll(".thread-overlay.between path")].map((path) => path.getAttribute("d")).join();
        return now !== before;
      }, before);
    },
  },
];
