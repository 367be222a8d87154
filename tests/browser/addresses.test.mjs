// Addresses as accidents and attackers make them, and what becomes of what stands in them: F20, F21, F33, F34.

import assert from "node:assert/strict";
import { READY, openReady } from "./ready.mjs";
import { assertInert, takeAll } from "./taken.mjs";

/** Addresses that once were written by somebody, or could be. */
const GARBAGE = [
  "%E0%A4%A",
  "%00",
  "read=<script>alert(1)</script>",
  "read=../../etc/passwd&para=-1",
  "find=%22%22%22((((&theme=nothing,remittances",
  "map&at=A/CONF.191/L.7:999&with=x:y",
  "read=A/CONF.191/L.7&para=99",
  "theme=&&&=&===",
  "v=99&read=letter-2006-04-13",
  `find=${"a+".repeat(4000)}`,
  "map&actor=1e999&actor=%F0%9F%98%80&lang=xx-ZZ-very-long-tag",
  "\ud800lone=\udfff",
  "read=%ED%A0%80%ED%BF%BF",
];

const NAMES = [
  "", "read", "find", "map", "link", "compare", "collection", "frameworks", "about", "q", "para", "at", "with", "theme", "actor",
  "place", "document", "section", "year", "min", "sort", "lines", "text", "lang", "corpus", "pick", "step", "beside", "around",
  "arrange", "v", "__proto__", "constructor", "javascript:alert(1)",
];
const VALUES = [
  "", "=", "-1", "0", "1e999", "NaN", "..", "2001..2006", "!", "!remittances", "remittances", "A/CONF.191/L.7", "A/CONF.191/L.7:5",
  ":4", "A/CONF.191/L.7:999", "letter-2006-04-13:annex.l", "x:y", "../../etc/passwd", "%E0%A4%A", "%00", "%", "%25", "%ED%A0%80",
  "%E2%80%AEtxt", "<script>alert(1)</script>", "%3Cimg%20src=x%20onerror=alert(1)%3E", "javascript:alert(1)", "data:text/html,x",
  "(((", ")", "NEAR/9", "NOT%20(", "*", "a~2", "%22", "ar", "xx", "true", "9".repeat(40), "😀", "،", "matrix", "graph", "all",
];

/** Numbers that look random and are the same every time (Park and Miller, 1988). */
function seeded(seed) {
  let state = seed;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

/** Three hundred of them: those above, and known names and values put together by chance, some of them twice. */
function garbage() {
  const below = seeded(20_260_601);
  const made = [...GARBAGE];
  while (made.length < 300) {
    const pairs = Array.from({ length: 1 + below(6) }, () => `${NAMES[below(NAMES.length)]}=${VALUES[below(VALUES.length)]}`);
    made.push(pairs.join(below(20) === 0 ? "&&" : "&"));
  }
  return made;
}

/** In the page: goes to each address, and tells of those after which something is not as it should be. */
async function visitAll(addresses) {
  const isPlain = () => /^#?[!$-;=?-Z[\]_a-z~]*$/.test(location.hash);
  const isShown = () => document.querySelector("main h1")?.textContent.length > 0;
  const scripts = document.scripts.length;
  const wrong = [];
  for (const address of addresses) {
    location.hash = address;
    const end = performance.now() + 5_000;
    // What belongs to this address is shown after the event that tells of it.
    await new Promise((resolve) => setTimeout(resolve, 10));
    while (performance.now() < end && !(isShown() && isPlain())) await new Promise((resolve) => setTimeout(resolve, 10));
    const found = document.querySelectorAll("main script, main img, main iframe, [onerror], [onload]").length;
    if (!isShown() || !isPlain() || location.hash.length > 5_000 || found > 0 || document.scripts.length !== scripts) {
      wrong.push([address.slice(0, 60), location.hash.slice(0, 60), found]);
    }
  }
  return wrong;
}

/** Signs that turn the direction of what follows, and others that show nothing. */
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]/;
const BIDI = "\u202egpj.exe\u2066\0 remittances";

/** Within so long an address of so many letters is usable, by the page's own clock, from when the browser begins the page, on
 * a machine that opens a plain one in 0.3 seconds. Of nearly the most that Chromium takes at all, it is busy with the address
 * itself for as long again, while the page waits for its files. */
const USABLE_MILLIS = { 100_000: 3_000, 1_000_000: 3_000, 1_900_000: 6_000 };
const PLAIN_MILLIS = 300;

/** From before the page's own scripts: when the page begins, and when the program has taken over. */
function noteReady() {
  globalThis.begunAt = performance.now();
  const look = () => {
    if (document.documentElement?.dataset.ready === "true") globalThis.readyAt ??= performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, attributes: true });
}

