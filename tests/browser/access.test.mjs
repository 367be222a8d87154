// What whoever uses a keyboard, a screen reader or another direction of writing can rely on: A1 to A6 and A11.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";
import { VIEWS, inLanguage, show } from "./views.mjs";
import { pause } from "./wait.mjs";

const INTERCEPTING = ["chromium", "firefox"];
const PASSAGES = 37;

const hash = () => decodeURIComponent(location.hash);
const focusedId = () => document.activeElement?.id ?? "";
const focusedName = () => document.activeElement?.getAttribute("aria-label") ?? "";

/** Goes on with Tab until the focus is where `arrived` says; how often it was pressed. */
async function tabsUntil(page, arrived, most) {
  for (let pressed = 1; pressed <= most; pressed += 1) {
    await page.press("Tab");
    if (await page.evaluate(arrived)) return pressed;
  }
  throw new Error(`not there after ${most} times Tab`);
}

/** Puts the keyboard on a node, as a screen reader does. */
async function standOn(page, id) {
  await page.evaluate((id) => document.getElementById(id).focus(), id);
  assert.equal(await page.evaluate(focusedId), id);
}

/** Presses what is in view, where Playwright's own way would scroll first: a sticky head never gets out of its way. */
async function pressInView(page, selector) {
  if (!page.raw) return page.click(selector);
  const { x, y, width, height } = await page.raw.locator(selector).boundingBox();
  return page.raw.mouse.click(x + width / 2, y + height / 2);
}

/** The links of the table, each as "from to score", all of them unfolded. */
async function tableLinks(page) {
  while ((await page.count(".map-table .more")) > 0) await page.click(".map-table .more");
  return page.evaluate(() => {
    const id = (a) => new URLSearchParams(a.getAttribute("href").slice(1)).get("at");
    return [...document.querySelectorAll(".map-table tbody tr")]
      .map((row) => {
        const [from, to] = row.querySelectorAll("td:nth-child(-n + 2) a");
        return `${id(from)} ${id(to)} ${row.querySelector(".number").textContent}`;
      })
      .sort();
  });
}

/** What a button of "Take it away" saves. */
async function taken(page, format) {
  await page.evaluate(() => {
    globalThis.saved = undefined;
    globalThis.plainObjectUrl ??= URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.text().then((text) => (globalThis.saved = text));
      return globalThis.plainObjectUrl.call(URL, blob);
    };
    document.querySelector("details.take").open = true;
  });
  await page.click(`button[data-format="${format}"]`);
  return page.waitForFunction(() => globalThis.saved, null, 20_000);
}

/** From now on keeps what is said to screen readers, when, and how long after the last letter was typed. */
function listen() {
  const SAYS = "[aria-live], [role=status], [role=alert], [role=log]";
  globalThis.said = [];
  let typed = -Infinity;
  addEventListener("input", () => (typed = performance.now()), true);
  const told = (node) => {
    const region = (node.nodeType === 1 ? node : node.parentElement)?.closest(SAYS);
    if (region && region.textContent.trim() !== "") {
      const [last] = globalThis.said.slice(-1);
      const [text, at] = [region.textContent.trim(), performance.now()];
      if (last?.text !== text) globalThis.said.push({ at, quiet: Math.min(at - typed, 1e6), text });
    }
  };
  const watch = new MutationObserver((changes) => changes.forEach(({ target }) => told(target)));
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
}

