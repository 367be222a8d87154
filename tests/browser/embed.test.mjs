// The explorer as a part of other people's pages, at its ids in the requirements: E1 to E7, F10, F13, F15, F16, F24.

import assert from "node:assert/strict";
import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { heard, host, inside, mounted } from "./host.mjs";
import { READY, openReady } from "./ready.mjs";
import { isShown, show } from "./views.mjs";
import { pause, until } from "./wait.mjs";

const READING = "read=A/CONF.191/L.7&para=5";
const ANNEX = "read=letter-2006-04-13&para=annex.l";
const frame = (src, more = "data-raw") => `<iframe id="one" ${more} src="${src}" title="Passages" width="800" height="600"></iframe>`;
const script = (base) => `<script src="${base}embed.js" async></script>`;

/** A page around the explorer, opened; all closed by the end. */
async function around(open, base, body, work, options) {
  const site = await host(body, base);
  try {
    const page = await open(site.url, options);
    await work(page);
  } finally {
    site.close();
  }
}

const last = (page, t, id) =>
  page.evaluate(([t, id]) => globalThis.heard.filter((one) => one.t === t && (!id || one.id === id)).at(-1) ?? null, [t, id]);

/** What a visitor does, in the frame: a deep link, a filter, the map, and back. */
async function visit(page, nth = 0, goesBack = true) {
  await inside(page, nth, async (frame) => {
    await frame.waitForFunction(READY, null, 30_000);
    await frame.waitFor(".paragraph.open");
    assert.match(await frame.evaluate(() => location.hash), /para=5/);
    const steps = [
      ["#find=remittances&theme=remittances", () => document.querySelector(".tally")?.dataset.count === "5"],
      ["#map", () => document.querySelector("#board-frame canvas, #board-frame svg") !== null],
    ];
    for (const [address, shows] of steps) {
      await frame.evaluate((address) => { location.hash = address; }, address);
      await frame.waitForFunction(shows);
    }
  });
  if (!goesBack) return;
  // The steps of a frame are those of the page.
  await page.evaluate(() => history.back());
  await inside(page, nth, (frame) => frame.waitForFunction(() => /^#find/.test(location.hash) && document.querySelector(".tally")));
}

const QUOTED = "migration could be regarded as a beneficial link at both ends of the migration route";

/** What is worked out beside the page, or on it where a sandbox allows that alone: a comparison, where a pasted sentence comes
 * from, and a code. */
async function work(page) {
  await inside(page, 0, async (frame) => {
    await show(frame, "#compare");
    await frame.waitFor("li.wording", 30_000);
    await show(frame, `#find=${encodeURIComponent(QUOTED)}`);
    await frame.waitFor(".quotation .quote-place", 30_000);
    await show(frame, `#${READING}`);
    await frame.click(".paragraph.open .menu-button");
    await frame.waitFor(".menu button[aria-expanded]");
    await frame.evaluate(() => [...document.querySelectorAll(".menu button[aria-expanded]")].at(-1).click());
    await frame.waitFor(".menu svg.code", 30_000);
  });
}

/** Whether it is said, once and at the foot of the page, that the explorer is not kept for use without a network. */
function isUnkept() {
  const shown = [...document.querySelectorAll(".unkept, .notice, [role=alert]")].filter((one) => one.getClientRects().length > 0);
  return shown.length === 1 && shown[0].matches(".site-foot .unkept") && /does not keep the explorer/.test(shown[0].textContent);
}

const SANDBOXES = [null, "allow-scripts", "allow-scripts allow-popups", "allow-scripts allow-same-origin"];

export default [
  {
    name: "E1 embed.js is three kilobytes at most and depends on nothing",
    only: ["chromium"],
    async run({ base }) {
      const served = await (await fetch(new URL("embed.js", base))).text();
      assert.equal(served, String(await readFile(new URL("../../public/embed.js", import.meta.url))));
      assert.ok(Buffer.byteLength(served) <= 3000, `${Buffer.byteLength(served)} bytes`);
      assert.doesNotMatch(served, /\bimport\b|\brequire\b|https?:\/\//);
    },
  },
  ...["frame", "script", "element"].map((form) => ({
    name: `E1 the dialog makes a ${form} that shows the view, under a strict policy`,
    async run({ open, base }) {
      const own = await openReady(open, `${base}#${READING}`);
      await own.click(".site-foot .embed-open");
      await own.waitFor("dialog[open] #embed-code");
      await own.click(`input[name="embed-form"][value="${form}"]`);
      await own.click('input[name="readonly"]');
      const html = await own.evaluate(() => document.querySelector("#embed-code").value);
      assert.match(html, form === "element" ? /<passages-explorer / : /<iframe /);
      await around(open, base, html, async (page) => {
        if (form !== "frame") await heard(page, { t: "ready" });
        await inside(page, 0, async (frame) => {
          await frame.waitForFunction(READY, null, 30_000);
          await frame.waitFor(".paragraph.open");
          const { hash, mode, held } = await frame.evaluate(() => ({
            hash: location.hash,
            mode: document.documentElement.dataset.mode,
            held: document.documentElement.hasAttribute("data-readonly"),
          }));
          assert.deepEqual([hash, mode, held], [`#${READING}`, "embed", true]);
        });
        assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
      });
    },
  })),
  {
    name: "E1 the dialog is reached from every view, previews what it makes, and can be closed",
    async run({ open, base }) {
      const page = await openReady(open, `${base}#find=remittances`);
      for (const view of ["", "#read=A/CONF.191/L.7", "#map", "#compare", "#frameworks", "#collection", "#about"]) {
        await show(page, view);
        await page.waitFor(".site-foot .embed-open");
      }
      await page.click(".site-foot .embed-open");
      await page.waitFor("dialog[open]");
      await inside(page, 0, (frame) => frame.waitForFunction(READY, null, 30_000));
      await page.evaluate(() => {
        const theme = document.querySelector("#embed-theme");
        theme.value = "dark";
        theme.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await page.waitForFunction(() => /theme=dark/.test(document.querySelector("#embed-code").value));
      await until("the preview is dark", () => inside(page, 0, (frame) =>
        frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() === "#17181b"),
      ), 30_000);
      await page.click("dialog header button");
      await page.waitForFunction(() => !document.querySelector("dialog"));
      assert.ok(await page.evaluate(() => document.activeElement.matches(".embed-open")), "the focus is back");
      await page.press("Enter");
      await page.waitFor("dialog[open] #embed-code");
      await page.press("Escape");
      await page.waitForFunction(() => !document.querySelector("dialog"));
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  {
    name: "E1 frames take the height of what is in them, several on a page, with the script loaded twice",
    async run({ open, base }) {
      const body =
        `${script(base)}<iframe id="one" data-passages src="${base}?embed#${READING}" title="One" width="700" height="200"></iframe>` +
        `<passages-explorer id="two" src="${base}" doc="letter-2006-04-13" height="200"></passages-explorer>${script(base)}`;
      await around(open, base, body, async (page) => {
        for (const id of ["one", "two"]) await heard(page, { t: "size", id });
        for (const [nth, id] of ["one", "two"].entries()) {
          await until(`the height of ${id}`, async () => {
            const { h } = await last(page, "size", id);
            const shown = await page.evaluate(FRAME_HEIGHT, nth);
            const inner = await inside(page, nth, (frame) =>
              frame.evaluate(() => document.documentElement.scrollHeight - innerHeight),
            );
            return h > 400 && Math.abs(shown - h) < 2 && inner <= 2;
          }, 15_000);
        }
        // Settled: the height does not chase itself.
        const { length } = await page.evaluate(() => globalThis.heard.filter((one) => one.t === "size"));
        await pause(1500);
        const after = await page.evaluate(() => globalThis.heard.filter((one) => one.t === "size").length);
        assert.ok(after - length <= 1 && after <= 20, `${length}, then ${after} sizes`);
        assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
      });
    },
  },
  {
    name: "E1 the element takes another theme, language and state without loading anew",
    async run({ open, base }) {
      const body = `${script(base)}<passages-explorer id="one" src="${base}" state="${READING}"></passages-explorer>`;
      await around(open, base, body, async (page) => {
        await heard(page, { t: "ready" });
        await inside(page, 0, (frame) => frame.evaluate(() => { globalThis.same = true; }));
        const set = (name, value) => page.evaluate(([name, value]) => document.querySelector("#one").setAttribute(name, value), [name, value]);
        await set("theme", "dark");
        await set("lang", "fr");
        await set("state", `${ANNEX}&lang=fr`);
        await inside(page, 0, async (frame) => {
          await frame.waitForFunction(() => document.documentElement.dataset.theme === "dark");
          await frame.waitForFunction(() => document.documentElement.lang === "fr");
          await frame.waitForFunction(() => /annex\.l/.test(location.hash));
          assert.equal(await frame.evaluate(() => globalThis.same), true);
        });
      });
    },
  },
  {
    name: "E1 what is set and sent before the explorer is there is not lost",
    async run({ open, base }) {
      const body = `${script(base)}<p id="place"></p>`;
      await around(open, base, body, async (page) => {
        await page.evaluate(([src, state]) => {
          const explorer = document.createElement("passages-explorer");
          explorer.setAttribute("src", src);
          explorer.setAttribute("state", state);
          document.querySelector("#place").append(explorer);
          explorer.setAttribute("theme", "dark");
          explorer.send({ t: "setLang", lang: "fr" });
        }, [base, READING]);
        await inside(page, 0, async (frame) => {
          await frame.waitForFunction(READY, null, 30_000);
          await frame.waitForFunction(() => document.documentElement.dataset.theme === "dark");
          await frame.waitForFunction(() => document.documentElement.lang === "fr");
        });
      });
    },
  },
  {
    name: "E2 the greeting says nothing but itself, and one port is taken, once, from the page around",
    async run({ open, base }) {
      await around(open, base, frame(`${base}?embed#${READING}`), async (page) => {
        await heard(page, { t: "ready" });
        assert.deepEqual(await page.evaluate(() => globalThis.hellos), [{ app: "passages", v: 1, t: "hello" }]);
        // A second port is not listened to.
        await page.evaluate(() => {
          const { port1, port2 } = new MessageChannel();
          globalThis.second = [];
          port1.onmessage = ({ data }) => globalThis.second.push(data);
          document.querySelector("iframe").contentWindow.postMessage({ app: "passages", v: 1, t: "port" }, "*", [port2]);
          port1.postMessage({ t: "setTheme", theme: "dark" });
        });
        await pause(600);
        await inside(page, 0, async (frame) => {
          assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme ?? null), null);
        });
        assert.deepEqual(await page.evaluate(() => globalThis.second), []);
        // The first still is.
        await page.evaluate(() => globalThis.ports[0].postMessage({ t: "setTheme", theme: "dark" }));
        await inside(page, 0, (frame) => frame.waitForFunction(() => document.documentElement.dataset.theme === "dark"));
      });
    },
  },
  {
    name: "E2 a port from a frame beside it is refused, and one from the page around is taken after it",
    async run({ open, base }) {
      // The page around does not answer by itself.
      const body = ["one", "two"].map((id) => frame(`${base}?embed#${READING}`, `data-id="${id}"`)).join("");
      await around(open, base, body, async (page) => {
        await inside(page, 0, (frame) => frame.waitForFunction(READY, null, 30_000));
        await inside(page, 1, async (frame) => {
          await frame.waitForFunction(READY, null, 30_000);
          await frame.evaluate(() => {
            const { port1, port2 } = new MessageChannel();
            globalThis.beside = [];
            port1.onmessage = ({ data }) => globalThis.beside.push(data);
            parent.frames[0].postMessage({ app: "passages", v: 1, t: "port" }, "*", [port2]);
            port1.postMessage({ t: "setTheme", theme: "dark" });
          });
        });
        await pause(800);
        assert.deepEqual(await inside(page, 1, (frame) => frame.evaluate(() => globalThis.beside)), []);
        const theme = () => document.documentElement.dataset.theme ?? null;
        assert.equal(await inside(page, 0, (frame) => frame.evaluate(theme)), null);
        await page.evaluate(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => globalThis.heard.push(data);
          document.querySelector("iframe").contentWindow.postMessage({ app: "passages", v: 1, t: "port" }, "*", [port2]);
          port1.postMessage({ t: "setTheme", theme: "dark" });
        });
        await heard(page, { t: "ready" });
        await inside(page, 0, (frame) => frame.waitForFunction(() => document.documentElement.dataset.theme === "dark"));
        assert.deepEqual(await inside(page, 1, (frame) => frame.evaluate(() => globalThis.beside)), []);
      });
    },
  },
  {
    name: "E2 where both say hello at once, the host's script goes on with the port that the frame took",
    async run({ open, base }) {
      const body = `${frame(`${base}?embed#${READING}`, "data-passages")}${script(base)}`;
      await around(open, base, body, async (page) => {
        await heard(page, { t: "state", q: READING });
        // Another hello, as if it had waited: it is answered with another port, which the frame has no use for.
        await page.evaluate(() => {
          const source = document.querySelector("iframe").contentWindow;
          const data = { app: "passages", v: 1, t: "hello" };
          dispatchEvent(new MessageEvent("message", { data, source, origin: new URL(document.querySelector("iframe").src).origin }));
        });
        await pause(300);
        await page.evaluate((q) => document.querySelector("iframe").send({ t: "setState", q }), ANNEX);
        await heard(page, { t: "state", q: ANNEX });
      });
    },
  },
  {
    name: "E2 a frame that asks for one host talks with no other",
    async run({ open, base }) {
      const src = `${base}?embed&host=https://www.example.org#${READING}`;
      await around(open, base, frame(src), async (page) => {
        await inside(page, 0, (frame) => frame.waitForFunction(READY, null, 30_000));
        await page.evaluate(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => globalThis.heard.push(data);
          document.querySelector("iframe").contentWindow.postMessage({ app: "passages", v: 1, t: "port" }, "*", [port2]);
        });
        await pause(500);
        assert.deepEqual(await page.evaluate(() => [globalThis.hellos, globalThis.heard]), [[], []]);
      });
    },
  },
  {
    name: "E3 every message does what it says",
    async run({ engine, open, base }) {
      await around(open, base, frame(`${base}?embed&theme=pink#${READING}`), async (page) => {
        await heard(page, { t: "ready" });
        await heard(page, { t: "error", code: "option" });
        await heard(page, { t: "state", q: READING });
        const tell = (message) => page.evaluate((message) => globalThis.ports[0].postMessage(message), message);
        await tell({ t: "setState", q: ANNEX });
        await heard(page, { t: "state", q: ANNEX });
        await tell({ v: 1, app: "passages", t: "setTheme", theme: "dark" });
        await tell({ t: "setLang", lang: "ar" });
        await inside(page, 0, async (frame) => {
          await frame.waitForFunction(() => document.documentElement.dir === "rtl");
          assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), "dark");
        });
        // As text, for hosts whose ports carry nothing else.
        await tell(JSON.stringify({ t: "setLang", lang: "en" }));
        await inside(page, 0, (frame) => frame.waitForFunction(() => document.documentElement.lang === "en"));
        // WebKit leaves the keyboard where it is, unless a visitor's own hand has moved it.
        if (engine.name !== "webkit") {
          await page.evaluate(() => document.querySelector("iframe").focus());
          await tell({ t: "focus" });
          await inside(page, 0, (frame) => frame.waitForFunction(() => document.activeElement?.id === "top"));
        }
        await tell({ t: "setLang", lang: "tlh" });
        await heard(page, { t: "error", code: "language" });
        await tell({ t: "setState", q: "read=A/CONF.191/L.7&colour=red" });
        await heard(page, { t: "error", code: "state" });
        await tell({ t: "navigate", url: "https://example.org" });
        await heard(page, { t: "error", code: "message" });
        // What the host moves by itself is nobody's doing.
        await tell({ t: "setState", q: "read=A/CONF.191/L.7&para=8" });
        await inside(page, 0, (frame) => frame.waitForFunction(() => document.querySelector(".paragraph.open") !== null && scrollY > 0));
        await pause(1_500);
        assert.equal(await page.evaluate(() => globalThis.heard.some(({ t }) => t === "activity")), false);
        await inside(page, 0, async (frame) => {
          await frame.evaluate(() => dispatchEvent(new PointerEvent("pointerdown")));
        });
        await heard(page, { t: "activity" });
        const heights = await page.evaluate(() => globalThis.heard.filter((one) => one.t === "size").map(({ h }) => h));
        assert.ok(heights.length > 0 && heights.every((h) => Number.isInteger(h) && h >= 50 && h <= 20_000), `${heights}`);
      });
    },
  },
  {
    name: "E3 sizes are told ten times a second at most, none for less than two pixels, and activity once a second",
    async run({ open, base }) {
      await around(open, base, frame(`${base}?embed#about`), async (page) => {
        await heard(page, { t: "state", q: "about" });
        const told = (t) => page.evaluate((t) => globalThis.heard.filter((one) => one.t === t).length, t);
        const settled = async () => {
          let before;
          do {
            before = await told("size");
            await pause(500);
          } while ((await told("size")) !== before);
          return before;
        };
        const before = { size: await settled(), activity: await told("activity") };
        // The page grows, and is touched, with every frame of two seconds.
        const seconds = await inside(page, 0, (frame) => frame.evaluate(() => {
          globalThis.block = document.createElement("div");
          document.querySelector("main").append(globalThis.block);
          globalThis.high = 0;
          const began = performance.now();
          const grow = setInterval(() => {
            globalThis.block.style.height = `${(globalThis.high += 3)}px`;
            dispatchEvent(new PointerEvent("pointerdown"));
            if (performance.now() - began < 2_000) return;
            clearInterval(grow);
            globalThis.took = (performance.now() - began) / 1_000;
          }, 16);
        }).then(() => frame.waitForFunction(() => globalThis.took)));
        const sizes = (await settled()) - before.size;
        const activities = (await told("activity")) - before.activity;
        // The last is told after it.
        assert.ok(sizes >= 5 && sizes <= 10 * seconds + 1, `${sizes} sizes in ${seconds} s`);
        assert.ok(activities >= 2 && activities <= seconds + 1, `${activities} activities in ${seconds} s`);
        const grow = (by) => inside(page, 0, (frame) => frame.evaluate((by) => {
          globalThis.block.style.height = `${(globalThis.high += by)}px`;
        }, by));
        const last = await told("size");
        await grow(1);
        assert.equal(await settled(), last, "one pixel is the same height");
        await grow(2);
        assert.equal(await settled(), last + 1, "three are not");
      });
    },
  },
  ...SANDBOXES.map((sandbox) => ({
    name: `E4 F13 everything works with sandbox="${sandbox}"`,
    async run({ engine, open, base: plain }) {
      // To WebKit nothing is 'self' in a sandbox, so the policy must name the origin.
      const explorer = engine.name === "webkit" ? await mounted(plain) : { url: plain, close() {} };
      const base = explorer.url;
      const more = sandbox === null ? "data-raw" : `data-raw sandbox="${sandbox}"`;
      await around(open, base, frame(`${base}?embed#${READING}`, more), async (page) => {
        await heard(page, { t: "ready" });
        // Scripts cannot go back in Firefox over the steps of a frame without an origin; its button can.
        await visit(page, 0, engine.name !== "firefox" || !sandbox || /same-origin/.test(sandbox));
        await work(page);
        await heard(page, { t: "state", q: await inside(page, 0, (frame) => frame.evaluate(() => location.hash.slice(1))) });
        // Chromium starts no worker for a page without an origin, so that the page itself has done the work.
        if (engine.name === "chromium") assert.equal(page.raw.workers().length, !sandbox || /same-origin/.test(sandbox) ? 1 : 0);
        assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
      }).finally(explorer.close);
    },
  })),
  {
    name: "E4 F13 where the policy names no origin, a sandbox in WebKit shows the documents",
    only: ["webkit"],
    async run({ open, base }) {
      await around(open, base, frame(`${base}?embed#${READING}`, 'data-raw sandbox="allow-scripts"'), async (page) => {
        await inside(page, 0, async (frame) => {
          await frame.waitFor("#corpus-static article");
          assert.match(await frame.text("#corpus-static > p"), /if the explorer does not open, the documents can be read here/);
        });
      });
    },
  },
  {
    name: "E4 open in full opens a window at the same place, which cannot reach back",
    only: ["chromium"],
    async run({ open, base }) {
      const src = `${base}?embed&theme=dark#${READING}`;
      await around(open, base, frame(src, 'data-raw sandbox="allow-scripts allow-popups allow-same-origin"'), async (page) => {
        await heard(page, { t: "ready" });
        const opened = page.raw.context().waitForEvent("page");
        await inside(page, 0, (frame) => frame.click(".open-full a"));
        const full = await opened;
        await until("the full explorer", () => full.evaluate(READY), 30_000);
        const { href, mode, reach } = await full.evaluate(() => ({
          href: location.href,
          mode: document.documentElement.dataset.mode,
          reach: globalThis.opener,
        }));
        assert.deepEqual([href, mode, reach], [`${base}#${READING}&lang=en`, "public", null]);
      });
    },
  },
  {
    name: "E4 open in full says the address where no window may be opened",
    async run({ open, base: plain }) {
      const explorer = await mounted(plain);
      const base = explorer.url;
      await around(open, base, frame(`${base}?embed#${READING}`, 'data-raw sandbox="allow-scripts"'), async (page) => {
        await heard(page, { t: "ready" });
        await inside(page, 0, async (frame) => {
          await frame.click(".open-full a");
          await frame.waitFor(".open-full bdi");
          assert.equal(await frame.text(".open-full bdi"), `${base}#${READING}&lang=en`);
        });
      }).finally(explorer.close);
    },
  },
  {
    name: "E4 a view that stays sends what leads elsewhere to the full explorer",
    only: ["chromium"],
    async run({ open, base }) {
      await around(open, base, frame(`${base}?embed&readonly&features=views#${READING}`), async (page) => {
        await heard(page, { t: "ready" });
        const opened = page.raw.context().waitForEvent("page");
        await inside(page, 0, async (frame) => {
          // Another passage of the same document is the same screen.
          await frame.evaluate(() => { location.hash = "read=A/CONF.191/L.7&para=7"; });
          await frame.waitForFunction(() => /para=7/.test(location.hash));
          await frame.click('.tabs a[href^="#map"]');
        });
        const full = await opened;
        await until("the full explorer", () => full.evaluate(READY), 30_000);
        assert.match(full.url(), /#map/);
        await inside(page, 0, async (frame) => assert.match(await frame.evaluate(() => location.hash), /^#read=/));
        // The name of the page leads away as well.
        const home = page.raw.context().waitForEvent("page");
        await inside(page, 0, (frame) => frame.click(".wordmark a"));
        await until("the full explorer", async () => (await home).evaluate(READY), 30_000);
        await inside(page, 0, async (frame) => assert.match(await frame.evaluate(() => location.hash), /^#read=/));
        await page.evaluate((q) => globalThis.ports[0].postMessage({ t: "setState", q }), ANNEX);
        await heard(page, { t: "state", q: ANNEX });
      });
    },
  },
  {
    name: "E4 only the features that were asked for are there",
    async run({ open, base }) {
      const parts = { views: ".site nav:not(.languages)", languages: ".site .languages", search: ".search", take: ".take", embed: ".embed-open" };
      const shown = (frame) =>
        frame.evaluate((parts) =>
          Object.entries(parts).filter(([, at]) => [...document.querySelectorAll(at)].some((e) => e.getClientRects().length > 0)).map(([name]) => name),
        parts);
      for (const [asked, there] of [
        ["", ["views", "languages", "search", "take"]],
        ["&features=none", []],
        ["&features=languages,embed", ["languages", "embed"]],
        ["&features=views,search,take", ["views", "search", "take"]],
      ]) {
        const page = await openReady(open, `${base}?embed${asked}#find=migration`);
        await page.waitFor(".rows li");
        assert.deepEqual(await shown(page), there, asked);
      }
    },
  },
  {
    name: "E4 a host's colour can be read in both themes, and a theme is the host's to choose",
    async run({ open, base }) {
      for (const [asked, scheme, paper, act] of [
        ["theme=light&accent=1d4f91", "dark", "#fbf8f1", "#1d4f91"],
        ["theme=dark", "light", "#17181b", "#8db8ee"],
        ["accent=1d4f91", "light", "#fbf8f1", "#1d4f91"],
      ]) {
        const page = await openReady(open, `${base}?embed&${asked}`, { colorScheme: scheme });
        const told = await page.evaluate(() => {
          const style = getComputedStyle(document.documentElement);
          return ["--paper", "--act"].map((name) => style.getPropertyValue(name).trim());
        });
        assert.deepEqual(told, [paper, act], asked);
      }
      const page = await openReady(open, `${base}?embed&theme=light&accent=ffee00`);
      const act = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--act").trim());
      assert.notEqual(act, "#ffee00");
    },
  },
  {
    name: "S6 in a page around it that did not ask for an embed, no file is asked for or taken, and it is said where",
    async run({ engine, open, base }) {
      await around(open, base, frame(`${base}#add`), async (page) => {
        await inside(page, 0, async (frame) => {
          await frame.waitForFunction(READY, null, 30_000);
          assert.match(await frame.text(".add .lead"), /Documents of your own are therefore added in a window of their own/);
          assert.equal(await frame.count(".add :is(input, textarea, button)"), 0);
          // Wherever it is, nothing takes what is let go of or pasted.
          for (const address of ["#add", "#about"]) {
            await show(frame, address);
            const taken = await frame.evaluate(() => {
              const data = new DataTransfer();
              data.items.add(new File(["1. Of remittances."], "note.txt"));
              const asked = { bubbles: true, cancelable: true };
              const events = [
                ...["dragenter", "dragover", "drop"].map((name) => new DragEvent(name, { ...asked, dataTransfer: data })),
                new ClipboardEvent("paste", { ...asked, clipboardData: data }),
              ];
              return events.map((event) => !document.querySelector("main h1").dispatchEvent(event));
            });
            assert.deepEqual(taken, [false, false, false, false], address);
            assert.equal(await frame.evaluate(() => location.hash), address);
            assert.equal(await frame.count(".own-document, .drop-here"), 0);
          }
          await frame.evaluate(() => { location.hash = "#add"; });
          await frame.waitFor(".add .open-full a");
        });
        if (engine.name !== "chromium") return;
        const opened = page.raw.context().waitForEvent("page");
        await inside(page, 0, (frame) => frame.click(".add .open-full a"));
        const own = await opened;
        await own.waitForLoadState();
        await until("the page of one's own", () => own.evaluate(READY), 30_000);
        assert.equal(await own.evaluate(() => `${location.href} ${globalThis.opener}`), `${base}#add&lang=en null`);
        assert.equal(await own.locator("#add-files").count(), 1);
      });
    },
  },
  {
    name: "S6 in an embed there is no way to add a document either",
    only: ["chromium", "firefox"],
    async run({ open, base }) {
      await around(open, base, frame(`${base}?embed#add`), async (page) => {
        await heard(page, { t: "ready" });
        await inside(page, 0, async (frame) => {
          await frame.waitForFunction(isShown, "");
          assert.equal(await frame.count('.add, input[type="file"]'), 0);
        });
      });
    },
  },
  {
    name: "E5 F24 it can be embedded from wherever it lies",
    async run({ open, base }) {
      for (const [mount, at] of [["/a/b/c/", ""], ["/a/b/c/", "index.html"], ["/a%20b/%C3%BC/", ""], ["/%D9%85/x/", ""]]) {
        const explorer = await mounted(base, mount);
        try {
          const body =
            `${script(explorer.url)}<passages-explorer id="one" state="${READING}"${at && ` src="${explorer.url}${at}"`}></passages-explorer>` +
            // Where the slash is forgotten, a server puts it there.
            `<iframe id="two" data-passages src="${explorer.url.slice(0, -1)}?embed#${ANNEX}" title="Two"></iframe>`;
          await around(open, explorer.url, body, async (page) => {
            await heard(page, { t: "state", id: "one", q: READING });
            await heard(page, { t: "state", id: "two", q: ANNEX });
            assert.deepEqual(explorer.requests.filter(({ status }) => status >= 400), []);
          });
        } finally {
          explorer.close();
        }
      }
    },
  },
  {
    name: "E7 two embeds on a page keep their own states, and load the program once",
    async run({ engine, open, base }) {
      const explorer = await mounted(base);
      try {
        const body =
          `${script(explorer.url)}<passages-explorer id="one" state="${READING}"></passages-explorer>` +
          `<passages-explorer id="two" state="${ANNEX}" theme="dark" lang="fr"></passages-explorer>`;
        await around(open, explorer.url, body, async (page) => {
          await heard(page, { t: "state", id: "one", q: READING });
          await heard(page, { t: "state", id: "two", q: ANNEX });
          await page.evaluate(() => document.querySelector("#one").send({ t: "setState", q: "find=remittances" }));
          await until("the first has gone on", async () => /^find=remittances/.test((await last(page, "state", "one")).q), 10_000);
          assert.equal((await last(page, "state", "two")).q, ANNEX);
          const looks = (nth) => inside(page, nth, (frame) =>
            frame.evaluate(() => [document.documentElement.dataset.theme ?? null, document.documentElement.lang]));
          assert.deepEqual([await looks(0), await looks(1)], [[null, "en"], ["dark", "fr"]]);
          // WebKit asks side by side for what two frames want at the same moment.
          if (engine.name === "webkit") return;
          const whole = explorer.requests.filter(({ path, status }) => /^\/passages-[^/]*\.wasm$/.test(path) && status === 200);
          assert.equal(whole.length, 1, JSON.stringify(explorer.requests.filter(({ path }) => /wasm/.test(path))));
        });
      } finally {
        explorer.close();
      }
    },
  },
  {
    name: "F10 R3 with storage forbidden everything works in Firefox",
    only: ["firefox"],
    async run({ open, base }) {
      const page = await openReady(open, `${base}#${READING}`, { storage: false, offline: true });
      const throws = await page.evaluate(() => {
        try {
          return localStorage === null;
        } catch {
          return true;
        }
      });
      assert.equal(throws, true, "storage is forbidden");
      for (const address of ["#find=remittances&theme=remittances", "#map", "#compare", "#collection"]) {
        await show(page, address);
      }
      // One quiet notice, of what this browser cannot do.
      await page.waitForFunction(isUnkept);
      // That of the browser itself, about the service worker that cannot be.
      assert.deepEqual((await page.consoleErrors()).filter((text) => !/ServiceWorker/.test(text)), []);
    },
  },
  {
    name: "F10 R3 with storage forbidden everything works",
    only: ["chromium"],
    run: ({ engine, base }) => withoutStorage(engine, { "profile.default_content_setting_values.cookies": 2 }, async (page) => {
      await page.goto(`${base}#${READING}`);
      await until("the explorer", () => page.evaluate(READY), 30_000);
      const throws = await page.evaluate(() => {
        try {
          return localStorage === null;
        } catch {
          return true;
        }
      });
      assert.equal(throws, true, "storage is forbidden");
      for (const address of ["#find=remittances&theme=remittances", "#map", "#compare", "#collection"]) {
        await page.evaluate((address) => { location.hash = address; }, address);
        await until(address, () => page.evaluate(isShown, address), 20_000);
      }
      await until("one quiet notice", () => page.evaluate(isUnkept), 10_000);
    }),
  },
  {
    name: "F15 R3 as a third party whose storage is forbidden everything works",
    only: ["chromium"],
    async run({ engine, base }) {
      const site = await host(frame(`${base}?embed#${READING}`), base);
      try {
        await withoutStorage(engine, { "profile.default_content_setting_values.cookies": 2 }, async (page) => {
          await page.goto(site.url);
          await until("ready", () => page.evaluate(() => globalThis.heard.some((one) => one.t === "ready")), 30_000);
          const shim = { raw: page };
          shim.evaluate = (fn) => page.evaluate(fn);
          await visit(shim);
          // It is the host's page that is kept or not.
          assert.equal(await inside(shim, 0, (frame) => frame.evaluate(isUnkept)), false);
        });
      } finally {
        site.close();
      }
    },
  },
  {
    name: "F16 hostile messages change nothing, are counted, and hold nothing up",
    async run({ open, base }) {
      await around(open, base, frame(`${base}?embed#${READING}`), async (page) => {
        await heard(page, { t: "ready" });
        await heard(page, { t: "state", q: READING });
        await inside(page, 0, (frame) => frame.evaluate(() => {
          globalThis.faults = [];
          addEventListener("error", (event) => globalThis.faults.push(event.message));
          addEventListener("unhandledrejection", (event) => globalThis.faults.push(String(event.reason)));
          globalThis.clock = { turns: 0, longest: 0 };
          let before = performance.now();
          setInterval(() => {
            const now = performance.now();
            globalThis.clock.turns += 1;
            globalThis.clock.longest = Math.max(globalThis.clock.longest, now - before);
            before = now;
          }, 10);
        }));
        await page.evaluate(async () => {
          const cyclic = { t: "focus" };
          cyclic.self = cyclic;
          const long = "x".repeat(10_000_000);
          const odd = JSON.parse('{"t":"focus","__proto__":{"t":"focus"}}');
          const hostile = [
            null, 1, NaN, true, "focus", "{", [], [1, 2], new Date(), new Map([["t", "focus"]]), new Uint8Array(1000), cyclic, odd,
            {}, { t: 1 }, { t: "focus", v: 99 }, { t: "focus", app: "other" }, { t: "size", h: NaN }, { t: "size", h: 500 },
            { t: "setTheme", theme: "pink" }, { t: "setTheme", theme: ["dark"] }, { t: "setLang", lang: "<b>" },
            { t: "setState", q: 5 }, { t: "setState", q: "a".repeat(5000) }, { t: "navigate", url: "javascript:alert(1)" },
            { t: "setState", q: "x", more: 1 }, { t: "focus", a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 },
          ];
          const [port] = globalThis.ports;
          const child = document.querySelector("iframe").contentWindow;
          for (const big of [long, { t: "setState", q: long }, { t: long }]) {
            port.postMessage(big);
            child.postMessage(big, "*");
          }
          // A thousand a second, for five seconds, both ways.
          for (let round = 0; round < 50; round += 1) {
            for (let nth = 0; nth < 100; nth += 1) {
              const message = hostile[(round * 100 + nth) % hostile.length];
              if (nth % 2) port.postMessage(message);
              else child.postMessage(message, "*");
            }
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
          port.postMessage({ t: "setState", q: "javascript:alert(1)" });
          port.postMessage({ t: "setTheme", theme: "light" });
        });
        await heard(page, { t: "error", code: "state" });
        await inside(page, 0, async (frame) => {
          await frame.waitForFunction(() => document.documentElement.dataset.theme === "light");
          const after = await frame.evaluate(() => ({
            hash: location.hash,
            faults: globalThis.faults,
            dropped: Number(document.documentElement.dataset.dropped),
            polluted: {}.t ?? null,
          }));
          assert.deepEqual([after.hash, after.faults, after.polluted], [`#${READING}`, [], null]);
          assert.ok(after.dropped >= 2500, `${after.dropped} dropped`);
        // Had each message held the page up, a clock of ten milliseconds would have come far less often in five seconds.
        const { turns, longest } = await frame.evaluate(() => globalThis.clock);
        console.log(`    F16: ${turns} turns, the longest wait between two ${Math.round(longest)} ms`);
        assert.ok(turns >= 100, `${turns} turns: fifty milliseconds each`);
        });
        const complaints = await page.evaluate(() => globalThis.heard.filter((one) => one.code === "message").length);
        assert.ok(complaints >= 1 && complaints <= 12, `${complaints} complaints`);
      });
    },
  },
  {
    name: "F16 no task of the page takes fifty milliseconds of a processor, whatever its host sends and however fast",
    only: ["chromium"],
    async run({ engine, open, base }) {
      await around(open, base, frame(`${base}?embed#${READING}`), async (page) => {
        await heard(page, { t: "state", q: READING });
        await pause(2_000);
        await engine.browser.startTracing(page.raw, { categories: ["toplevel", "blink.user_timing"] });
        await inside(page, 0, (frame) => frame.evaluate(() => { performance.mark("here"); }));
        await page.evaluate(async () => {
          const [port] = globalThis.ports;
          const child = document.querySelector("iframe").contentWindow;
          const long = "x".repeat(10_000_000);
          const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, nth) => [`k${nth}`, nth]));
          const messages = [
            null, "{", [], { t: 1 }, many, { t: "focus", v: 99 }, { t: "setState", q: 5 }, { t: "setState", q: "a".repeat(5_000) },
            JSON.stringify({ t: "setState", q: "x".repeat(3_000) }), `{"t":"${"\\u0041".repeat(2_000)}"}`, { t: "size", h: NaN },
          ];
          for (const big of [long, { t: "setState", q: long }, { app: "passages", v: 1, t: long }]) {
            port.postMessage(big);
            child.postMessage(big, "*");
          }
          // Ten a millisecond in bursts, then a thousand a second.
          for (let nth = 0; nth < 3_000; nth += 1) port.postMessage(messages[nth % messages.length]);
          for (let round = 0; round < 30; round += 1) {
            for (let nth = 0; nth < 100; nth += 1) {
              port.postMessage(messages[nth % messages.length]);
              port.postMessage({ t: "setTheme", theme: nth % 2 ? "dark" : "light" });
              child.postMessage(messages[nth % messages.length], "*");
            }
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
          port.postMessage({ t: "setState", q: "javascript:alert(1)" });
        });
        await heard(page, { t: "error", code: "state" });
        await pause(500);
        const { traceEvents } = JSON.parse(String(await engine.browser.stopTracing()));
        const { pid, tid } = traceEvents.find(({ name, cat }) => name === "here" && cat.includes("user_timing"));
        const tasks = traceEvents.filter((event) => event.ph === "X" && event.pid === pid && event.tid === tid && /RunTask/.test(event.name));
        // Of the processor's time: a machine that is busy makes nothing longer.
        const longest = Math.max(...tasks.map(({ tdur }) => tdur ?? 0)) / 1000;
        console.log(`    F16: ${tasks.length} tasks, the longest ${longest.toFixed(1)} ms`);
        assert.ok(tasks.length > 1_000 && longest < 50, `${longest} ms`);
      });
    },
  },
  {
    name: "F16 a flood of states is shown as its last",
    async run({ open, base }) {
      await around(open, base, frame(`${base}?embed#${READING}`), async (page) => {
        await heard(page, { t: "state", q: READING });
        const steps = await inside(page, 0, (frame) => frame.evaluate(() => history.length));
        await page.evaluate(async (last) => {
          for (let nth = 0; nth < 2000; nth += 1) {
            globalThis.ports[0].postMessage({ t: "setState", q: `find=${nth}` });
          }
          globalThis.ports[0].postMessage({ t: "setState", q: last });
        }, ANNEX);
        await heard(page, { t: "state", q: ANNEX });
        const states = await page.evaluate(() => globalThis.heard.filter((one) => one.t === "state").length);
        assert.ok(states < 40, `${states} states`);
        await inside(page, 0, async (frame) => {
          assert.equal(await frame.evaluate(() => history.length), steps);
          assert.equal(await frame.evaluate(() => location.hash), `#${ANNEX}`);
        });
      });
    },
  },
];

const FRAME_HEIGHT = (nth) =>
  [...document.querySelectorAll("iframe, passages-explorer")].map((e) => e.shadowRoot?.querySelector("iframe") ?? e)[nth].clientHeight;

/** Chromium with preferences of its own. */
async function withoutStorage(engine, preferences, work) {
  const home = await mkdtemp(join(tmpdir(), "passages-chromium-"));
  try {
    await mkdir(join(home, "Default"));
    const tree = {};
    for (const [path, value] of Object.entries(preferences)) {
      const names = path.split(".");
      const end = names.pop();
      let at = tree;
      for (const name of names) at = at[name] ??= {};
      at[end] = value;
    }
    await writeFile(join(home, "Default", "Preferences"), JSON.stringify(tree));
    const context = await engine.at(home);
    const errors = [];
    try {
      const page = await context.newPage();
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      page.on("pageerror", (error) => errors.push(String(error)));
      await work(page);
      assert.deepEqual(errors, []);
    } finally {
      await context.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
