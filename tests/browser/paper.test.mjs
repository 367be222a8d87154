// What is on paper, at its id in the requirements: R8. The printed page is a PDF, which the explorer itself reads.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";

const PATIENCE_MILLIS = 60_000;

/** Letters and digits alone: lines end elsewhere on paper. */
const squeezed = (text) => text.normalize("NFKC").replaceAll(/[^\p{L}\p{N}]+/gu, "");

/** Drops a text that the page takes for a document of the visitor's own. */
function drop([name, text]) {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}

/** Waits until what was brought has been read. */
async function read(page) {
  await page.waitForFunction(() => document.querySelector(".own-document :is(.ways, .refused)"), null, PATIENCE_MILLIS);
  assert.deepEqual(await page.texts(".own-document .refused"), []);
}

/** The text of what is printed, without white space. */
async function printed(open, base, page) {
  const buffer = await page.raw.pdf({ format: "A4" });
  const reader = await openReady(open, `${base}#add`);
  await reader.waitFor("#add-files");
  await reader.raw.setInputFiles("#add-files", { name: "printed.pdf", mimeType: "application/pdf", buffer });
  await read(reader);
  await reader.click(".own-document .correction summary");
  await reader.waitFor(".own-document textarea");
  const text = await reader.evaluate(() => document.querySelector(".own-document textarea").value);
  await reader.close();
  return text.replaceAll(/\s+/g, "");
}

/** The passages as the plain page has them, by the addresses that they are found at: other texts than the program's. */
async function passages(base) {
  const page = await (await fetch(base)).text();
  const plain = (html) => {
    const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
    return html.replaceAll(/<[^>]*>/g, "").replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name) => signs[name]);
  };
  return [...page.matchAll(/<p id="(read=[^"]*)"[^>]*>(.*?)<\/p>/g)].map(([, id, text]) => ({ id: plain(id), text: plain(text) }));
}

/** What is on paper whatever the view: where it can be seen again, and nothing that is pressed or leads elsewhere. */
async function isPaper(page, text) {
  const address = await page.url();
  assert.ok(text.includes(address), `${address} is on the paper`);
  await page.raw.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() =>
    [...document.querySelectorAll("nav, button, input, select, textarea, summary, .skip, .tabs, .take, [role=search]")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  assert.deepEqual(seen, []);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("main *")]
      .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
      .filter((element) => getComputedStyle(element).overflowX !== "visible")
      .map((element) => `${element.tagName} ${element.className}`),
  );
  assert.deepEqual(cut, []);
  await page.raw.emulateMedia({ media: null });
}

export default [
  {
    name: "R8 a document on paper has every paragraph with its number, its symbol and its address",
    only: ["chromium"],
    async run({ open, base }) {
      const all = await passages(base);
      for (const document of ["A/CONF.191/L.7", "letter-2006-04-13"]) {
        const page = await openReady(open, `${base}#read=${document}`);
        const text = await printed(open, base, page);
        const [letters, own] = [squeezed(text), all.filter(({ id }) => id.startsWith(`read=${document}&`))];
        assert.ok(own.length > 10, `${own.length}`);
        // Where a note belongs to a word, its mark comes between.
        const bare = letters.replaceAll(/\d/g, "");
        const isThere = (said) => letters.includes(squeezed(said).slice(0, 30)) && bare.includes(squeezed(said).replaceAll(/\d/g, ""));
        const lost = own.filter(({ text }) => !isThere(text));
        assert.deepEqual(lost, [], document);
        // Symbol, date, session and whatever else stands above it.
        await page.raw.emulateMedia({ media: "print" });
        const masthead = (await page.text("header.masthead")).split("\n").filter((line) => squeezed(line));
        assert.ok(masthead.length > 2);
        const small = letters.toLowerCase();
        assert.deepEqual(masthead.filter((line) => !small.includes(squeezed(line).toLowerCase())), []);
        if (document.includes("/")) assert.ok(text.includes(document), document);
        await isPaper(page, text);
        await page.close();
      }
    },
  },
  {
    name: "R8 what is found is on paper as a whole, each paragraph with symbol and number, however much it is",
    only: ["chromium"],
    async run({ open, base }) {
      const all = await passages(base);
      const page = await openReady(open, `${base}#add`);
      // More than the screen sets at once.
      const note = Array.from({ length: 90 }, (_, nth) => `${nth + 1}. Of remittances, in a paragraph that is the ${nth + 1}th of its kind.`);
      await page.waitFor("#add-files");
      await page.evaluate(drop, ["note.txt", `A NOTE\n\n${note.join("\n\n")}\n`]);
      await read(page);
      await page.evaluate(() => { location.hash = "find=remittances"; });
      await page.waitForFunction(() => document.querySelectorAll(".row").length > 0);
      const count = Number(await page.attribute(".tally", "data-count"));
      assert.ok(count > 90 && (await page.count(".row")) < count, `${count}`);
      const text = await printed(open, base, page);
      assert.equal(await page.count(".row"), count);
      const letters = squeezed(text);
      assert.deepEqual(note.filter((paragraph) => !letters.includes(squeezed(paragraph.replace(/^\d+\. /, "")))), []);
      const rows = await page.evaluate(() =>
        [...document.querySelectorAll(".row")].map((row) => [row.dataset.passage, row.querySelector("p.on-paper").textContent]),
      );
      for (const [id, said] of rows.filter(([id]) => !id.startsWith("own-"))) {
        const [, document, key] = /^(.*):([^:]*)$/.exec(id);
        const passage = all.find((one) => one.id === `read=${document}&para=${key}`);
        const whole = passage.text.replace(/^(\d+\.|\([a-z]+\)) /, "");
        assert.ok(letters.includes(squeezed(whole)), `${id} is on the paper`);
        const citation = /\(([^()]*(\([^()]*\)[^()]*)*)\)$/.exec(said)[1];
        assert.ok(/\d{4}|[A-Z]\//.test(citation) && letters.includes(squeezed(whole + citation)), `${id}: ${citation}`);
      }
      assert.ok(letters.includes(squeezed("A/CONF.191/L.7, para.")));
      // What was found by words alone is the visitor's own for the most part; its address says so.
      await isPaper(page, text);
    },
  },
  {
    name: "R8 the map is on paper as the table of its links, however many there are",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      await page.waitFor(".map-table table");
      const links = Number(await page.attribute(".tally", "data-links"));
      const text = await printed(open, base, page);
      const rows = await page.evaluate(() =>
        [...document.querySelectorAll(".map-table tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
      );
      assert.equal(rows.length, links);
      const letters = squeezed(text);
      for (const cells of rows) {
        assert.ok(cells.every((cell) => letters.includes(squeezed(cell))), cells.join(" | "));
      }
      await isPaper(page, text);
    },
  },
];