export default [
  {
    name: "A1 from the top of the page it is at most twelve Tabs into the picture and out of it",
    only: INTERCEPTING,
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      await page.waitFor(".map .node");
      assert.equal(await tabsUntil(page, () => document.activeElement.className === "skip", 1), 1);
      await page.press("Enter");
      assert.equal(await page.evaluate(focusedId), "top");
      const into = await tabsUntil(page, () => document.activeElement.closest("#board") !== null, 12);
      const out = await tabsUntil(page, () => document.activeElement.closest("#board") === null, 2);
      assert.ok(1 + into + out <= 12, `1 + ${into} + ${out}`);
    },
  },
  {
    name: "A1 from any passage the keys go along its links, and through all passages",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      await page.waitFor(".map .node");
      const linked = await page.evaluate(() => {
        // By the names that both have: the table's, which is short, and the node's, which is whole.
        const rows = [...document.querySelectorAll(".map-table tbody tr")];
        const id = (a) => new URLSearchParams(a.getAttribute("href").slice(1)).get("at");
        const ends = rows.map((row) => [...row.querySelectorAll("td:nth-child(-n + 2) a")].map(id));
        const order = [...new Set(ends.flat())];
        return Object.fromEntries(order.map((one) => [one, ends.filter((pair) => pair.includes(one)).length]));
      });
      assert.equal(Math.max(...Object.values(linked)) > 0, true);
      for (const start of [0, 20, PASSAGES - 1]) {
        await standOn(page, `node-${start}`);
        const links = Number((await page.evaluate(focusedName)).match(/(\d+) links?$/)[1]);
        const along = new Set();
        for (let step = 0; step < links; step += 1) {
          await page.press("ArrowRight");
          along.add(await page.evaluate(focusedId));
        }
        assert.equal(along.size, links, `along the links of ${start}`);
        assert.ok(!along.has(`node-${start}`));

        await standOn(page, `node-${start}`);
        const reached = new Set([`node-${start}`]);
        for (const [key, times] of [["PageUp", start], ["PageDown", PASSAGES - 1]]) {
          for (let step = 0; step < times; step += 1) {
            await page.press(key);
            reached.add(await page.evaluate(focusedId));
          }
        }
        assert.equal(reached.size, PASSAGES, `from ${start}`);
      }
      const counted = Object.values(linked).reduce((sum, count) => sum + count, 0);
      assert.equal(counted, 2 * Number(await page.attribute(".tally", "data-links")));
    },
  },
  {
    name: "A1 in every picture, filtered or not, the keys lead from mark to mark and never off them",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      const keys = ["Home", "PageDown", "ArrowRight", "ArrowRight", "End", "PageUp", "ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp", "PageDown", "Home"];
      const isOnMark = () => {
        const on = document.activeElement;
        return on.closest("#board") !== null && on.getAttribute("tabindex") === "0" && on.getBoundingClientRect().width > 0;
      };
      for (const picture of ["map", "map=matrix", "map=timeline", "map=themes"]) {
        for (const filter of ["", "&at=A/CONF.191/L.7:10", "&q=remittances", "&q=remittances&at=A/CONF.191/L.7:1"]) {
          await show(page, `#${picture}${filter}`);
          const isShown = (picture) => document.querySelector(`.pictures [aria-current][href^="#${picture}"]`) !== null;
          await page.waitForFunction(isShown, picture);
          await page.waitFor('#board [tabindex="0"]');
          // The picture has its room once what is open has taken its own.
          await pause(250);
          await page.evaluate(() => document.querySelector('#board [tabindex="0"]').focus());
          for (const key of keys) {
            await page.press(key);
            assert.ok(await page.evaluate(isOnMark), `${key} in #${picture}${filter}`);
          }
        }
      }
    },
  },
  {
    name: "A1 Enter opens, Escape closes what is open and then leaves the picture",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      await page.waitFor(".map .node");
      await standOn(page, "node-3");
      await page.press("Enter");
      await page.waitFor(".panel-body");
      assert.match(await page.evaluate(hash), /^#map&at=A\/CONF\.191\/L\.7:4&/);
      // The picture is drawn anew, in the room that is left.
      await pause(500);
      await page.waitForFunction(() => document.activeElement?.id === "node-3");
      await page.press("Escape");
      await page.waitForFunction(() => document.querySelector(".panel-body") === null);
      await pause(500);
      await page.waitForFunction(() => document.activeElement?.id === "node-3");
      await page.press("Escape");
      assert.equal(await page.evaluate(focusedId), "top");
    },
  },
  {
    name: "A1 no letter is a shortcut, and nothing takes a screen reader's keys away",
    async run({ open, base }) {
      const page = await openReady(open, base);
      for (const [name, address] of Object.entries(VIEWS)) {
        await show(page, address);
        assert.equal(await page.count("[role=application], [accesskey]"), 0, name);
      }
      for (const address of ["#map", "#read=A/CONF.191/L.7&para=5", "#find=remittances"]) {
        await show(page, address);
        await pause(200);
        await page.evaluate(() => (document.querySelector(".node") ?? document.getElementById("top")).focus());
        const before = await page.evaluate(() => location.href + document.querySelector("main").textContent);
        for (const key of "abcdefghijklmnopqrstuvwxyz?/.,;123456789") await page.press(key);
        assert.equal(await page.evaluate(() => location.href + document.querySelector("main").textContent), before);
      }
    },
  },
  {
    name: "A2 the name of each node says what it is, what it is about and how many links it has",
    async run({ open, base }) {
      for (const [language, links] of [["en", /\d+ links?$/], ["ar", /(صلة|صلات|صلتان)/]]) {
        const page = await openReady(open, `${base}${inLanguage("#map", language)}`);
        await page.waitFor(".map .node");
        const names = await page.evaluate(() =>
          [...document.querySelectorAll(".map .node")].map((node) => node.getAttribute("aria-label")),
        );
        assert.equal(new Set(names).size, PASSAGES);
        for (const name of names) {
          assert.match(name, /^\u2068?(A\/CONF\.191\/L\.7, para\. \d|Letter dated 13 April 2006, (annex|letter), )/);
          assert.match(name, links);
          assert.ok(name.length <= 150, `${name.length}: ${name}`);
        }
        const about = names.filter((name) => /: /.test(name));
        assert.ok(about.length >= 30, `${about.length} say what they are about`);
        await page.close();
      }
    },
  },
  {
    name: "A2 whatever can be used has a name, in every view",
    only: ["chromium"],
    async run({ open, base }) {
      const USED = new Set([
        "button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "slider", "spinbutton", "option",
        "listbox", "tab", "menuitem", "switch", "DisclosureTriangle", "Iframe", "toolbar",
      ]);
      for (const language of ["en", "ar"]) {
        const page = await openReady(open, `${base}${inLanguage("", language)}`);
        const session = await page.raw.context().newCDPSession(page.raw);
        for (const [name, address] of Object.entries(VIEWS)) {
          await show(page, inLanguage(address, language));
          const { nodes } = await session.send("Accessibility.getFullAXTree");
          const used = nodes.filter((node) => !node.ignored && USED.has(node.role?.value));
          assert.ok(used.length > 10, `${name}: ${used.length}`);
          const unnamed = used.filter((node) => !(node.name?.value ?? "").trim());
          assert.deepEqual(unnamed.map((node) => `${name}: ${node.role.value} ${node.backendDOMNodeId}`), []);
        }
        await page.close();
      }
    },
  },
  {
    name: "A3 the table of the map has exactly the links that are taken away, at any filter and least score",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      const sizes = new Set();
      for (const narrowed of ["", "&theme=remittances", "&min=0.60", "&document=A/CONF.191/L.7&min=0.40", "&q=migration"]) {
        await show(page, `#map${narrowed}`);
        await page.waitFor(".map-table");
        await page.waitForFunction(
          (narrowed) => decodeURIComponent(location.hash).startsWith(`#map${narrowed}`),
          narrowed,
        );
        const links = JSON.parse(await taken(page, "links-json"));
        const list = Array.isArray(links) ? links : links.links;
        const exported = list.map(({ from, to, score }) => `${from} ${to} ${Number(score).toFixed(2)}`).sort();
        assert.deepEqual(await tableLinks(page), exported, narrowed);
        sizes.add(exported.length);
      }
      assert.ok(sizes.size >= 4, `${[...sizes]}`);
    },
  },
  {
    name: "A4 a sentence before the picture says what it shows, and follows the filters",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      await page.waitFor(".map .node");
      const whole = await page.text(".tally");
      assert.match(whole, /2 documents.*37 passages|37 passages.*2 documents/);
      assert.match(whole, new RegExp(`${await page.attribute(".tally", "data-links")} links`));
      const isBefore = await page.evaluate(() => {
        const [sentence, picture] = [".tally", "#board"].map((selector) => document.querySelector(selector));
        return (sentence.compareDocumentPosition(picture) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      });
      assert.ok(isBefore);
      await page.click('input[name="document"][value="A/CONF.191/L.7"]');
      await page.waitForFunction(() => document.querySelector(".tally").dataset.count === "12");
      const narrowed = await page.text(".tally");
      assert.match(narrowed, /12 passages/);
      assert.match(narrowed, /1 document\b/);
      assert.notEqual(narrowed.split(". ").at(-1), whole.split(". ").at(-1), "the strongest theme");
    },
  },
  {
    name: "A5 what is left is said once after a filter, and nothing while one types",
    async run({ open, base }) {
      for (const address of ["#find=", "#map"]) {
        const page = await openReady(open, `${base}${address}`);
        await page.waitFor(".tally");
        await pause(1000);
        await page.evaluate(listen);
        await page.evaluate(() => document.getElementById("search").focus());
        for (const letter of "remittances") {
          await page.press(letter);
          await pause(60);
        }
        await pause(1500);
        const typed = await page.evaluate(() => globalThis.said);
        assert.match(typed.at(-1).text, /5 passages/);
        assert.ok(typed.every(({ quiet }) => quiet >= 500), JSON.stringify(typed));

        await page.evaluate(() => document.querySelector('input[name="document"][value="A/CONF.191/L.7"]').click());
        await page.evaluate(() => document.querySelector('input[name="theme"][value="remittances"]').click());
        await pause(1500);
        const said = await page.evaluate(() => globalThis.said);
        assert.match(said.at(-1).text, /2 passages/);
        assert.match(await page.text(".tally"), /2 passages/);
        assert.ok(said.every(({ at }, nth) => nth === 0 || at - said[nth - 1].at >= 500), JSON.stringify(said));
        assert.equal(said.length - typed.length, 1, JSON.stringify(said));
        await page.close();
      }
    },
  },
  {
    name: "A6 another view has its title, and the keyboard at its heading",
    async run({ open, base }) {
      const page = await openReady(open, base);
      const titles = new Set([await page.evaluate(() => document.title)]);
      const tabs = await page.count(".site .tabs a");
      for (let nth = 1; nth <= tabs; nth += 1) {
        await page.click(`.site .tabs li:nth-child(${nth}) a`);
        await page.waitForFunction(
          (nth) => document.querySelector(`.site .tabs li:nth-child(${nth}) a`).getAttribute("aria-current") === "page",
          nth,
        );
        await page.waitForFunction(() => document.activeElement.id === "top");
        assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
        titles.add(await page.evaluate(() => document.title));
      }
      assert.equal(titles.size, tabs + 1);
    },
  },
  {
    name: "A6 Back comes back to where one was in the page",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#read=letter-2006-04-13`);
      await page.waitFor(".document");
      for (const [scrolled, away] of [[1234, ".site .tabs li:nth-child(2) a"], [700, ".site .tabs li:nth-child(7) a"]]) {
        await page.evaluate((y) => scrollTo(0, y), scrolled);
        await pressInView(page, away);
        // There, and not on the way: whoever turns back before has the keyboard where it was.
        await page.waitForFunction(() => document.activeElement?.id === "top" && scrollY === 0);
        await page.back();
        await page.waitFor(".document");
        await page.waitForFunction((y) => Math.abs(scrollY - y) < 2 && document.activeElement?.id === "top", scrolled);
        await pause(300);
        assert.ok(Math.abs((await page.evaluate(() => scrollY)) - scrolled) < 2);
        assert.equal(await page.evaluate(focusedId), "top");
      }
    },
  },
  {
    name: "A6 what is closed gives the keyboard back",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=remittances`);
      await page.waitFor(".rows .row");
      await page.click(".row .menu-button");
      await page.waitFor(".row .menu");
      await page.evaluate(() => document.querySelector(".row .menu button").focus());
      await page.press("Escape");
      await page.waitForFunction(() => document.querySelector(".row .menu") === null);
      assert.equal(await page.evaluate(() => document.activeElement.className), "menu-button");

      await show(page, "#find=");
      await page.type("#search", "migra");
      await page.waitFor("#suggestions li");
      await page.press("Escape");
      await page.waitForFunction(() => document.getElementById("suggestions").hidden);
      assert.equal(await page.evaluate(focusedId), "search");

      for (const address of ["#find=remittances", "#map", "#read=A/CONF.191/L.7"]) {
        const at = address.startsWith("#read") ? "&para=10" : "&at=A/CONF.191/L.7:10";
        await show(page, `${address}${at}`);
        await page.waitFor(".panel .close");
        await page.evaluate(() => document.querySelector(".panel .close").focus());
        await page.press("Enter");
        await page.waitForFunction(() => document.querySelector(".panel .close") === null);
        await page.waitForFunction(() => document.activeElement !== document.body);
        const on = await page.evaluate(() => document.activeElement.outerHTML);
        assert.match(on, /10/, address);
      }
    },
  },
  {
    name: "A6 a filter that is taken away leaves the keyboard at the next one, and the last at the heading",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=&theme=remittances,refugees&year=2001`);
      const chips = () => document.querySelectorAll(".chips a.chip:not(.quiet)").length;
      await page.waitForFunction(() => document.querySelectorAll(".chips a.chip:not(.quiet)").length === 3);
      await page.evaluate(() => document.getElementById("chosen-2").focus());
      for (const [left, on] of [[2, "chosen-1"], [1, "chosen-0"], [0, "top"]]) {
        await page.press("Enter");
        await page.waitForFunction((left) => document.querySelectorAll(".chips a.chip:not(.quiet)").length === left, left);
        await page.waitForFunction((id) => document.activeElement.id === id, on);
      }
      assert.equal(await page.evaluate(chips), 0);

      await show(page, "#find=&theme=remittances,refugees");
      await page.waitFor(".chips a.quiet");
      await page.evaluate(() => document.querySelector(".chips a.quiet").focus());
      await page.press("Enter");
      await page.waitForFunction(() => document.activeElement.id === "top");
      assert.equal(await page.evaluate(() => location.hash.includes("theme")), false);
    },
  },
  {
    name: "A6 the keyboard goes along to what is opened and to the other passage, and Escape takes it back",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=remittances`);
      for (const [address, opener] of [["#find=remittances", ".rows .row h2 a"], ["#read=A/CONF.191/L.7", ".paragraph .label"]]) {
        await show(page, address);
        await page.waitFor(opener);
        const id = await page.evaluate((opener) => {
          const link = document.querySelector(opener);
          link.focus();
          return link.id;
        }, opener);
        await page.press("Enter");
        await page.waitForFunction(() => document.activeElement.id === "passage");
        // A link that is followed is gone with its list.
        await page.evaluate(() => document.querySelector(".panel .link-card").focus());
        await page.press("Enter");
        await page.waitFor(".panel .partner");
        await page.waitForFunction(() => document.activeElement.id === "passage");
        await page.press("Escape");
        await page.waitForFunction(() => document.querySelector(".panel.has-passage") === null);
        await page.waitForFunction((id) => document.activeElement.id === id, id);
      }
      // On the map it stays where it walks; it goes along when it is asked again, and what is open is said.
      await show(page, "#map");
      await page.waitFor("#board");
      await page.evaluate(() => document.querySelector("#board .node[tabindex='0'], #board[tabindex='0']").focus());
      await page.press("Enter");
      await page.waitFor(".panel.has-passage");
      const place = await page.text("#passage");
      const said = (place) => [...document.querySelectorAll("[role=status]")].some((region) => region.innerText.startsWith(`${place},`));
      await page.waitForFunction(said, place);
      assert.notEqual(await page.evaluate(focusedId), "passage");
      // What filters leave is said while something is open, too.
      await page.evaluate(() => { location.hash += "&theme=remittances"; });
      await page.waitForFunction(() => [...document.querySelectorAll("[role=status]")].some((region) => region.innerText.includes("5 passages")));
      await page.evaluate(() => document.querySelector("#board .node[tabindex='0'], #board[tabindex='0']").focus());
      await page.press("Enter");
      await page.waitForFunction(() => document.activeElement.id === "passage");
    },
  },
  {
    name: "A11 the page has the language and the direction that it speaks, a text its own",
    async run({ open, base }) {
      const page = await openReady(open, base);
      for (const language of ["en", "ar", "zh", "fr", "ru", "es"]) {
        await show(page, inLanguage("#read=letter-2006-04-13", language));
        await page.waitForFunction((language) => document.documentElement.lang === language, language);
        const dir = language === "ar" ? "rtl" : "ltr";
        assert.equal(await page.evaluate(() => document.documentElement.dir), dir);
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), dir);
        const texts = await page.evaluate(() =>
          [...document.querySelectorAll(".document .paragraph .text p:not(.editor-note)")].map((p) => [
            p.closest("[lang]").lang,
            getComputedStyle(p).direction,
          ]),
        );
        assert.ok(texts.length >= 25 && texts.every(([lang, dir]) => lang === "en" && dir === "ltr"), language);
        const french = await page.texts('.document [lang="fr"]:not(.editor-note)');
        assert.ok(french.length > 0 && french.some((words) => /Forum|Organisations|Migrations/i.test(words)), `${french}`);
        const names = await page.evaluate(() => [...document.querySelectorAll(".languages a")].map((a) => a.lang).sort());
        assert.deepEqual(names, ["ar", "en", "es", "fr", "ru", "zh"]);
      }
    },
  },
  {
    name: "A11 from right to left the picture is the mirror image, and so are its arrow keys",
    async run({ open, base }) {
      const seen = {};
      for (const language of ["en", "ar"]) {
        const page = await openReady(open, `${base}${inLanguage("#map", language)}`);
        await page.waitFor(".map .node");
        await page.waitForFunction(() => document.getElementById("board").getAttribute("viewBox") !== "0 0 900 620");
        await pause(300);
        const places = await page.evaluate(() => {
          const board = document.getElementById("board").getBoundingClientRect();
          return [...document.querySelectorAll(".map .node")].map((node) => {
            const { left, right, top, bottom } = node.querySelector(".shape").getBoundingClientRect();
            return [node.id, (left + right) / 2 - board.left, (top + bottom) / 2 - board.top, board.width];
          });
        });
        await standOn(page, "node-0");
        await page.press(language === "ar" ? "ArrowLeft" : "ArrowRight");
        const strongest = await page.evaluate(focusedId);
        assert.notEqual(strongest, "node-0");
        seen[language] = { places: new Map(places.map(([id, ...place]) => [id, place])), strongest };
        await page.close();
      }
      assert.equal(seen.ar.strongest, seen.en.strongest);
      assert.equal(seen.en.places.size, PASSAGES);
      for (const [id, [x, y, width]] of seen.en.places) {
        const [mirrored, same] = seen.ar.places.get(id);
        assert.ok(Math.abs(width - x - mirrored) <= 1 && Math.abs(y - same) <= 1, `${id}: ${x} of ${width}, ${mirrored}`);
      }
    },
  },
];