export default [
  {
    name: "F20 three hundred addresses that mean nothing give a page each, and are put right",
    millis: 600_000,
    async run({ open, base }) {
      const page = await openReady(open, base);
      const all = garbage();
      for (let from = 0; from < all.length; from += 25) {
        assert.deepEqual(await page.evaluate(visitAll, all.slice(from, from + 25)), []);
      }
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "F20 an address that leads nowhere says so, and opens what is nearest",
    millis: 300_000,
    async run({ open, base }) {
      for (const address of GARBAGE) {
        const page = await openReady(open, `${base}#${encodeURI(address.toWellFormed()).replaceAll("%25", "%")}`);
        assert.ok((await page.text("main h1")).length > 0, address);
        assert.deepEqual(await page.consoleErrors(), [], address);
        await page.close();
      }
      const page = await openReady(open, `${base}#read=A/CONF.191/L.7&para=99`);
      await page.waitFor(".notice");
      assert.match(await page.text(".notice"), /A\/CONF\.191\/L\.7:99/);
      assert.equal(await page.count(".document .paragraph"), 12);
    },
  },
  {
    name: "F21 an address of up to two million characters opens, is cut, and says so",
    millis: 300_000,
    async run({ open, base, engine }) {
      // As many as the protocol that drives it hands on, and Chromium takes by itself.
      const most = { chromium: 1_900_000, firefox: 1_000_000, webkit: 100_000 }[engine.name];
      for (const length of Object.keys(USABLE_MILLIS).map(Number).filter((length) => length <= most)) {
        // What else a machine does makes openings slow: where a plain address takes long, this may in proportion, and what
        // the page itself takes is the least of three.
        const plain = await open(base, { initScript: noteReady });
        await plain.waitForFunction(READY, null, 60_000);
        const took = await plain.evaluate(() => (globalThis.readyAt ?? performance.now()) - (globalThis.begunAt ?? 0));
        const limit = USABLE_MILLIS[length] * Math.max(1, took / PLAIN_MILLIS);
        await plain.close();
        let least = Infinity;
        for (let opening = 0; opening < 3 && least >= limit; opening += 1) {
          const page = await open(`${base}#find=remittances&q=${"a%20".repeat(length / 4)}`, { initScript: noteReady });
          await page.waitForFunction(READY, null, 60_000);
          // An empty page begins as late: so long a browser takes for the address itself. An engine that runs nothing before
          // the page tells when it is asked.
          const { begun, millis } = await page.evaluate(() => {
            const { begunAt = 0, readyAt = performance.now() } = globalThis;
            return { begun: Math.round(begunAt), millis: Math.round(readyAt - begunAt) };
          });
          console.log(`    F21: ${length} characters, begun after ${begun} ms, usable ${millis} ms later`);
          least = Math.min(least, millis);
          await page.waitFor(".notice");
          assert.ok((await page.evaluate(() => location.hash.length)) <= 5_000);
          await page.type("#search", "b");
          assert.deepEqual(await page.consoleErrors(), []);
          await page.close();
        }
        assert.ok(least < limit, `${length} characters: ${least} ms, where ${Math.round(limit)} are allowed`);
      }
    },
  },
  {
    name: "F33 what turns the writing direction, and NUL, reach no title, no address and no search",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=${encodeURIComponent(BIDI)}`);
      await page.waitFor(".tally");
      const shown = await page.evaluate(() => [document.title, document.body.innerText, decodeURIComponent(location.hash)]);
      for (const text of shown) assert.doesNotMatch(text, CONTROLS);
      assert.match(await page.text(".tally"), /gpj\.exe/);
      // What is typed and pasted goes the same way.
      await page.evaluate((text) => {
        const search = document.querySelector("#search");
        search.value = text;
        search.dispatchEvent(new Event("input", { bubbles: true }));
        search.form?.requestSubmit();
      }, BIDI.replace("exe", "com"));
      await page.waitForFunction(() => location.hash.includes("gpj.com"));
      assert.doesNotMatch(decodeURIComponent(await page.evaluate(() => location.hash)), CONTROLS);
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "F34 markup in an address is text wherever it is shown, and in every file that is taken away, opened in a browser",
    only: ["chromium"],
    async run({ open, base }) {
      const markup = '"><script>globalThis.hit=1</script><img src=x onerror="globalThis.hit=1">]]>=cmd()';
      const files = [];
      for (const address of [`find=${encodeURIComponent(`remittances OR ${markup}`)}`, `map&q=${encodeURIComponent(markup)}&theme=remittances`, "read=A/CONF.191/L.7", "frameworks"]) {
        const page = await openReady(open, `${base}#${address}`);
        files.push(...(await takeAll(page)));
        if (address.startsWith("map")) {
          const [download] = await Promise.all([
            page.raw.waitForEvent("download"),
            page.evaluate(() => [...document.querySelectorAll(".map-controls button")].find((b) => b.innerText === "SVG").click()),
          ]);
          files.push(["SVG", await download.path(), download.suggestedFilename()]);
        }
        assert.equal(await page.evaluate(() => globalThis.hit), undefined);
      }
      assert.ok(files.length >= 12, `${files.length} files`);
      await assertInert(open, files);
    },
  },
];
