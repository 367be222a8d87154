// A visitor's own documents: brought in any way, read beside the page, found everywhere, forgotten; and collections.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { openReady, READY } from "./ready.mjs";
import { assertInert, takeAll } from "./taken.mjs";
import { show } from "./views.mjs";

const INTERCEPTING = ["chromium", "firefox"];
const PATIENCE_MILLIS = 30_000;

const NOTE = `NOTE ON REMITTANCES

1. Participants stressed that remittances of migrants should cost less to send.

2. France supports co-development with Mali.

3. The brain drain of nurses and zzyzzyva doctors was noted.
`;

/** Lets go of files above the page: names and texts. */
function drop(files) {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  (document.querySelector("main h1") ?? document.body).dispatchEvent(event);
}

/** Drops files and waits until each is read or refused, and those that were read stand beside the others. */
async function bring(page, files) {
  await page.evaluate(drop, files);
  await page.waitForFunction(
    (count) => {
      const all = [...document.querySelectorAll(".own-document")];
      const isDone = (one) => one.querySelector(".ways, .refused") !== null;
      return location.hash.startsWith("#add") && all.length === count && all.every(isDone);
    },
    files.length,
    PATIENCE_MILLIS,
  );
}

const goTo = (page, hash) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, hash);

/** The address at which the first document is read. */
const address = (page) => page.evaluate(() => document.querySelector(".ways a").getAttribute("href"));

const name = (href) => decodeURIComponent(/read=([^&]*)/.exec(href)[1]);

/** Keeps what is saved as base64, for there is no folder to look into. */
function keepSaved() {
  const plain = URL.createObjectURL;
  globalThis.saved = undefined;
  URL.createObjectURL = (blob) => {
    blob.arrayBuffer().then((buffer) => {
      globalThis.saved = btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
    });
    return plain.call(URL, blob);
  };
}

/** Saves what is here as a collection, and gives its bytes in base64. */
async function save(page, title) {
  await page.evaluate(keepSaved);
  await page.evaluate((title) => {
    document.getElementById("collection-title").value = title;
    [...document.querySelectorAll(".add section:last-of-type .actions button")].at(-1).click();
  }, title);
  await page.waitForFunction(() => globalThis.saved !== undefined, null, PATIENCE_MILLIS);
  return page.evaluate(() => globalThis.saved);
}

/** Drops a file from base64. */
function dropBytes([file, base64]) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], file));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}

/** Signs that turn the direction of what follows, and others that show nothing. */
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]/;
const TURNING = "A \u202eNOTE\u202c ON \u2066REMITTANCES\n\n1. Of \u202edrow\u202c and a word \0 of zzyzzyva remittances\u2067.\n\n2. Migrants send remittances.\n";
const MARKUP = `A <b>NOTE</b> & <img src=x onerror="globalThis.hit=1">

1. <script>globalThis.hit=1</script> of zzyzzyva remittances <iframe srcdoc="<p>no"></iframe> ]]> <!-- &lt;b&gt;.

2. =cmd|' /C calc'!A0 zzyzzyva

3. @SUM(A1) zzyzzyva "><svg onload=globalThis.hit=1>

4. +1 zzyzzyva
`;

/** In the page: where signs of a document stand that are none of its words' own. */
function strange() {
  const turns = /[\u202a-\u202e\u2066-\u2069]/;
  const walker = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
  const loose = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // What stands by itself turns itself alone.
    const isAlone = (element) => element !== null && /isolate|plaintext/.test(getComputedStyle(element).unicodeBidi);
    let element = node.parentElement;
    while (element?.id !== "app" && !isAlone(element)) element = element.parentElement;
    if (turns.test(node.data) && !isAlone(element)) loose.push([node.parentElement.outerHTML.slice(0, 120)]);
  }
  const { title } = document;
  return { title, hash: location.hash, nul: document.documentElement.outerHTML.split("\0").length - 1, loose };
}

