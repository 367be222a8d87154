// The workshop: what it works out is the same in a worker and on the page, it can be called off, and what goes wrong
// with it is told and harms nothing else.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";
import { pause, until } from "./wait.mjs";

const INTERCEPTING = ["chromium", "firefox"];
const FOUND = "#map&q=migration";
const PROGRAM = "**/passages-workshop*.wasm";

/** Counts the workers of the page, and what the policy refuses. */
function watch() {
  globalThis.made = 0;
  globalThis.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
  const Plain = Worker;
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      globalThis.made += 1;
    }
  };
}

const WITHOUT_WORKERS = {
  "no workers at all": () => delete globalThis.Worker,
  "workers that cannot be started": () => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException("not in a sandbox", "SecurityError");
      }
    };
  },
  "workers that end at once": () => {
    globalThis.Worker = class {
      postMessage() {
        setTimeout(() => this.onerror({ message: "" }), 0);
      }
      terminate() {}
    };
  },
};

const drawn = () => document.getElementById("board").outerHTML;
const places = () =>
  [...document.querySelectorAll("#board circle")].map((c) => `${c.getAttribute("cx")} ${c.getAttribute("cy")}`).join();

/** The picture, once it has its room and changes no more. */
async function settled(page) {
  await page.waitForFunction(() => document.getElementById("board").getAttribute("viewBox") !== "0 0 900 620");
  let before;
  let now;
  do {
    before = now;
    await pause(250);
    now = await page.evaluate(drawn);
  } while (now !== before);
  return now;
}

// What is said of the work begins with it and ends with it.
const IS_ARRANGED = () =>
  document.querySelector(".switch-alone[aria-current]") !== null &&
  document.querySelector(".arranging").textContent === "";

/** Waits until the circles stand there, or no longer. */
function waitForPlaces(page, wanted, there = true) {
  const stand = async () => ((await page.evaluate(places)) === wanted) === there;
  return until(`circles ${there ? "at" : "away from"} their places`, stand, 10_000);
}

/** The picture of what is found, laid out by itself. */
async function arranged(page) {
  await settled(page);
  const before = await page.evaluate(places);
  await page.click(".switch-alone");
  await page.waitForFunction(IS_ARRANGED, null, 20_000);
  const picture = await settled(page);
  assert.notEqual(await page.evaluate(places), before);
  return picture;
}

/** Keeps what is saved, for there is no folder to look into. */
function keepSaved() {
  const plain = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    blob.text().then((text) => (globalThis.saved = text));
    return plain.call(URL, blob);
  };
}

async function saved(page) {
  await page.evaluate(keepSaved);
  if (!(await page.evaluate(() => document.querySelector(".take").open))) await page.click(".take > summary");
  // WebKit's driver finds nothing to press in what has just been opened.
  await page.evaluate(() => document.querySelector('.take [data-format="markdown"]').click());
  await page.waitForFunction(() => globalThis.saved !== undefined);
  return page.evaluate(() => globalThis.saved);
}

/** Hands jobs straight to the workshop. */
function hand() {
  globalThis.told = [];
  globalThis.handIn = (name, job) => {
    const told = (said) => globalThis.told.push([name, typeof said === "object" ? said.length : said]);
    return document.getElementById("app").workshop(job, undefined, told);
  };
  // As the engine writes it: a layout of so many nodes, and nothing else.
  globalThis.layout = (name, nodes) => {
    const numbers = new Uint8Array(new Float64Array([nodes, 0, 0, 0, 0]).buffer);
    return globalThis.handIn(name, new Uint8Array([97, ...numbers]));
  };
}

/** Counts what is asked of the workshop. */
function count() {
  const app = document.getElementById("app");
  const plain = app.workshop;
  globalThis.asked = 0;
  app.workshop = (...given) => {
    globalThis.asked += 1;
    return plain(...given);
  };
}

function goTo(page, hash) {
  return page.evaluate((hash) => {
    location.hash = hash;
  }, hash);
}

/** What Compare says, once the workshop has found it. */
async function compared(page) {
  await goTo(page, "#compare");
  await page.waitFor("li.wording");
  return page.evaluate(said);
}

