// What holds over a whole visit: the policy, the markup it lets through, other hosts, storage.

import assert from "node:assert/strict";
import { keepMemory } from "./memory.mjs";
import { openReady } from "./ready.mjs";
import { show } from "./views.mjs";

const TOUR = [
  "",
  "#read=A/CONF.191/L.7",
  "#read=A/CONF.191/L.7&para=5&with=letter-2006-04-13:annex.l",
  "#read=letter-2006-04-13&text=received",
  "#find=remittances&theme=remittances&at=letter-2006-04-13:annex.o",
  "#find=%3Cimg%20src=x%20onerror=alert(1)%3E",
  "#map&at=letter-2006-04-13:annex.l&with=A/CONF.191/L.7:5",
  "#map&q=migration&arrange=found",
  "#link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l",
  "#compare",
  "#frameworks",
  "#collection",
  "#collection&pick=A/CONF.191/L.7:7,letter-2006-04-13:annex.h",
  "#collection&pick=A/CONF.191/L.7:7,letter-2006-04-13:annex.h&step=1",
  "#add",
  "#about",
  "#find=zebra&lang=fr",
];

/** Before the page's own scripts: counts refusals. */
function record() {
  globalThis.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
}

/** The whole visit; `look` is asked in each view, once it is there. */
async function tour(page, look = () => {}) {
  for (const address of TOUR) {
    await show(page, address);
    await look(address);
    // As a visitor would: a letter typed, where there is a search.
    if ((await page.count("#search")) > 0) await page.type("#search", "a");
  }
}

/** Where a link may lead outward: to the United Nations' own address for a document, encrypted. */
const OUTWARD = /^https:\/\/undocs\.org\/[\w./()%-]+$/;

/** Whatever on the page leads somewhere, as it is written; `isMade` where it stands in the text of a document. */
function links() {
  return [...document.querySelectorAll("[href], [action], [formaction], [ping], [*|href]")]
    .filter((element) => element.closest("head") === null)
    .map((element) => ({
      tag: element.tagName,
      href: element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? element.outerHTML,
      rel: [...(element.relList ?? [])],
      saves: element.hasAttribute("download"),
      isMade: element.closest(".text, .passage-text, .snippet, .raw") !== null,
    }));
}

export default [
  {
    name: "S1 the policy refuses nothing over a whole visit",
    only: ["chromium", "firefox"],
    async run({ open, base }) {
      const page = await openReady(open, base, { initScript: record });
      await tour(page);
      assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "S2 nothing is ever read as markup: the page sets none in a whole visit, and could not",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, base, { initScript: record });
      await tour(page);
      assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
      const couldNot = await page.evaluate(() => {
        const refuses = (attempt) => {
          try {
            attempt();
            return false;
          } catch (error) {
            return error instanceof TypeError;
          }
        };
        return [
          refuses(() => { document.createElement("p").innerHTML = "<b>ZQCANARY7</b>"; }),
          refuses(() => trustedTypes.createPolicy("default", { createHTML: (text) => text })),
          // The one policy there is, taken already: it lets through the address of the workshop and nothing else.
          refuses(() => trustedTypes.createPolicy("passages", { createScriptURL: (url) => url })),
          refuses(() => new Worker(document.querySelector('link[rel="workshop"]').href, { type: "module" })),
          refuses(() => { document.createElement("script").src = "./boot.js"; }),
        ];
      });
      assert.deepEqual(couldNot, [true, true, true, true, true]);
    },
  },
  {
    name: "S3 S8 no other host, no cookie and no storage over a whole visit, and in no view a link outward but to an official record",
    async run({ open, base }) {
      const page = await openReady(open, base);
      const outward = [];
      const wrong = [];
      await tour(page, async (address) => {
        for (const link of await page.evaluate(links)) {
          // What is saved is made on the page, and of plain text.
          if (link.href.startsWith("#") || (link.saves && link.href.startsWith("data:text/plain;"))) continue;
          outward.push(link.href);
          const isAllowed = OUTWARD.test(link.href) && ["noopener", "noreferrer"].every((word) => link.rel.includes(word));
          if (!isAllowed || link.tag !== "A" || link.isMade) wrong.push([address, link]);
        }
      });
      assert.deepEqual(wrong, []);
      // The official record of each document that has a symbol, and there is one.
      assert.deepEqual([...new Set(outward)], ["https://undocs.org/A/CONF.191/L.7"]);
      const foreign = (page.requests() ?? []).filter((url) => new URL(url).origin !== new URL(base).origin);
      assert.deepEqual(foreign.filter((url) => !/^(data|blob):/.test(url)), []);
      const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
      assert.deepEqual(kept, ["", 0, 0]);
    },
  },
  {
    name: "S9 the program's memory has a limit, far above what the largest views take",
    only: ["chromium"],
    async run({ open, base }) {
      const page = await openReady(open, base, { initScript: keepMemory });
      await tour(page);
      // One page beyond the limit is refused, and changes nothing.
      const { before, refused } = await page.evaluate(() => {
        const memory = globalThis.testMemory;
        const before = memory.buffer.byteLength;
        try {
          memory.grow((512 << 20) / 65536 - before / 65536 + 1);
          return { before, refused: false };
        } catch (error) {
          return { before, refused: error instanceof RangeError && memory.buffer.byteLength === before };
        }
      });
      assert.ok(refused && before < 64 << 20, JSON.stringify({ before, refused }));
      await page.goto(`${base}#find=remittances`);
      await page.waitFor(".tally");
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
];
