// What visitors do, from opening the page to handing its address on.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";
import { show } from "./views.mjs";

const find = (query) => `#find=${query}`;
const hash = () => decodeURIComponent(location.hash);
const focused = () => document.activeElement?.getAttribute("aria-label") ?? "";

/** Waits until the number of rows, the count that is shown and the map's count all say so. */
async function waitForRows(page, rows) {
  await page.waitForFunction(
    (wanted) =>
      document.querySelectorAll(".rows > .row").length === wanted &&
      document.querySelector(".tally")?.dataset.count === String(wanted),
    rows,
  );
}

export default [
  {
    name: "open, search, filter, open a passage, follow a link, see its reasons, back, reload, hand on the address",
    async run({ open, base }) {
      const page = await openReady(open, base);
      assert.equal(await page.count(".thread-picture .passage-bar"), 37);

      await page.type("#search", "remittances");
      await page.press("Enter");
      await waitForRows(page, 5);
      assert.match(await page.text(".tally"), /^5 passages for “remittances”$/);
      assert.ok((await page.texts(".rows mark.found")).every((word) => /^remittances?$/i.test(word)));

      await page.click('input[name="document"][value="A/CONF.191/L.7"]');
      await waitForRows(page, 2);
      assert.match(await page.evaluate(hash), /^#find=remittances&document=A\/CONF\.191\/L\.7&corpus=/);

      await page.click('.row[data-passage="A/CONF.191/L.7:10"] h2 a');
      await page.waitFor('.panel-body[data-passage="A/CONF.191/L.7:10"]');
      const links = await page.count(".panel .links li");
      assert.ok(links >= 3, `${links} links`);

      await page.click(".panel .links li:first-child a");
      await page.waitFor(".partner mark.lit");
      const shares = await page.texts(".reason .share");
      const [total] = shares.map((share) => Number(share.split(" of ")[1]));
      const sum = shares.reduce((sum, share) => sum + Number(share.split(" of ")[0]), 0);
      assert.ok(Math.abs(sum - total) < 0.005 * shares.length + 0.001, `${sum} is not ${total}`);
      const linked = await page.evaluate(hash);
      assert.match(linked, /&at=A\/CONF\.191\/L\.7:10&with=letter-2006-04-13:annex\./);

      await page.back();
      await page.waitFor(".panel .links");
      await page.forward();
      await page.waitFor(".partner mark.lit");
      await page.reload();
      await page.waitFor(".partner mark.lit");
      assert.equal(await page.evaluate(hash), linked);
      await waitForRows(page, 2);

      const second = await openReady(open, await page.url());
      await second.waitFor(".partner mark.lit");
      assert.deepEqual(await second.texts(".rows h2"), await page.texts(".rows h2"));
      assert.deepEqual(await second.texts(".reason"), await page.texts(".reason"));
      await second.close();
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "home: a thread that is pressed opens the link that it is",
    async run({ open, base }) {
      const page = await openReady(open, base, { width: 1280, height: 900 });
      for (const language of ["en", "ar"]) {
        await page.goto(`${base}#lang=${language}`);
        await page.waitFor(`html[lang="${language}"] .thread-picture .thread`);
        const touch = (name) => page.evaluate((name) => {
          const thread = document.querySelector(".thread-picture .thread");
          // Beside it rather than on it: a fingertip is no needle.
          const { x, y } = thread.getPointAtLength(thread.getTotalLength() / 4);
          const picture = document.querySelector(".thread-picture");
          const [box, room] = [picture.viewBox.baseVal, picture.getBoundingClientRect()];
          const [across, down] = [x / box.width, (y + 1) / box.height];
          // From right to left it is the mirror image, which not every engine's matrices know.
          const along = document.documentElement.dir === "rtl" ? 1 - across : across;
          const place = { clientX: room.left + along * room.width, clientY: room.top + down * room.height, bubbles: true };
          picture.dispatchEvent(name === "click" ? new MouseEvent(name, place) : new PointerEvent(name, place));
        }, name);
        await touch("pointermove");
        await page.waitForFunction(() => document.querySelectorAll(".thread-picture .thread.lit").length === 1);
        const name = await page.evaluate(() => document.querySelector(".thread-picture > title").textContent);
        await touch("click");
        await page.waitFor(".panel .partner");
        const [here, there] = [await page.text("#passage"), await page.text(".partner h3")];
        assert.equal(name, `${here} – ${there}`);
        await page.waitFor("mark.lit");
      }
    },
  },
  {
    name: "read: a paragraph's address opens it, a stub in the margin lights the link in both passages",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#read=A/CONF.191/L.7&para=5`);
      assert.equal(await page.count(".document .paragraph"), 12);
      await page.waitFor('.paragraph.open[data-passage="A/CONF.191/L.7:5"]');
      // It comes into view in the frame after it has its place.
      await page.waitForFunction(() => {
        const { top, bottom } = document.querySelector(".paragraph.open").getBoundingClientRect();
        return top < innerHeight && bottom > 0;
      });
      await page.click('.paragraph.open .stub[aria-label*="annex, para. (l)"]');
      await page.waitFor(".partner mark.lit");
      const lit = [...(await page.texts(".paragraph.open mark.lit")), ...(await page.texts(".partner mark.lit"))];
      for (const words of ["co-development", "France's policy", "French Government"]) {
        assert.ok(lit.includes(words), `${words} in ${lit}`);
      }
      await page.waitForFunction(() => document.querySelectorAll(".thread-overlay path").length > 0);
      assert.match(await page.evaluate(() => document.title), /^A\/CONF\.191\/L\.7, para\. 5 · /);
    },
  },
  {
    name: "read: a stub that is pointed at, or reached by the keyboard, lights the link in both documents, and goes out again",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#read=A/CONF.191/L.7&para=5&beside=letter-2006-04-13`, { width: 1600, height: 1000 });
      const stub = '#p-5 .stub[aria-label*="annex, para. (l)"]';
      await page.waitFor(stub);
      const before = await page.url();
      const lit = () => page.evaluate(() => {
        const words = (of) => [...document.querySelectorAll(`${of} mark.lit`)].map((mark) => mark.textContent);
        return { here: words("#p-5"), there: words("[id='b-annex.l']"), elsewhere: words("#app").length };
      });
      const dark = { here: [], there: [], elsewhere: 0 };
      assert.deepEqual(await lit(), dark);
      const tell = (selector, name) => page.evaluate(([selector, name]) => {
        const stub = document.querySelector(selector);
        if (name === "focus") stub.focus({ preventScroll: true });
        else if (name === "blur") stub.blur();
        else stub.dispatchEvent(new PointerEvent(name, { pointerType: "mouse" }));
      }, [selector, name]);
      for (const [come, go] of [["pointermove", "pointerleave"], ["focus", "blur"]]) {
        await tell(stub, come);
        await page.waitForFunction(() => document.querySelectorAll("mark.lit").length > 0);
        const { here, there, elsewhere } = await lit();
        assert.ok(here.includes("co-development") && there.includes("co-development"), `${come}: ${here} ${there}`);
        assert.equal(elsewhere, here.length + there.length, "no other passage shows anything");
        assert.equal(await page.url(), before, "nothing is opened");
        await tell(stub, go);
        await page.waitForFunction(() => document.querySelectorAll("mark.lit").length === 0);
        assert.deepEqual(await lit(), dark);
      }
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "read: a passage found is in view when it is read in its document",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=remittances&at=letter-2006-04-13:annex.o`);
      await page.click(".panel-body .button");
      await page.waitFor('.paragraph.open[data-passage="letter-2006-04-13:annex.o"]');
      await page.waitForFunction(() => {
        const { top, bottom } = document.querySelector(".paragraph.open").getBoundingClientRect();
        return scrollY > 0 && top < innerHeight && bottom > 0;
      });
      assert.equal(await page.evaluate(() => document.activeElement.id), "top");
    },
  },
  {
    name: "read: clean text has no stray bold, the text as received has every line",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#read=letter-2006-04-13&para=annex.m`);
      assert.match(await page.text(".paragraph.open"), /Respect for the human rights of migrants/);
      await page.click(".switch a:last-child");
      await page.waitFor(".received table");
      assert.match(await page.text(".received"), /Respect for the \*\*human\*\* rights of migrants/);
      assert.equal(await page.count(".received tbody tr"), 97);
    },
  },
  {
    name: "find: a symbol in any spelling opens the document, a citation its paragraph",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find`);
      await page.type("#search", "a/conf 191 l7");
      await page.waitFor(".destination");
      await page.click(".destination");
      await page.waitFor(".document");
      assert.equal(await page.evaluate(hash), "#read=A/CONF.191/L.7");
      await page.goto(`${base}#find=${encodeURIComponent("(A/CONF.191/L.7, para. 4)")}`);
      await page.click(".destination");
      await page.waitFor('.paragraph.open[data-passage="A/CONF.191/L.7:4"]');
    },
  },
  {
    name: "find: nothing found says what to do, and one step undoes it",
    async run({ open, base }) {
      const page = await openReady(open, `${base}${find("zebra")}`);
      await page.waitFor(".nothing");
      await page.click(".nothing a");
      await waitForRows(page, 37);
    },
  },
  {
    name: "find: the number shown, the rows listed and the sums of document and section agree at every filter",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find`);
      await waitForRows(page, 37);
      // A long list is set when it is unfolded.
      await page.click('[data-facet="section"] > summary');
      await page.waitFor("[data-facet=section] li .count");
      const sums = () => {
        const sum = (kind) =>
          [...document.querySelectorAll(`[data-facet=${kind}] li:not([hidden]) .count`)].reduce(
            (sum, count) => sum + Number(count.textContent),
            0,
          );
        return [document.querySelectorAll(".rows > .row").length, sum("document"), sum("section")];
      };
      for (const theme of ["remittances", "refugees", "loss-of-skills"]) {
        await page.click(`input[name="theme"][value="${theme}"]`);
        await page.waitForFunction((value) => location.hash.includes(value), theme);
        const count = Number(await page.attribute(".tally", "data-count"));
        await waitForRows(page, count);
        assert.deepEqual(await page.evaluate(sums), [count, count, count], theme);
      }
    },
  },
  {
    name: "map: the keyboard enters once, walks links, reaches every passage and opens one",
    async run({ open, base, engine }) {
      const page = await openReady(open, `${base}#map`);
      await page.waitFor(".map .node");
      assert.equal(await page.count('.map .node[tabindex="0"]'), 1);
      assert.equal(await page.count(".map-table tbody tr"), Number(await page.attribute(".tally", "data-links")));
      await page.evaluate(() => document.querySelector('.map .node[tabindex="0"]').focus());
      const names = new Set([await page.evaluate(focused)]);
      await page.press("Home");
      for (let step = 0; step < 37; step += 1) {
        names.add(await page.evaluate(focused));
        await page.press("PageDown");
      }
      assert.equal(names.size, 37, `${engine.name} reached ${names.size}`);
      assert.ok([...names].every((name) => /para|subparagraph|paragraph/.test(name) && /\d+ links?$/.test(name)));
      await page.press("Home");
      const first = await page.evaluate(focused);
      await page.press("ArrowRight");
      assert.notEqual(await page.evaluate(focused), first, "the strongest link");
      const name = await page.evaluate(focused);
      await page.press("Enter");
      await page.waitFor(".panel-body");
      const opened = await page.text("#passage");
      assert.ok(name.includes(opened.split(", ").slice(1).join(", ")), `${name} opened ${opened}`);
      assert.match(await page.evaluate(hash), /^#map&at=/);
    },
  },
  {
    name: "map: a mark that is pressed opens, and each says how much it stands for",
    // WebKitGTK's driver presses no element of a picture.
    only: ["chromium", "firefox"],
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      await page.waitFor(".map .node");
      const name = await page.attribute(".map .node", "aria-label");
      await page.click(".map .node");
      await page.waitFor(".panel-body");
      const place = (await page.text("#passage")).split(", ").slice(1).join(", ");
      assert.ok(name.includes(place), `${name} opened ${place}`);
      // A cell of the matrix is a link.
      await page.goto(`${base}#map=matrix`);
      await page.waitForFunction(() => {
        const link = [...document.querySelectorAll(".map .node")].find((node) => / share: /.test(node.getAttribute("aria-label")));
        link?.setAttribute("data-link", "");
        return link !== undefined;
      });
      await page.click(".map .node[data-link]");
      await page.waitForFunction(() => /&with=/.test(location.hash));
      await page.goto(`${base}#map=timeline`);
      await page.waitForFunction(() => document.querySelector(".map .node")?.getAttribute("aria-label") === "Brussels 2001, 12 passages");
    },
  },
  {
    name: "map: the same filter leaves the same passages and links in picture, table and count",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map&theme=remittances`);
      await page.waitForFunction(() => document.querySelector(".tally")?.dataset.count === "5");
      assert.equal(await page.count(".map .node:not(.dimmed)"), 5);
      const links = Number(await page.attribute(".tally", "data-links"));
      assert.equal(await page.count(".map-table tbody tr"), links);
      assert.equal(await page.count(".map .thread"), links);
    },
  },
  {
    name: "map: the picture draws the strongest links of each passage, and all of the one that is opened",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      await page.waitFor(".map .thread");
      const drawn = await page.count(".map .thread");
      assert.ok(drawn <= 3 * 37 && drawn < Number(await page.attribute(".tally", "data-links")), `${drawn} drawn`);
      await page.goto(`${base}#map&at=letter-2006-04-13:annex.k`);
      await page.waitFor(".panel-body .link-card");
      const links = await page.count(".panel-body .link-card");
      await page.waitForFunction((n) => document.querySelectorAll(".map .thread.lit").length === n, links);
    },
  },
  {
    name: "find: what is being typed is suggested, the arrow keys take it, and a value can be left out",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=`);
      await page.type("#search", "remi");
      await page.waitFor("#suggestions li");
      assert.equal(await page.attribute("#search", "aria-expanded"), "true");
      assert.ok((await page.texts("#suggestions .suggestion-name")).includes("Remittances"));
      await page.press("ArrowDown");
      assert.equal(await page.attribute("#search", "aria-activedescendant"), "suggestion-1");
      await page.press("Enter");
      await waitForRows(page, 5);
      assert.match(await page.evaluate(hash), /^#find=&theme=remittances&/);
      assert.equal(await page.count("#suggestions li"), 0);

      await page.goto(`${base}#find=`);
      await waitForRows(page, 37);
      await page.evaluate(() => document.querySelector('.facet[data-facet="document"] li:first-child .exclude').focus());
      await page.press("Enter");
      await waitForRows(page, 25);
      assert.match(await page.evaluate(hash), /^#find=&document=!A\/CONF\.191\/L\.7&/);
      assert.match(await page.text(".chips .chip"), /^without Brussels 2001\s×\s*$/);
      await page.click(".chips .chip");
      await waitForRows(page, 37);

      await page.goto(`${base}#find=&year=2001`);
      await waitForRows(page, 12);
      await page.evaluate(() => document.querySelector('[data-facet="year"]').setAttribute("open", ""));
      await page.waitFor(".histogram .bar");
      assert.equal(await page.count(".histogram .bar"), 2);
      assert.equal(await page.count(".histogram .bar.wanted"), 1);
      assert.equal(await page.evaluate(() => document.querySelector("#year-from").value), "2001");
    },
  },
  {
    name: "find: what each word found adds to the score is shown, and adds up",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=remittances+mali+OR+france`);
      await page.waitFor(".why-found");
      for (const words of await page.texts(".why-found")) {
        const [score, ...parts] = [...words.matchAll(/(?:Score|=) (\d+\.\d\d)/g)].map(([, figure]) => Number(figure));
        const sum = parts.reduce((sum, part) => sum + part, 0);
        assert.ok(parts.length > 0 && Math.abs(sum - score) <= 0.005 * (parts.length + 1), words);
      }
    },
  },
  {
    name: "map: its pictures, the least score, the neighbourhood and the chain are ways of the same selection",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      for (const [nth, picture] of [[2, "themes"], [3, "matrix"], [4, "timeline"]]) {
        await page.click(`.pictures li:nth-child(${nth}) a`);
        await page.waitForFunction((wanted) => location.hash.startsWith(`#map=${wanted}`), picture);
        await page.waitFor(".map .node");
        assert.equal(await page.attribute(".tally", "data-count"), "37");
      }
      await page.click(".pictures li:nth-child(5) a");
      await page.waitFor(".thread-picture .passage-bar");

      const all = Number(await page.attribute(".tally", "data-links"));
      await page.goto(`${base}#map&min=0.60`);
      await page.waitForFunction((all) => Number(document.querySelector(".tally")?.dataset.links) < all, all);
      const strong = Number(await page.attribute(".tally", "data-links"));
      assert.equal(await page.count(".map-table tbody tr"), strong);
      assert.ok((await page.texts(".map-table tbody .number")).every((score) => Number(score) >= 0.6));

      await page.goto(`${base}#map&at=A/CONF.191/L.7:5&around=1`);
      await page.waitFor(".panel-body .link-card");
      const near = (await page.count(".panel-body .link-card")) + 1;
      await page.waitForFunction((near) => document.querySelector(".tally")?.dataset.count === String(near), near);

      await page.goto(`${base}#map&at=A/CONF.191/L.7:3&with=letter-2006-04-13:annex.t`);
      await page.waitFor(".chain .link-card");
      const steps = await page.texts(".chain .link-place");
      assert.match(steps[0], /^Brussels 2001, para\. 3 – /);
      assert.match(steps.at(-1), / – Brussels 2006, annex, para\. \(t\)$/);
    },
  },
  {
    name: "map: nearer, further and drawing around passages, by pointer",
    only: ["chromium", "firefox"],
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map`);
      await page.waitFor(".map .node");
      const radius = () => page.evaluate(() => Number(document.querySelector(".map .node circle").getAttribute("r")));
      const whole = await radius();
      await page.click(".map-controls button:nth-child(1)");
      await page.waitForFunction((r) => Number(document.querySelector(".map .node circle").getAttribute("r")) > r, whole);
      await page.click(".map-controls button:nth-child(3)");
      await page.waitForFunction((r) => Number(document.querySelector(".map .node circle").getAttribute("r")) === r, whole);

      await page.click(".map-controls button:nth-child(4)");
      const { x, y, width, height } = await page.raw.locator("#board").boundingBox();
      const corners = [[0.01, 0.01], [0.99, 0.01], [0.99, 0.6], [0.01, 0.6], [0.01, 0.01]];
      const [first, ...others] = corners.map(([right, down]) => [x + right * width, y + down * height]);
      await page.raw.mouse.move(...first);
      await page.raw.mouse.down();
      for (const corner of others) await page.raw.mouse.move(...corner, { steps: 4 });
      await page.raw.mouse.up();
      await page.waitFor(".map-caught li");
      const caught = await page.count(".map-caught li");
      assert.ok(caught > 5 && caught < 37, `${caught} caught`);
    },
  },
  {
    name: "link: two passages side by side, threads from words to words, the sum worked out, a report to take away",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#read=A/CONF.191/L.7&para=5&with=letter-2006-04-13:annex.l`);
      await page.waitFor('.actions a[href^="#link="]');
      await page.click('.actions a[href^="#link="]');
      await page.waitFor(".link-side.end-to mark.lit");
      assert.equal(await page.evaluate(hash), "#link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l");
      await page.waitForFunction(() => document.activeElement.id === "top");
      await page.waitForFunction(() => document.querySelectorAll(".thread-overlay path").length > 1);
      const shares = (await page.texts(".reason .share")).map((words) => Number(words.match(/[\d.]+/)[0]));
      const score = Number((await page.text(".verdict")).match(/0\.\d+/)[0]);
      assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - score) < 0.03, `${shares} make ${score}`);
      await page.click(".worked summary");
      await page.waitFor(".worked tbody tr");
      assert.equal(await page.count(".worked tbody tr"), shares.length);
      await page.click(".report summary");
      await page.click(".report button");
      await page.waitForFunction(() => {
        const area = document.querySelector("#report");
        return area.selectionEnd - area.selectionStart === area.value.length && area.value.includes("annex.l");
      });
      assert.match(await page.attribute(".report a", "href"), /^data:text\/plain/);
      await page.back();
      await page.waitFor(".partner mark.lit");
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "link: any two passages are held against each other, and why they are not linked is said",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#link=`);
      for (const typed of ["no such thing", "A/CONF.191/L.7, para. 5", "letter-2006-04-13:annex.t"]) {
        await page.evaluate(() => {
          const field = document.querySelector("#other");
          field.value = "";
          field.dispatchEvent(new Event("input"));
        });
        await page.type("#other", typed);
        // Enter belongs to the list of suggestions first, in some browsers.
        await page.click(".link-chooser button");
        if (typed.startsWith("no")) {
          await page.waitForFunction(() => /no such thing/.test(document.querySelector("#other-problem").textContent));
        } else {
          await page.waitFor(typed.includes("annex") ? ".verdict" : ".link-side");
        }
      }
      assert.equal(await page.evaluate(hash), "#link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.t");
      assert.match(await page.text(".verdict"), /^They are not linked/);
    },
  },
  {
    name: "frameworks: an objective leads to its passages, and silence is said",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#frameworks`);
      await page.waitFor("td.silent");
      assert.match(await page.text("td.silent"), /^not addressed in Brussels \d{4}$/);
      const count = parseInt(await page.text('a[href*="objective=gcm-20"]'), 10);
      await page.click('a[href*="objective=gcm-20"]');
      await waitForRows(page, count);
      assert.match(await page.evaluate(hash), /objective=gcm-20/);
    },
  },
  {
    name: "about: the method and its measured accuracy are there",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#about`);
      await page.waitFor("#accuracy tbody tr");
      const figures = (await page.texts("#accuracy tbody .number")).map(Number);
      assert.ok(figures.length === 12 && figures.every((figure) => figure > 0 && figure <= 1), `${figures}`);
      assert.ok((await page.count("#themes tbody tr")) >= 30);
    },
  },
  {
    name: "French: the wording, the language of the page, and what stays in English says so",
    async run({ open, base }) {
      const page = await openReady(open, base);
      await page.click('.languages a[lang="fr"]');
      await page.waitForFunction(() => document.documentElement.lang === "fr");
      assert.match(await page.text("h1"), /Deux documents des Nations Unies/);
      assert.match(await page.text(".document-card"), /en anglais/);
      await page.goto(`${base}#find=remittances&lang=fr`);
      await waitForRows(page, 5);
      assert.match(await page.text(".tally"), /^5 passages pour «\s?remittances\s?»$/);
      assert.equal(await page.attribute(".row .snippet", "lang"), "en");
    },
  },
  {
    name: "at 320 pixels nothing scrolls sideways and nothing is lost",
    async run({ open, base }) {
      const page = await openReady(open, base, { width: 320, height: 640 });
      const addresses = [
        "#",
        "#read=A/CONF.191/L.7&para=5&with=letter-2006-04-13:annex.l",
        "#read=letter-2006-04-13&text=received",
        "#find=remittances&at=letter-2006-04-13:annex.o",
        "#map&at=letter-2006-04-13:annex.l",
      ];
      for (const address of addresses) {
        await show(page, address);
        const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= window, `${address} is ${wide} wide in ${window}`);
      }
    },
  },
  {
    name: "between a phone and a desk, what is listed or drawn takes the room",
    async run({ open, base }) {
      const page = await openReady(open, base, { width: 1000, height: 700 });
      for (const address of ["#find=", "#map"]) {
        await page.goto(`${base}${address}`);
        await page.waitFor(".middle h1");
        const share = await page.evaluate(() => document.querySelector(".middle").getBoundingClientRect().width / innerWidth);
        assert.ok(share > 0.8, `${address}: ${share}`);
      }
    },
  },
  {
    name: "the keyboard: skip link, tabs and search field come first, and focus can be seen",
    async run({ open, base, engine }) {
      const page = await openReady(open, `${base}#find=remittances`);
      await page.waitFor(".rows .row");
      if (engine.name === "webkit") await page.evaluate(() => document.querySelector(".skip").focus());
      else await page.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
      await page.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "top");
      assert.match(await page.evaluate(hash), /^#find=remittances/);
    },
  },
];