/** Its sections, folded parts included, however lines are broken. */
const said = () => [...document.querySelectorAll(".compare section")].map((section) => section.textContent);

const SENTENCE = "migration can indeed be regarded as a beneficial link at both ends of the migration route";

/** The length of an answer: a letter, and two numbers a place. */
const answered = (nodes) => 1 + 16 * nodes;

export default [
  {
    name: "what is found is arranged in a worker, and with any other fortune of workers to the same picture",
    async run({ open, base }) {
      const page = await openReady(open, `${base}${FOUND}`);
      await page.evaluate(watch);
      const picture = await arranged(page);
      const stood = await page.evaluate(places);
      assert.equal(await page.evaluate(() => globalThis.made), 1);
      // Another view and back: nothing is told any more to what has gone.
      await page.evaluate(() => {
        location.hash = "#about";
      });
      await page.waitForFunction(() => document.getElementById("board") === null);
      await page.back();
      await page.waitForFunction(IS_ARRANGED, null, 20_000);
      // Back leads to where everything stands among all.
      await page.back();
      await page.waitForFunction(() => !location.hash.includes("arrange"));
      await waitForPlaces(page, stood, false);
      assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
      assert.deepEqual(await page.consoleErrors(), []);
      // One at a time: a window behind another is not drawn everywhere.
      await page.close();
      for (const [fortune, change] of Object.entries(WITHOUT_WORKERS)) {
        const other = await openReady(open, `${base}${FOUND}`);
        await other.evaluate(watch);
        await other.evaluate(change);
        assert.equal(await arranged(other), picture, fortune);
        assert.deepEqual(await other.evaluate(() => globalThis.refused), [], fortune);
        assert.deepEqual(await other.consoleErrors(), [], fortune);
        await other.close();
      }
    },
  },
  {
    name: "an address that asks for it opens arranged, also at a subpath, and another open passage moves nothing",
    async run({ open, base, subpath }) {
      const page = await openReady(open, `${base}${FOUND}`);
      await arranged(page);
      const stood = await page.evaluate(places);
      await page.close();
      const again = await openReady(open, `${subpath}${FOUND}&arrange=found`);
      await waitForPlaces(again, stood);
      const openPassage = async (id) => {
        await again.evaluate((id) => {
          location.hash = location.hash.replace(/&at=[^&]*|$/, `&at=${id}`);
        }, id);
        await again.waitFor(`.panel-body[data-passage="${id}"]`);
      };
      // The first makes room for itself beside the picture.
      const room = () => document.getElementById("board").getAttribute("viewBox");
      const wide = await again.evaluate(room);
      await openPassage("A/CONF.191/L.7:5");
      await again.waitForFunction((wide) => document.getElementById("board").getAttribute("viewBox") !== wide, wide);
      await settled(again);
      // What is open is drawn again on top of the others.
      const each = async () => [...new Set((await again.evaluate(places)).split(","))].sort();
      const before = await each();
      assert.ok(before.length > 5, String(before));
      await openPassage("A/CONF.191/L.7:4");
      await settled(again);
      assert.deepEqual(await each(), before);
    },
  },
  {
    name: "what is found is saved, the same with a worker and without",
    async run({ open, base }) {
      const address = `${base}#find=remittances&document=A/CONF.191/L.7`;
      const page = await openReady(open, address);
      await page.evaluate(watch);
      const text = await saved(page);
      assert.equal(await page.evaluate(() => globalThis.made), 1);
      const cited = (text) => new Set(text.match(/^> — \[(A\/CONF\.191\/L\.7|Letter dated 13 April 2006)[^\]]*/gm));
      assert.equal(cited(text).size, 2, text.slice(0, 2000));
      const other = await openReady(open, address);
      await other.evaluate(() => delete globalThis.Worker);
      assert.equal(await saved(other), text);
      // A second one of another search, by the same worker with the same corpus.
      await page.evaluate(() => {
        globalThis.saved = undefined;
        location.hash = "#find=remittances";
      });
      await page.waitForFunction(() => document.querySelectorAll(".rows > .row").length === 5);
      assert.equal(cited(await saved(page)).size, 5);
      assert.equal(await page.evaluate(() => globalThis.made), 1);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "documents are held against each other, the same with a worker and without, and once for the same documents",
    async run({ open, base }) {
      const page = await openReady(open, base);
      await page.evaluate(watch);
      await page.evaluate(count);
      const sections = await compared(page);
      assert.ok(sections.length >= 6, String(sections.length));
      const wordings = await page.texts("li.wording");
      for (const [then, now] of [["illegal immigration", "irregular migration"], ["women", "gender"]]) {
        assert.ok(wordings.some((text) => text.includes(then) && text.includes(now)), String(wordings));
      }
      assert.deepEqual(await page.evaluate(() => [globalThis.made, globalThis.asked]), [1, 1]);
      // A passage that is opened beside it changes nothing of it.
      await page.click(".pair-side h3 a");
      await page.waitFor(".panel-body[data-passage]");
      assert.deepEqual(await page.evaluate(said), sections);
      assert.equal(await page.evaluate(() => globalThis.asked), 1);
      // Another view and back: nothing is told any more to what has gone.
      await goTo(page, "#compare");
      await goTo(page, "#about");
      await page.waitForFunction(() => document.querySelector(".compare") === null);
      assert.deepEqual(await compared(page), sections);
      assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
      assert.deepEqual(await page.consoleErrors(), []);
      await page.close();
      for (const [fortune, change] of Object.entries(WITHOUT_WORKERS)) {
        const other = await openReady(open, base);
        await other.evaluate(change);
        assert.deepEqual(await compared(other), sections, fortune);
        assert.deepEqual(await other.consoleErrors(), [], fortune);
        await other.close();
      }
    },
  },
  {
    name: "a pasted sentence is looked up, the same with a worker and without, and stays on the page while it is typed on",
    async run({ open, base }) {
      for (const hasWorkers of [true, false]) {
        const page = await openReady(open, base);
        if (!hasWorkers) await page.evaluate(WITHOUT_WORKERS["no workers at all"]);
        await goTo(page, `#find=${SENTENCE}`);
        await page.waitFor(".quotation .quote-here");
        await page.evaluate(count);
        await page.evaluate(() => {
          globalThis.left = false;
          const look = () => {
            globalThis.left ||= document.querySelector(".quotation") === null;
          };
          new MutationObserver(look).observe(document.querySelector("main"), { childList: true, subtree: true });
        });
        await goTo(page, `#find=${SENTENCE} to the moon`);
        await page.waitFor(".quotation ins");
        assert.deepEqual(await page.evaluate(() => [globalThis.left, globalThis.asked]), [false, 1]);
        // A search is no quotation, and the sentence is not looked up again.
        await goTo(page, "#find=remittances");
        await page.waitForFunction(() => document.querySelector(".quotation") === null);
        await goTo(page, `#find=${SENTENCE} to the moon`);
        await page.waitFor(".quotation .piece");
        assert.equal(await page.evaluate(() => globalThis.asked), 1);
        assert.deepEqual(await page.consoleErrors(), []);
        await page.close();
      }
    },
  },
  {
    name: "a job that is called off is told of no more, and the next is answered soon",
    async run({ open, base }) {
      for (const hasWorkers of [true, false]) {
        const page = await openReady(open, base);
        if (!hasWorkers) await page.evaluate(WITHOUT_WORKERS["no workers at all"]);
        await page.evaluate(hand);
        await page.evaluate(() => {
          globalThis.cancel = globalThis.layout("long", 16_000);
          globalThis.layout("short", 5);
        });
        await page.waitForFunction(() => globalThis.told.some(([, said]) => said > 0));
        const before = await page.evaluate(() => {
          globalThis.cancel();
          return globalThis.told.length;
        });
        await page.waitForFunction(() => globalThis.told.some(([name]) => name === "short"), null, 3_000);
        const told = await page.evaluate(() => globalThis.told);
        assert.ok(told.slice(0, before).every(([name, said]) => name === "long" && said >= 0 && said <= 1));
        assert.ok(told.slice(before).every(([name]) => name === "short"));
        await page.waitForFunction((size) => globalThis.told.at(-1)[1] === size, answered(5));
        await page.close();
      }
    },
  },
  {
    name: "a worker that does not come back is ended when its job is called off",
    async run({ open, base }) {
      const page = await openReady(open, base);
      await page.evaluate(watch);
      await page.evaluate(() => {
        const Plain = Worker;
        globalThis.ended = 0;
        globalThis.Worker = class extends Plain {
          postMessage(message, ...rest) {
            // The first that is given a job falls silent.
            if (globalThis.made === 1 && message.job) globalThis.isDeaf = true;
            else if (globalThis.made > 1 || !globalThis.isDeaf) super.postMessage(message, ...rest);
          }
          terminate() {
            globalThis.ended += 1;
            super.terminate();
          }
        };
      });
      await page.evaluate(hand);
      await page.evaluate(() => {
        globalThis.cancel = globalThis.layout("stuck", 5);
        globalThis.layout("next", 7);
      });
      await page.waitForFunction(() => globalThis.isDeaf);
      await page.evaluate(() => globalThis.cancel());
      await page.waitForFunction((size) => globalThis.told.some(([name, said]) => name === "next" && said === size), answered(7));
      assert.deepEqual(await page.evaluate(() => [globalThis.made, globalThis.ended]), [2, 1]);
      assert.ok((await page.evaluate(() => globalThis.told)).every(([name]) => name === "next"));
    },
  },
  {
    name: "bytes that are no job are answered, and the workshop goes on",
    async run({ open, base }) {
      const page = await openReady(open, base);
      await page.evaluate(hand);
      await page.evaluate(() => {
        globalThis.handIn("odd", new Uint8Array([250, 1, 2]));
        globalThis.layout("next", 3);
      });
      await page.waitForFunction((size) => globalThis.told.some(([, said]) => said === size), answered(3));
      // A fault is two bytes.
      assert.deepEqual((await page.evaluate(() => globalThis.told)).filter(([name]) => name === "odd"), [["odd", 2]]);
    },
  },
  {
    name: "a first visit loads nothing of the workshop, and a job loads each part of it",
    only: INTERCEPTING,
    async run({ open, base }) {
      const page = await openReady(open, `${base}${FOUND}`);
      const ofWorkshop = () => page.requests().map((url) => new URL(url).pathname).filter((path) => path.includes("workshop"));
      assert.deepEqual(ofWorkshop(), []);
      await arranged(page);
      const parts = [...new Set(ofWorkshop())].sort();
      assert.equal(parts.length, 3, String(parts));
      assert.ok(parts.every((path) => /^\/(passages-)?workshop(_bg)?-[0-9a-f]+\.(js|wasm)$/.test(path)), String(parts));
    },
  },
  ...[
    ["does not arrive", (route) => route.fulfill({ status: 404, body: "no" })],
    ["arrives damaged", async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length >> 1] ^= 1;
      await route.fulfill({ response, body });
    }],
  ].map(([fault, change]) => ({
    name: `a program that ${fault} is told in plain words, and asked for again the next time`,
    only: ["chromium"],
    async run({ open, base }) {
      const prepare = (raw) => raw.route(PROGRAM, change);
      const page = await openReady(open, `${base}${FOUND}`, { prepare });
      await settled(page);
      const before = await page.evaluate(places);
      await page.click(".switch-alone");
      await page.waitForFunction(() => document.querySelector(".arranging").textContent.includes("did not arrive"));
      assert.doesNotMatch(await page.text(".arranging"), /Error|http|\.wasm|\.js/);
      assert.equal(await page.evaluate(places), before);
      await page.raw.unrouteAll({ behavior: "wait" });
      await page.click(".switch-alone");
      await page.waitForFunction(() => !location.hash.includes("arrange"));
      await arranged(page);
    },
  })),
  {
    name: "what Compare could not find is told in plain words, which ask for it again",
    only: ["chromium"],
    async run({ open, base }) {
      const prepare = (raw) => raw.route(PROGRAM, (route) => route.fulfill({ status: 404, body: "no" }));
      const page = await openReady(open, `${base}#compare`, { prepare });
      await page.waitFor(".compare [role=status] button");
      assert.match(await page.text(".compare [role=status]"), /did not arrive/);
      await page.raw.unrouteAll({ behavior: "wait" });
      await page.click(".compare [role=status] button");
      await page.waitFor("li.wording");
    },
  },
];
