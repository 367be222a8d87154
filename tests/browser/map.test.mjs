// The hand on the map: the wheel, fingers and lost presses, drawing around marks in every picture, and a chain.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";

const PATIENCE_MILLIS = 30_000;

const goTo = (page, hash) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, hash);

/** What a pointer does on the board, at shares of its width and height: [name, right, down, what else the event says]. */
function hand(steps) {
  const board = document.getElementById("board");
  const { left, top, width, height } = board.getBoundingClientRect();
  for (const [name, right, down, more] of steps) {
    const place = { clientX: left + right * width, clientY: top + down * height };
    const plain = { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, button: 0, buttons: name === "pointerup" ? 0 : 1 };
    const Kind = name === "wheel" ? WheelEvent : PointerEvent;
    board.dispatchEvent(new Kind(name, { ...plain, ...place, ...more }));
  }
}

/** Where the two marks that stood nearest to the middle of a small map are, in pixels of the window; once it is at rest. */
async function places(page) {
  await page.evaluate(() => {
    globalThis.atRest = false;
    requestAnimationFrame(() => requestAnimationFrame(() => (globalThis.atRest = true)));
  });
  await page.waitForFunction(() => globalThis.atRest);
  return page.evaluate(() => {
    const middle = (element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    };
    const [x, y] = middle(document.getElementById("board"));
    const far = (node) => Math.hypot(middle(node)[0] - x, middle(node)[1] - y);
    const nodes = [...document.querySelectorAll(".map .node")].sort((a, b) => far(a) - far(b));
    globalThis.pair ??= nodes.slice(0, 2).map((node) => node.id);
    return globalThis.pair.map((id) => middle(document.getElementById(id)));
  });
}

const apart = ([[ax, ay], [bx, by]]) => Math.hypot(ax - bx, ay - by);

async function openMap(open, base) {
  const page = await openReady(open, `${base}#map`);
  await page.waitFor(".map .node");
  return page;
}

const AROUND = [
  ["pointerdown", 0.001, 0.001],
  ["pointermove", 0.999, 0.001],
  ["pointermove", 0.999, 0.999],
  ["pointermove", 0.001, 0.999],
  ["pointerup", 0.001, 0.001],
];