/** In the page: what copying the whole document would put on the clipboard. */
function copyAll() {
  const texts = document.querySelectorAll(".document .text");
  const range = document.createRange();
  range.setStart(texts[0], 0);
  range.setEnd(texts[texts.length - 1], texts[texts.length - 1].childNodes.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const clipboardData = new DataTransfer();
  document.querySelector("main").dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
  return { plain: clipboardData.getData("text/plain"), html: clipboardData.getData("text/html") };
}

export default [
  {
    name: "a dropped text is read, linked, searched, on the map and in Compare, marked as the visitor's; then forgotten",
    async run({ open, base }) {
      const page = await openReady(open, base);
      await bring(page, [["note.txt", NOTE]]);
      const href = await address(page);
      const own = name(href);
      assert.match(own, /^own-/);

      await goTo(page, "#find=zzyzzyva");
      await page.waitFor(`[data-passage^="${own}:"]`);
      assert.equal((await page.texts("p.own")).length, 1);
      await goTo(page, href);
      await page.waitFor(".masthead .own");
      assert.ok((await page.count("article .stub")) > 0, "it is linked");
      await goTo(page, "#map");
      await page.waitForFunction(
        (mark) => document.querySelector("table")?.textContent.includes(mark),
        "[yours]",
        PATIENCE_MILLIS,
      );
      // The workshop has the new corpus, too.
      await goTo(page, `#compare=A/CONF.191/L.7,${own}`);
      await page.waitForFunction(() => document.querySelector(".compare section") !== null, null, PATIENCE_MILLIS);
      assert.ok((await page.text(".compare-documents")).includes("[yours]"));
      await page.waitForFunction(
        (own) => document.querySelector(`.compare [data-passage^="${own}:"]`) !== null,
        own,
        PATIENCE_MILLIS,
      );

      await goTo(page, "#add");
      await page.waitFor(".forget");
      await page.click(".forget");
      await page.click(".forget");
      await page.waitForFunction(() => document.querySelector(".own-document") === null);
      await goTo(page, href);
      await page.waitForFunction(() => document.querySelector(".notice")?.textContent.includes("own document"));
      await show(page, "#find=zzyzzyva");
      assert.equal(await page.count(`[data-passage^="${own}:"]`), 0);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "several are read at once, those that cannot be read are refused in words, and the page goes on",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#add`);
      await page.waitFor("#add-files");
      const bomb = "PK\u0003\u0004" + "\u0000".repeat(300);
      await bring(page, [
        ["one.txt", NOTE],
        ["empty.txt", "  \n"],
        ["bomb.docx", bomb],
        ["entities.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><akomaNtoso>&b;</akomaNtoso>'],
        ["two.md", "# A second note\n\nMigrants send remittances.\n\nDiasporas take part in co-development.\n"],
      ]);
      const refused = await page.texts(".refused");
      assert.equal(refused.length, 3);
      assert.ok(refused.every((words) => words.length > 40), refused.join("\n"));
      assert.equal(await page.count(".ways"), 2);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "files are chosen with a button in the language of the page, large enough, which shows that it has the focus",
    async run({ engine, open, base }) {
      const page = await openReady(open, `${base}#add&lang=fr`);
      await page.waitFor("#add-files");
      const seen = () =>
        page.evaluate(() => {
          const input = document.getElementById("add-files");
          const [label] = input.labels;
          const { width, height } = input.getBoundingClientRect();
          const over = label.getBoundingClientRect();
          return {
            name: label.textContent.trim(),
            isLarge: width >= 24 && height >= 24 && width <= over.width && height <= over.height,
            isHidden: getComputedStyle(input).opacity === "0",
            outline: getComputedStyle(label).outlineStyle,
            isFocused: document.activeElement === input,
            isReached: input.tabIndex === 0,
          };
        });
      const before = await seen();
      const button = { name: "Choisir des fichiers", isLarge: true, isHidden: true, isReached: true };
      assert.deepEqual(before, { ...button, outline: "none", isFocused: false });
      await page.evaluate(() => document.getElementById("add-files").focus());
      // A window that is not in front shows no focus: WebKitGTK's driver never brings it there.
      const outline = (await page.evaluate(() => document.hasFocus())) ? "solid" : "none";
      if (engine.name !== "webkit") assert.equal(outline, "solid");
      assert.deepEqual(await seen(), { ...button, outline, isFocused: true });
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "one that is too large is refused before it is read, and one that waits can be called off",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#add`);
      await page.waitFor("#add-files");
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(11 * 1024 * 1024)], "large.pdf"));
        const input = document.getElementById("add-files");
        input.files = data.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await page.waitFor(".refused");
      assert.match(await page.text(".refused"), /10 MB/);
      await page.click(".refused button");
      await page.waitForFunction(() => document.querySelector(".own-document") === null);

      const long = `A LONG NOTE\n\n${Array.from({ length: 2000 }, (_, n) => `${n + 1}. Migrants send remittances home, for the ${n} time.\n`).join("\n")}`;
      await page.evaluate(drop, [["long.txt", long], ["short.txt", NOTE]]);
      await page.waitForFunction(() => document.querySelectorAll(".own-document").length === 2);
      await page.evaluate(() => document.querySelector(".own-document .working button, .own-document button").click());
      await page.waitForFunction(
        () => document.querySelectorAll(".own-document").length === 1 && document.querySelector(".ways") !== null,
        null,
        PATIENCE_MILLIS,
      );
      assert.match(await page.text(".own-document h3"), /short/);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "calling off the last of several lets those before it join the others",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#add`);
      await page.waitFor("#add-files");
      const long = `A LONG NOTE\n\n${Array.from({ length: 2000 }, (_, n) => `${n + 1}. Migrants send remittances home, for the ${n} time.\n`).join("\n")}`;
      await page.evaluate(drop, [["short.txt", NOTE], ["long.txt", long]]);
      await page.waitForFunction(() => document.querySelectorAll(".own-document").length === 2);
      // As soon as it is its turn.
      await page.evaluate(() => new Promise((resolve) => {
        const look = () => {
          const button = document.querySelectorAll(".own-document")[1]?.querySelector(".working button");
          if (!button) return setTimeout(look, 1);
          button.click();
          resolve();
        };
        look();
      }));
      await page.waitForFunction(
        () => document.querySelectorAll(".own-document").length === 1 && document.querySelector(".ways") !== null,
        null,
        PATIENCE_MILLIS,
      );
      assert.match(await page.text(".own-document h3"), /short/);
    },
  },
  {
    name: "what is pasted into a field as text goes there, though a picture of it comes along",
    // What a script pastes carries no files in the others.
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=`);
      await page.waitFor("#search");
      const paste = ([selector, ...kinds]) => {
        const data = new DataTransfer();
        for (const kind of kinds) data.setData(kind, "remittances");
        data.items.add(new File(["picture"], "image.png", { type: "image/png" }));
        const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        return document.querySelector(selector).dispatchEvent(event);
      };
      assert.equal(await page.evaluate(paste, ["#search", "text/plain"]), true);
      assert.equal(await page.evaluate(paste, ["main h1", "text/plain", "text/html"]), true);
      assert.match(await page.url(), /#find=/);
      // A file alone is taken, wherever it is pasted.
      assert.equal(await page.evaluate(paste, ["main h1"]), false);
      await page.waitFor(".own-document");
    },
  },
  {
    name: "what was read can be corrected and tagged, and the caret goes to the line of a problem",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#add`);
      await page.waitFor("#add-paste");
      await page.evaluate((text) => {
        document.getElementById("add-paste").value = text;
      }, NOTE);
      await page.evaluate(() => document.querySelector(".zone button").click());
      await page.waitForFunction(() => document.querySelector(".ways") !== null, null, PATIENCE_MILLIS);
      // Chromium takes a minute to lay out some texts, folded away or not: none is set before it is wanted.
      assert.equal(await page.count(".own-document textarea"), 0);
      await page.evaluate(() => document.querySelectorAll(".own-document details").forEach((d) => (d.open = true)));
      await page.waitFor(".own-passages li");
      await page.waitFor(".own-document textarea");
      assert.equal(await page.count(".own-passages > li"), 3);
      // A browser would keep each field with every step of its history, and a long text slowly.
      const kept = () => [...document.querySelectorAll(".add :is(textarea, input:not([type=file]))")].filter((field) => field.autocomplete !== "off").map(({ id }) => id);
      assert.deepEqual(await page.evaluate(kept), []);
      await page.click(".own-passages .tagging button");
      await page.waitFor(".own-passages select");
      await page.evaluate(() => {
        const select = document.querySelector(".own-passages select");
        select.value = "refugees";
        select.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await page.waitForFunction(
        () => document.querySelector(".own-passages .chips").textContent.includes("Refugees"),
        null,
        PATIENCE_MILLIS,
      );
      // Typing is read again a little later.
      await page.evaluate(() => {
        const area = document.querySelector(".own-document textarea");
        area.value += "\n4. A fourth paragraph is typed.\n";
        area.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await page.waitForFunction(
        () => document.querySelectorAll(".own-passages > li").length === 4,
        null,
        PATIENCE_MILLIS,
      );
      // What is unfolded and typed stays, whatever else comes on the desk.
      await page.evaluate(() => {
        const area = document.querySelector(".own-document textarea");
        area.value += "\n5. A fifth is on its way.\n";
        area.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await page.evaluate(drop, [["second.txt", "ANOTHER NOTE\n\n1. Of quokkas.\n"]]);
      await page.waitForFunction(() => document.querySelectorAll(".own-document .ways").length === 2, null, PATIENCE_MILLIS);
      assert.match(await page.evaluate(() => document.querySelector(".own-document textarea").value), /fourth[^]*A fifth/);
      await page.waitForFunction(() => document.querySelectorAll(".own-passages > li").length === 5, null, PATIENCE_MILLIS);
      await page.evaluate(() => document.querySelectorAll(".own-document")[1].querySelector(":scope > .actions .forget").click());
      await page.evaluate(() => document.querySelectorAll(".own-document")[1].querySelector(":scope > .actions .forget").click());
      await page.waitForFunction(() => document.querySelectorAll(".own-document").length === 1);
      await page.click(".correction summary");
      await page.click(".correction summary");
      assert.match(await page.evaluate(() => document.querySelector(".own-document textarea").value), /A fifth/);
      if ((await page.count(".problems button")) > 0) {
        await page.click(".problems button");
        assert.equal(await page.evaluate(() => document.activeElement.tagName), "TEXTAREA");
      }
      await page.evaluate(keepSaved);
      await page.evaluate(() => [...document.querySelectorAll(".own-document .actions button")].at(-2).click());
      await page.waitForFunction(() => globalThis.saved !== undefined, null, PATIENCE_MILLIS);
      assert.equal(atob(await page.evaluate(() => globalThis.saved)).slice(0, 2), "PK");
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "while a document is here nothing is asked for but parts of the page itself",
    only: INTERCEPTING,
    async run({ open, base }) {
      const page = await openReady(open, `${base}#add`);
      const before = page.requests().length;
      await bring(page, [["note.txt", NOTE]]);
      await goTo(page, await address(page));
      await page.waitFor(".masthead .own");
      const folder = new URL(".", page.requests()[0]).href;
      for (const asked of page.requests().slice(before)) {
        const isPart = asked.startsWith(folder) && /\.(js|wasm|css|svg|png)(\?|$)/.test(asked);
        assert.ok(isPart || /^(data|blob):/.test(asked), asked);
      }
    },
  },
  {
    name: "a collection is saved, opened again, and left again",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#add`);
      await bring(page, [["note.txt", NOTE]]);
      const saved = await save(page, "Documents of a unit");
      await page.close();
      const other = await openReady(open, `${base}#add`);
      await other.waitFor("#add-files");
      await other.evaluate(dropBytes, ["unit.passages", saved]);
      await other.waitForFunction(
        () => document.querySelector(".add").textContent.includes("“Documents of a unit” is open"),
        null,
        PATIENCE_MILLIS,
      );
      await goTo(other, "#find=zzyzzyva");
      await other.waitForFunction(() => document.querySelector(".tally, .snippet") !== null);
      assert.ok((await other.count("[data-passage]")) > 0);
      assert.equal(await other.count("p.own"), 0);
      await goTo(other, "");
      await other.waitForFunction(() => document.querySelector("main h1").textContent === "Documents of a unit");
      assert.deepEqual(await other.consoleErrors(), []);
    },
  },
  {
    name: "a collection beside the page is shown in its place, embedded and as an exhibit too; what is none is told",
    only: INTERCEPTING,
    async run({ open, base }) {
      const page = await openReady(open, `${base}#add`);
      await bring(page, [["note.txt", NOTE]]);
      const bytes = Buffer.from(await save(page, "Documents of a unit"), "base64");
      await page.close();
      const prepare = async (playwright) => {
        await playwright.route("**/unit.passages", (route) => route.fulfill({ body: bytes }));
        await playwright.route("**/broken.passages", (route) => route.fulfill({ body: bytes.subarray(0, 400) }));
      };
      for (const [query, title] of [
        ["?corpus=unit.passages", "Documents of a unit"],
        ["?corpus=unit.passages&embed", "Documents of a unit"],
        ["?kiosk&corpus=unit.passages", null],
      ]) {
        const other = await open(`${base}${query}#find=zzyzzyva`, { prepare });
        await other.waitForFunction(READY, null, PATIENCE_MILLIS);
        if (title) {
          await other.waitFor("[data-passage]", PATIENCE_MILLIS);
          await goTo(other, "");
          await other.waitForFunction((title) => document.querySelector("main h1")?.textContent === title, title);
        }
        await other.close();
      }
      for (const [query, words] of [
        ["?corpus=broken.passages", /cannot be read to its end|no collection/],
        ["?corpus=..%2Funit.passages", /plain file name/],
        ["?corpus=https://example.org/a.passages", /plain file name/],
      ]) {
        const other = await open(`${base}${query}`, { prepare });
        await other.waitForFunction(READY, null, PATIENCE_MILLIS);
        assert.match(await other.text(".notice"), words, query);
        assert.ok((await other.count(".thread-picture")) > 0, "the page shows its own");
        await other.close();
      }
    },
  },
  {
    name: "a collection that is not there is told, and the page shows its own documents",
    async run({ open, base }) {
      const page = await open(`${base}?corpus=nowhere.passages`);
      await page.waitForFunction(READY, null, PATIENCE_MILLIS);
      assert.match(await page.text(".notice"), /no such file/);
      assert.ok((await page.count(".thread-picture")) > 0);
    },
  },
  {
    name: "in a large collection every row is of what is looked for, also below the screen, and Back finds the page as it was left",
    async run({ open, base }) {
      const page = await openReady(open, base);
      const note = Array.from({ length: 420 }, (_, nth) => `${nth + 1}. Of ${nth % 2 ? "zzyzzyvas" : "quokkas"} ${nth + 1}.`);
      await bring(page, [["note.txt", `A NOTE\n\n${note.join("\n\n")}\n`]]);
      const listed = (word, count) =>
        page.waitForFunction(
          ([word, count]) => {
            const rows = [...document.querySelectorAll(".rows > .row .snippet")];
            return rows.length === count && rows.every((row) => row.textContent.includes(word));
          },
          [word, count],
          PATIENCE_MILLIS,
        );
      await goTo(page, "#find=quokkas");
      await listed("quokkas", 30);
      await page.evaluate(() => scrollTo(0, 1200));
      await goTo(page, "#find=zzyzzyvas");
      await listed("zzyzzyvas", 30);
      await page.evaluate(() => history.back());
      await listed("quokkas", 30);
      await page.waitForFunction(() => Math.abs(scrollY - 1200) < 2, null, PATIENCE_MILLIS);

      // At no time are there more rows than are found.
      await page.evaluate(() => {
        globalThis.excess = 0;
        const look = () => {
          const found = Number(document.querySelector(".tally")?.dataset.count ?? Infinity);
          globalThis.excess = Math.max(globalThis.excess, document.querySelectorAll(".rows > .row").length - found);
          requestAnimationFrame(look);
        };
        look();
      });
      await goTo(page, "#find=%22quokkas+21%22");
      await listed("quokkas 21", 1);
      await goTo(page, "#find=quokkas");
      await listed("quokkas", 30);
      // By itself: rows that come into view are laid out, and the button moves from under a pointer that scrolls to it.
      await page.evaluate(() => document.querySelector(".more").click());
      await listed("quokkas", 90);
      assert.equal(await page.evaluate(() => globalThis.excess), 0);

      // What is picked by key leaves the list as it is, and the keyboard where it was: far down, and below the screen.
      for (const [hash, nth, count] of [["#find=quokkas", 70, 90], ["#find=zzyzzyvas", 15, 30]]) {
        await goTo(page, hash);
        await listed(hash.slice("#find=".length), count);
        const row = `.rows > .row:nth-child(${nth})`;
        await page.evaluate((row) => document.querySelector(`${row} .menu-button`).focus(), row);
        await page.press("Enter");
        await page.waitFor(`${row} .passage-menu li button`);
        await page.evaluate((row) => [...document.querySelectorAll(`${row} .passage-menu button`)].find((b) => /collection/i.test(b.textContent)).focus(), row);
        await page.press("Enter");
        await page.waitForFunction(() => /[#&]pick=/.test(location.hash));
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
        await listed(hash.slice("#find=".length), count);
        assert.ok(await page.evaluate((row) => document.querySelector(row).contains(document.activeElement), row), `row ${nth}`);
      }
    },
  },
  {
    name: "of many documents the filters list those in which most was found, and keep the one that was pressed",
    async run({ open, base }) {
      const page = await openReady(open, base);
      const name = (nth) => `note-${String(nth).padStart(2, "0")} [yours]`;
      const notes = Array.from({ length: 70 }, (_, nth) => {
        const second = nth >= 5 && nth < 65 ? "quokkas" : "wombats";
        const text = nth === 69 ? "1. Of zzyzzyvas." : `1. Of quokkas.\n\n2. Of ${second}.`;
        return [`note-${nth}.txt`, `NOTE ${String(nth).padStart(2, "0")}\n\n${text}\n`];
      });
      await bring(page, notes);
      const listed = () => page.texts('[data-facet="document"] li:not([hidden]) .facet-name');
      await goTo(page, "#find=zzyzzyvas");
      await page.waitForFunction(() => document.querySelectorAll(".rows > .row").length === 1, null, PATIENCE_MILLIS);
      assert.deepEqual(await listed(), [name(69)]);
      await goTo(page, "#find=quokkas");
      await page.waitForFunction(() => document.querySelectorAll(".rows > .row").length > 9, null, PATIENCE_MILLIS);
      const count = () => document.querySelectorAll('[data-facet="document"] li:not([hidden])').length === 60;
      await page.waitForFunction(count, null, PATIENCE_MILLIS);
      // The keyboard stays at the value that it presses, though another takes its place among the foremost.
      const names = await listed();
      const focused = () => document.activeElement.closest(".facet-value")?.querySelector(".facet-name").textContent;
      await page.evaluate(() => document.querySelectorAll('[data-facet="document"] .facet-value input')[19].focus());
      assert.equal(await page.evaluate(focused), names[19]);
      await page.press("Space");
      await page.waitForFunction(() => document.querySelectorAll(".rows > .row").length === 2, null, PATIENCE_MILLIS);
      assert.equal(await page.evaluate(focused), names[19]);
      assert.deepEqual(await listed(), names);
      await page.press("Space");
      await page.waitForFunction(() => document.querySelectorAll(".rows > .row").length > 9, null, PATIENCE_MILLIS);
      assert.equal(await page.evaluate(focused), names[19]);
      assert.equal(await page.count('[data-facet="document"] input:checked'), 0);
      // What is typed for is found among all of them, and what is pressed stays when the typing is taken back.
      await page.type(".facet-narrow", "note-65");
      await page.waitForFunction((name) => document.querySelector('[data-facet="document"] .facet-name')?.textContent === name, name(65));
      await page.evaluate(() => document.querySelector('[data-facet="document"] .facet-value input').focus());
      await page.press("Space");
      await page.waitForFunction(() => document.querySelectorAll(".rows > .row").length === 1, null, PATIENCE_MILLIS);
      const box = '[data-facet="document"] .facet-value input:checked';
      await page.evaluate(() => {
        const field = document.querySelector(".facet-narrow");
        field.value = "";
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await page.waitForFunction(() => document.querySelectorAll('[data-facet="document"] .facet-value').length > 60);
      await page.evaluate((box) => document.querySelector(box).focus(), box);
      await page.press("Space");
      await page.waitForFunction(() => document.querySelectorAll(".rows > .row").length > 9, null, PATIENCE_MILLIS);
      assert.equal(
        await page.evaluate(() => document.activeElement.closest(".facet-value")?.querySelector(".facet-name").textContent),
        name(65),
      );
    },
  },
  {
    name: "F33 a document that turns the writing direction and holds NUL turns nothing but its own words, and leaves no NUL",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, base);
      await bring(page, [["\u202egpj.exe\u2066.txt", TURNING]]);
      const href = await address(page);
      assert.doesNotMatch(decodeURIComponent(href), CONTROLS);
      await show(page, href);
      await page.waitFor(".document .paragraph");
      const { title, hash, nul, loose } = await page.evaluate(strange);
      assert.doesNotMatch(title, CONTROLS);
      assert.doesNotMatch(decodeURIComponent(hash), CONTROLS);
      assert.deepEqual([nul, loose], [0, []]);
      // NUL is shown as the sign for what cannot be.
      assert.match(await page.text(".document .paragraph"), /word \ufffd/);
      await page.raw.emulateMedia({ media: "print" });
      const paper = await page.evaluate(strange);
      assert.deepEqual([paper.nul, paper.loose], [0, []]);
      await page.raw.emulateMedia({ media: null });
      const copied = await page.evaluate(copyAll);
      assert.doesNotMatch(copied.plain + copied.html, /\0/);
      await show(page, "#find=zzyzzyva");
      await page.waitFor(`[data-passage^="${name(href)}:"]`);
      const found = await page.evaluate(strange);
      assert.doesNotMatch(found.title, CONTROLS);
      assert.deepEqual([found.nul, found.loose], [0, []]);
      for (const [format, path, file] of await takeAll(page)) {
        assert.match(file, /^[A-Za-z0-9.-]+$/, format);
        assert.doesNotMatch(await readFile(path, "latin1"), format === "word" ? /^$/ : /\0/, format);
      }
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "F34 a document of markup and formulas is text where it is read, found, mapped, printed, copied and taken away",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, base);
      await bring(page, [['"><img src=x onerror="globalThis.hit=1">.txt', MARKUP]]);
      const href = await address(page);
      const isInert = async (where) => {
        const { hit, made } = await page.evaluate(() => ({
          hit: globalThis.hit ?? null,
          made: [...document.querySelectorAll("#app :is(script, img, iframe, object, embed, b, i, form:not(.search), [onerror], [onload], [onclick])")].map((one) => one.outerHTML.slice(0, 80)),
        }));
        assert.deepEqual([hit, made], [null, []], where);
      };
      await isInert("#add");
      await show(page, href);
      await page.waitFor(".document .paragraph");
      assert.ok((await page.text(".document .paragraph")).includes("<script>globalThis.hit=1</script>"));
      await isInert(href);
      assert.ok((await page.raw.pdf({ format: "A4" })).length > 5_000);
      const { plain, html } = await page.evaluate(copyAll);
      assert.ok(plain.includes("<script>"), plain);
      assert.doesNotMatch(html, /<(?!\/?p>|br>)/, html);
      for (const view of ["#find=zzyzzyva", "#map", `#compare=A/CONF.191/L.7,${name(href)}`]) {
        await show(page, view);
        await isInert(view);
      }
      await show(page, "#find=zzyzzyva");
      await page.waitFor(`[data-passage^="${name(href)}:"]`);
      const files = await takeAll(page);
      assert.ok(files.length >= 6, `${files.length} files`);
      await assertInert(open, files);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
];