const tests = [
  {
    name: "two fingers on a trackpad bring it as near as they go apart, a notch of the wheel a step, and sideways nothing",
    async run({ open, base }) {
      const page = await openMap(open, base);
      const before = apart(await places(page));
      const turns = (count, deltaY, more = {}) =>
        page.evaluate(hand, Array.from({ length: count }, () => ["wheel", 0.5, 0.5, { deltaY, ctrlKey: true, ...more }]));
      // Thirty small spreadings, each by a hundredth: a third nearer in all.
      await turns(30, -1);
      const spread = apart(await places(page)) / before;
      assert.ok(spread > 1.25 && spread < 1.45, `${spread} times as far apart`);
      await turns(30, 1);
      assert.ok(Math.abs(apart(await places(page)) / before - 1) < 0.02);
      await turns(3, 0, { deltaX: 40 });
      assert.ok(Math.abs(apart(await places(page)) / before - 1) < 0.02);
      await turns(1, -120);
      const notch = apart(await places(page)) / before;
      assert.ok(notch > 1.1 && notch < 1.3, `${notch}`);
      // Without a key the page scrolls, and the picture stays.
      await turns(1, -120, { ctrlKey: false });
      assert.ok(Math.abs(apart(await places(page)) / before - notch) < 0.02);
    },
  },
  {
    name: "a press whose end nobody told of neither pinches with the next one nor drags without one",
    async run({ open, base }) {
      const page = await openMap(open, base);
      await page.evaluate(hand, [["wheel", 0.5, 0.5, { deltaY: -20, ctrlKey: true }]]);
      const [first] = await places(page);
      const far = await places(page).then(apart);
      await page.evaluate(hand, [
        ["pointerdown", 0.4, 0.4, { pointerId: 7 }],
        ["pointerdown", 0.5, 0.5, { pointerId: 8 }],
        ["pointermove", 0.55, 0.5, { pointerId: 8 }],
      ]);
      const moved = await places(page);
      const width = await page.evaluate(() => document.getElementById("board").getBoundingClientRect().width);
      assert.ok(Math.abs(moved[0][0] - first[0] - 0.05 * width) < 2, `${moved[0][0] - first[0]} of ${0.05 * width}`);
      assert.ok(Math.abs(apart(moved) - far) < 1);
      await page.evaluate(hand, [["pointermove", 0.8, 0.5, { pointerId: 8, buttons: 0 }]]);
      assert.ok(Math.abs((await places(page))[0][0] - moved[0][0]) < 1);
      // Two fingers do pinch.
      await page.evaluate(hand, [
        ["pointerdown", 0.4, 0.5, { pointerId: 10 }],
        ["pointerdown", 0.6, 0.5, { pointerId: 11, isPrimary: false }],
        ["pointermove", 0.7, 0.5, { pointerId: 11, isPrimary: false }],
        ["pointerup", 0.7, 0.5, { pointerId: 11, isPrimary: false }],
        ["pointerup", 0.4, 0.5, { pointerId: 10 }],
      ]);
      assert.ok(Math.abs(apart(await places(page)) / far - 1.5) < 0.03);
    },
  },
  {
    name: "what is drawn around is caught in every picture that has passages, and nothing caught is said too",
    async run({ open, base }) {
      const page = await openMap(open, base);
      const all = Number(await page.attribute(".tally", "data-count"));
      const draw = async (steps) => {
        await page.evaluate(hand, steps);
        await page.waitFor(".map-caught");
        return Number((await page.text('.map-caught [role="status"]')).match(/\d+/)[0]);
      };
      await page.click("#control-3");
      assert.equal(await draw(AROUND), all);
      for (const picture of ["themes", "matrix", "timeline"]) {
        await goTo(page, `#map=${picture}`);
        await page.waitFor(`.pictures a[aria-current][href*="map=${picture}"]`);
        await page.waitFor(".map .node");
        const caught = await draw(AROUND);
        assert.ok(caught === all || (picture === "matrix" && caught > all / 2), `${caught} in ${picture}`);
      }
      assert.equal(await draw([["pointerdown", 0.5, 0.001], ["pointermove", 0.501, 0.001], ["pointermove", 0.501, 0.002], ["pointerup", 0.5, 0.002]]), 0);
      assert.equal(await page.count(".map-caught li"), 0);
      await goTo(page, "#map=threads");
      await page.waitFor(".thread-picture .passage-bar");
      assert.equal(await page.evaluate(() => document.getElementById("control-3").checkVisibility()), false);
    },
  },
  {
    name: "a large collection is drawn around too, circle by circle, and what is caught is listed to its end",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#add`);
      const note = Array.from({ length: 420 }, (_, nth) => `${nth + 1}. Of ${nth % 2 ? "zzyzzyvas" : "quokkas"} ${nth + 1}.`);
      await page.evaluate((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "note.txt"));
        document.querySelector("main h1").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      }, `A NOTE\n\n${note.join("\n\n")}\n`);
      await page.waitForFunction(() => document.querySelector(".own-document .ways") !== null, null, PATIENCE_MILLIS);
      await goTo(page, "#map");
      await page.waitFor("canvas#board");
      await page.waitForFunction(() => Number(document.querySelector(".tally")?.dataset.count) > 420, null, PATIENCE_MILLIS);
      const all = Number(await page.attribute(".tally", "data-count"));
      // Found beside the page, and told where only a part was counted.
      await page.waitForFunction(() => document.querySelectorAll(".best-connected li").length > 8, null, PATIENCE_MILLIS);
      await page.click("#control-3");
      await page.waitFor('#control-3[aria-pressed="true"]');
      await page.evaluate(hand, AROUND);
      await page.waitFor(".map-caught li");
      assert.equal(Number((await page.text('.map-caught [role="status"]')).replace(/\D/g, "")), all);
      assert.equal(await page.count(".map-caught li"), 40);
      await page.click(".map-caught .more");
      await page.waitForFunction(() => document.querySelectorAll(".map-caught li").length === 80);
      await page.waitForFunction(() => document.activeElement.closest("li") === document.querySelectorAll(".map-caught li")[40]);
      // What is filtered away since is no longer listed.
      await goTo(page, "#map&document=letter-2006-04-13");
      const words = () => document.querySelector('.map-caught [role="status"]')?.textContent.startsWith("25 ");
      await page.waitForFunction(words, null, PATIENCE_MILLIS);
      assert.equal(await page.count(".map-caught li"), 25);
    },
  },
  {
    name: "a chain is asked for on the map itself, by pointer and by key, and has no link that is left out",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map&at=A/CONF.191/L.7:3`);
      await page.waitFor(".map .node");
      const begin = '.map-controls button[aria-pressed]:not([id])';
      await page.click(begin);
      await page.waitFor(`${begin}[aria-pressed="true"]`);
      const end = await page.evaluate(() => {
        const node = [...document.querySelectorAll(".map .node")].find((node) => node.getAttribute("aria-label").includes("para. (t)"));
        const board = document.getElementById("board").getBoundingClientRect();
        const { left, top, width, height } = node.querySelector("circle, rect, polygon, path").getBoundingClientRect();
        return [(left + width / 2 - board.left) / board.width, (top + height / 2 - board.top) / board.height];
      });
      await page.evaluate(hand, [["pointerdown", ...end], ["pointerup", ...end]]);
      await page.waitFor(".chain .link-card");
      assert.match(await page.evaluate(() => decodeURIComponent(location.hash)), /at=A\/CONF\.191\/L\.7:3&with=letter-2006-04-13:annex\.t/);
      assert.equal(await page.attribute(begin, "aria-pressed"), "false");
      const scores = async () => (await page.texts(".chain .link-card")).map((words) => Number(words.match(/0\.\d\d/)?.[0]));
      const free = await scores();
      assert.ok(free.every((score) => score > 0), String(free));
      // Of weaker links that are left out there are none in it either.
      const least = Math.round(Math.min(...free) * 100) + 1;
      await goTo(page, `#map&at=A/CONF.191/L.7:3&with=letter-2006-04-13:annex.t&min=0.${least}`);
      await page.waitForFunction((least) => document.querySelector(".threshold").textContent.includes(`0.${least}`), least);
      await page.waitFor(".map-chain");
      assert.ok((await scores()).every((score) => score >= least / 100), String(await scores()));
    },
  },
  {
    name: "a chain is asked for no more once another passage is open or another picture is shown",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#map&at=A/CONF.191/L.7:3`);
      await page.waitFor(".map .node");
      const begin = '.map-controls button[aria-pressed]:not([id])';
      const said = async () => (await page.texts('.map-controls [role="status"]')).join("").trim();
      const ask = async () => {
        await page.click(begin);
        await page.waitFor(`${begin}[aria-pressed="true"]`);
        assert.notEqual(await said(), "");
      };
      const isOver = async () => {
        await page.waitFor(`${begin}[aria-pressed="false"]`);
        assert.equal(await said(), "");
      };
      // From a list below the picture.
      await ask();
      await page.click('.map-table td a[href*="at=letter-2006-04-13"]');
      await page.waitForFunction(() => location.hash.includes("at=letter-2006-04-13"));
      await isOver();
      // By its address.
      await ask();
      await goTo(page, "#map&at=A/CONF.191/L.7:5");
      await isOver();
      // In the next picture there is none to be pressed.
      await ask();
      await goTo(page, "#map=timeline&at=A/CONF.191/L.7:5");
      await page.waitFor('.pictures a[aria-current][href*="map=timeline"]');
      await page.waitForFunction((begin) => document.querySelector(begin) === null, begin);
      await goTo(page, "#map&at=A/CONF.191/L.7:5");
      await isOver();
    },
  },
];

export default tests;
