// What is kept for when there is no network: K11, F26, and S1 for the service worker.
//
// Each test has a server of its own, which is given other versions and goes away.

import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { find } from "./engines.mjs";
import { READY, openReady } from "./ready.mjs";
import { DIST, GENERATION, serve, variant } from "./site.mjs";
import { isShown } from "./views.mjs";
import { pause } from "./wait.mjs";

const INTERCEPTING = ["chromium", "firefox"];
const MINUTE = 60_000;
/** A page that is left sooner than this has not failed (service-worker.js). */
const HASTY_MILLIS = 2_000;

/** Whether all is kept, and the version has been seen to start. */
const KEPT = async () => {
  if (!navigator.serviceWorker?.controller) return false;
  const place = new URL("./", location.href).pathname;
  const notes = await caches.match(new URL("./notes", location.href).href, { cacheName: `passages ${place} notes` });
  return notes ? (await notes.json()).isProven === true : false;
};

const names = () => caches.keys();

/** A server, and variants of the build, that are gone after the test. */
function test(name, mounts, run, only) {
  return {
    name,
    only,
    async run(context) {
      const variants = [];
      const make = async (...args) => {
        const made = await variant(...args);
        variants.push(made);
        return made.folder;
      };
      const site = await serve(await mounts(make));
      try {
        await run({ ...context, site, make });
      } finally {
        await site.close();
        await Promise.all(variants.map(({ remove }) => remove()));
      }
    },
  };
}

/** A page with a clock that can be put forward. */
async function openKept(open, url, options = {}) {
  const prepare = (raw) => raw.clock.install();
  const page = await openReady(open, url, { offline: true, prepare, ...options });
  await page.waitForFunction(KEPT, null, 20_000);
  return page;
}

const waiting = async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting);
const settled = async () => {
  const { installing, waiting } = await navigator.serviceWorker.getRegistration();
  return !installing && !waiting;
};

/** A new version is found and kept, and waits. */
async function findNew(page) {
  await page.raw.clock.fastForward(61 * MINUTE);
  await page.waitForFunction(waiting, null, 20_000);
}

/** Nobody touches the page until the new version has taken over. */
async function leaveAlone(page) {
  for (let minutes = 0; minutes < 8; minutes += 1) {
    await page.raw.clock.runFor(MINUTE);
    await pause(50);
  }
  await page.waitForFunction(settled, null, 10_000);
}

async function reloadReady(page) {
  await page.reload();
  await page.waitForFunction(READY);
}

const cut = (bytes) => bytes.subarray(0, 5_000);

export default [
  test("F26 with the server gone the page reloads, and an address deep inside opens anew in another language", () => ({ "/p/": DIST }), async ({ open, engine, site }) => {
    const page = await openReady(open, site.url("/p/"), { offline: true });
    await page.waitForFunction(KEPT, null, 20_000);
    await site.close();
    await page.goto(`${site.url("/p/")}?x=1#read=A/CONF.191/L.7&para=5&lang=ar`);
    await page.waitForFunction(READY);
    await page.waitForFunction(() => document.documentElement.lang === "ar");
    await page.waitFor("#p-5");
    await reloadReady(page);
    // What is loaded when it is wanted is there as well.
    await page.goto(`${site.url("/p/")}#compare`);
    await page.waitFor("li.wording", 20_000);
    if (engine.name !== "webkit") assert.deepEqual(await page.consoleErrors(), []);
  }),
  test("F26 without a network a sentence says so, in the language of the page, and goes when there is one", () => ({ "/": DIST }), async ({ open, engine, site }) => {
    const page = await openReady(open, site.url("/"), { offline: true });
    await page.waitForFunction(KEPT, null, 20_000);
    // What only one engine can be told, the others are made to believe.
    const goOffline = (isOffline) =>
      engine.name === "chromium"
        ? page.raw.context().setOffline(isOffline)
        : page.evaluate((isOffline) => {
            Object.defineProperty(navigator, "onLine", { value: !isOffline, configurable: true });
            dispatchEvent(new Event(isOffline ? "offline" : "online"));
          }, isOffline);
    const isSaid = () => document.querySelector("p.offline").getClientRects().length > 0;
    assert.equal(await page.evaluate(isSaid), false);
    await goOffline(true);
    await page.waitForFunction(isSaid);
    assert.match(await page.text("p.offline"), /without a network/);
    await page.goto(`${site.url("/")}#about&lang=fr`);
    await page.waitForFunction(() => document.querySelector("p.offline").innerText.startsWith("Hors ligne"));
    if (engine.name === "chromium") {
      await reloadReady(page);
      await page.waitForFunction(isSaid);
    }
    await goOffline(false);
    await page.waitForFunction(() => document.querySelector("p.offline").getClientRects().length === 0);
  }),
  test("F12 R3 with no room left the page works, and what was kept before stays whole", async (make) => ({ "/": await make("v1", {}), "/new/": DIST }), async ({ open, site, make }) => {
    const page = await openKept(open, site.url("/"));
    const before = await page.evaluate(names);
    const devtools = await page.raw.context().newCDPSession(page.raw);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url("/")).origin, quotaSize: 1_000 });
    await site.mount("/", await make("v2", {}));
    const update = async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update().catch(() => {});
      while (registration.installing) await new Promise((resolve) => setTimeout(resolve, 20));
      return registration.waiting === null;
    };
    assert.ok(await page.evaluate(update), "half a version is none");
    const isTold = () => document.querySelector(".unkept").getClientRects().length > 0;
    assert.equal(await page.evaluate(isTold), false, "what was kept is there");
    assert.deepEqual(await page.evaluate(names), before);
    assert.deepEqual(await page.consoleErrors(), []);
    // A page that has kept nothing yet, where there is no room for anything.
    const second = await openReady(async (url) => (await page.goto(url), page), site.url("/new/"));
    await second.goto(`${site.url("/new/")}#compare`);
    await second.waitFor("li.wording", 20_000);
    await page.waitForFunction(isTold);
    assert.match(await page.text(".site-foot .unkept"), /does not keep the explorer for use without a network/);
    await pause(2_000);
    assert.deepEqual((await page.evaluate(names)).filter((name) => name.includes("/new/ ") && !name.endsWith("notes")), []);
    assert.deepEqual(await page.consoleErrors(), []);
    await site.close();
    await page.goto(site.url("/"));
    await page.waitForFunction(READY);
    assert.equal(await page.evaluate(GENERATION), "v1");
  }, ["chromium"]),
  test("S1 the policy refuses the service worker nothing, and all that is kept is of this page", () => ({ "/p/": DIST }), async ({ open, site }) => {
    const initScript = () => {
      globalThis.refused = [];
      document.addEventListener("securitypolicyviolation", (event) => globalThis.refused.push(event.effectiveDirective));
    };
    const page = await openReady(open, site.url("/p/"), { offline: true, initScript });
    await page.waitForFunction(KEPT, null, 20_000);
    assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
    assert.deepEqual(await page.consoleErrors(), []);
    const kept = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => url);
    });
    assert.ok(kept.every((url) => url.startsWith(site.url("/p/"))), String(kept));
    assert.ok(kept.some((url) => /passages-workshop_bg-.*\.wasm$/.test(url)) && kept.some((url) => /zh-.*\.txt$/.test(url)));
    assert.deepEqual(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]), ["", 0, 0]);
  }, INTERCEPTING),
  test("K11 a new version takes over only when nobody is there, and one that fails to start twice is taken back", async (make) => ({ "/p/": await make("v1", {}) }), async ({ open, site, make }) => {
    const page = await openKept(open, site.url("/p/"));
    assert.equal(await page.evaluate(GENERATION), "v1");

    await site.mount("/p/", await make("v2", {}));
    await findNew(page);
    await page.press("Tab");
    await page.raw.clock.runFor(4 * MINUTE);
    await page.press("Tab");
    await page.raw.clock.runFor(4 * MINUTE);
    assert.ok(await page.evaluate(waiting), "somebody was there");
    await reloadReady(page);
    assert.equal(await page.evaluate(GENERATION), "v1", "a visit is of one version");
    await leaveAlone(page);
    assert.equal(await page.evaluate(GENERATION), "v1", "what is open stays as it is");
    await reloadReady(page);
    assert.equal(await page.evaluate(GENERATION), "v2");
    await page.waitForFunction(KEPT);

    await site.mount("/p/", await make("v3", { "^passages-[0-9a-f]+_bg.wasm": cut }));
    await findNew(page);
    await leaveAlone(page);
    for (const attempt of [1, 2]) {
      await page.reload();
      // By a clock that was put forward, it takes long before it fails.
      await page.waitForFunction(() => /BOOT-CORRUPT/.test(document.getElementById("boot-notice")?.textContent));
      assert.equal(await page.evaluate(GENERATION), "v3", `visit ${attempt}`);
      await pause(HASTY_MILLIS);
    }
    await reloadReady(page);
    assert.equal(await page.evaluate(GENERATION), "v2");
    await pause(HASTY_MILLIS);
    await site.close();
    await reloadReady(page);
    assert.equal(await page.evaluate(GENERATION), "v2", "and it stays so without a network");
  }, INTERCEPTING),
  test("K11 after a version that was taken back the next one comes", async (make) => ({ "/": await make("v1", {}) }), async ({ open, site, make }) => {
    const page = await openKept(open, site.url("/"));
    await site.mount("/", await make("v2", { "^boot-": () => "throw 1;" }));
    await findNew(page);
    await leaveAlone(page);
    for (const attempt of [1, 2]) {
      await page.reload();
      assert.equal(await page.evaluate(GENERATION), "v2", `visit ${attempt}`);
      await pause(HASTY_MILLIS);
    }
    await reloadReady(page);
    assert.equal(await page.evaluate(GENERATION), "v1");
    await site.mount("/", await make("v3", {}));
    await findNew(page);
    await leaveAlone(page);
    await reloadReady(page);
    assert.equal(await page.evaluate(GENERATION), "v3");
    await page.waitForFunction(KEPT);
    assert.equal((await page.evaluate(names)).length, 3, "the notes, this version and the one before");
  }, INTERCEPTING),
  test("K11 a page that is left at once has not failed", async (make) => ({ "/": await make("v1", {}) }), async ({ open, site, make }) => {
    const page = await openKept(open, site.url("/"));
    await site.mount("/", await make("v2", { "^boot-": () => "/* has not started yet */" }));
    await findNew(page);
    await leaveAlone(page);
    for (let times = 0; times < 6; times += 1) await page.reload();
    assert.equal(await page.evaluate(GENERATION), "v2");
  }, INTERCEPTING),
  test("K11 a version that was copied to the server by half is not kept at all", async (make) => ({ "/": await make("v1", {}) }), async ({ open, site, make }) => {
    const page = await openKept(open, site.url("/"));
    const before = await page.evaluate(names);
    await site.mount("/", await make("v2", { "^workshop-": (text) => `${text}\n` }, true));
    const update = async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update().catch(() => {});
      while (registration.installing) await new Promise((resolve) => setTimeout(resolve, 20));
      return registration.waiting === null;
    };
    assert.ok(await page.evaluate(update));
    assert.deepEqual(await page.evaluate(names), before);
    await site.close();
    await reloadReady(page);
    assert.equal(await page.evaluate(GENERATION), "v1");
  }, INTERCEPTING),
  test("K11 an exhibit is loaded anew by a new version while it is alone, and not before", async (make) => ({ "/": await make("v1", {}) }), async ({ open, site, make }) => {
    const page = await openKept(open, `${site.url("/")}?kiosk`);
    await page.evaluate(() => delete document.documentElement.dataset.alone);
    await site.mount("/", await make("v2", {}));
    await findNew(page);
    await page.evaluate(() => delete document.documentElement.dataset.alone);
    assert.equal(await page.evaluate(GENERATION), "v1");
    await page.evaluate(() => (document.documentElement.dataset.alone = ""));
    await page.raw.clock.runFor(2 * MINUTE);
    await page.waitForFunction((now) => document.querySelector('meta[name="generator"]')?.content === now, "v2");
    await page.waitForFunction(READY);
  }, INTERCEPTING),
  test("K11 what a technician writes beside the page is read as it is, and without a network as it was", async (make) => ({ "/": await make("v1", {}) }), async ({ open, site, make }) => {
    const folder = await make("v1", {});
    await writeFile(join(folder, "kiosk.json"), "[1]");
    await site.mount("/", folder);
    const page = await openReady(open, site.url("/"), { offline: true });
    await page.waitForFunction(KEPT, null, 20_000);
    const read = () => fetch("./kiosk.json").then((response) => (response.ok ? response.text() : response.status), () => "nothing");
    assert.equal(await page.evaluate(read), "[1]");
    await writeFile(join(folder, "kiosk.json"), "[2]");
    assert.equal(await page.evaluate(read), "[2]");
    // A server in trouble has taken nothing back; one that says that it is gone has.
    site.fail(502);
    assert.equal(await page.evaluate(read), "[2]");
    site.fail(0);
    await rm(join(folder, "kiosk.json"));
    assert.equal(await page.evaluate(read), 404);
    await writeFile(join(folder, "kiosk.json"), "[3]");
    assert.equal(await page.evaluate(read), "[3]");
    await site.close();
    assert.equal(await page.evaluate(read), "[3]");
  }, INTERCEPTING),
  test("K11 a host that takes what is asked and never answers holds up nothing that is kept", () => ({ "/": DIST }), async ({ open, site }) => {
    const page = await openReady(open, site.url("/"), { offline: true });
    await page.waitForFunction(KEPT, null, 20_000);
    site.hush(/./);
    await page.reload();
    await page.waitForFunction(READY, null, 9_000);
    site.hush(undefined);
  }),
  test("K11 what is kept and given to visitors stays whole when it is fetched again in vain", async (make) => ({ "/": await make("v1", {}) }), async ({ open, site, make }) => {
    const page = await openKept(open, site.url("/"));
    const before = await page.evaluate(names);
    // The same version with another service worker, as after a way back, and a file of it that does not come.
    const folder = await make("v1", {});
    const worker = join(folder, "service-worker.js");
    await writeFile(worker, `${await readFile(worker, "utf8")}\n// another`);
    await site.mount("/", folder);
    site.lose(/workshop/);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update().catch(() => {});
      while (registration.installing) await new Promise((resolve) => setTimeout(resolve, 20));
    });
    assert.deepEqual(await page.evaluate(names), before);
    await site.close();
    await reloadReady(page);
    assert.equal(await page.evaluate(GENERATION), "v1");
    await page.goto(`${site.url("/")}#compare`);
    await page.waitFor("li.wording", 20_000);
  }, INTERCEPTING),
  test("K11 whoever keeps the site can take all of it out of the browsers again", () => ({ "/": DIST }), async ({ open, site, make }) => {
    const page = await openReady(open, site.url("/"), { offline: true });
    await page.waitForFunction(KEPT, null, 20_000);
    const folder = await make("v2", {});
    await copyFile(new URL("../../docs/deploy/service-worker-off.js", import.meta.url), join(folder, "service-worker.js"));
    await site.mount("/", folder);
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
    await page.waitForFunction(async () => (await caches.keys()).length === 0 && !(await navigator.serviceWorker.getRegistration()));
  }, INTERCEPTING),
  test("K11 a reload past everything that is kept brings the page from the server, and takes nothing away", () => ({ "/": DIST }), async ({ open, site }) => {
    const page = await openReady(open, site.url("/"), { offline: true });
    await page.waitForFunction(KEPT, null, 20_000);
    const devtools = await page.raw.context().newCDPSession(page.raw);
    await Promise.all([page.raw.waitForEvent("load"), devtools.send("Page.reload", { ignoreCache: true })]);
    await page.waitForFunction(READY);
    assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null, "it was a reload past it");
    await site.close();
    await reloadReady(page);
  }, ["chromium"]),
  test("K11 after a restart of the browser it opens without a network", () => ({ "/p/": DIST }), async ({ engine, site }) => {
    const profile = await mkdtemp(join(tmpdir(), "passages-profile-"));
    const [executablePath, options] =
      engine.name === "chromium"
        ? [find(["chromium", "chromium-browser", "google-chrome"]), { args: ["--no-sandbox", "--disable-gpu"] }]
        : [find(["firefox", "firefox-esr"]), { channel: "moz-firefox" }];
    const start = () => engine.browser.browserType().launchPersistentContext(profile, { executablePath, ...options });
    const until = async (page, fn) => {
      for (let times = 0; !(await page.evaluate(fn)); times += 1) {
        assert.ok(times < 200, String(fn));
        await pause(100);
      }
    };
    let context = await start();
    try {
      const page = await context.newPage();
      await page.goto(site.url("/p/"));
      await until(page, READY);
      await until(page, KEPT);
      await context.close();
      await site.close();
      context = await start();
      const again = await context.newPage();
      await again.goto(`${site.url("/p/")}#find=remittances`);
      await until(again, READY);
      assert.ok((await again.locator("mark").count()) > 0);
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  }, INTERCEPTING),
  test("it can be installed: the browser finds no fault with the manifest, its icons are there, and its shortcuts lead somewhere", () => ({ "/p/": DIST }), async ({ open, site }) => {
    const page = await openReady(open, site.url("/p/"), { offline: true });
    await page.waitForFunction(KEPT, null, 20_000);
    const devtools = await page.raw.context().newCDPSession(page.raw);
    const { url, data, errors } = await devtools.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    assert.ok(url.startsWith(`${site.url("/p/")}manifest-`), url);
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    // What the tests' own windows are.
    assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
    const { icons, shortcuts, start_url } = JSON.parse(data);
    assert.equal(new URL(start_url, url).href, site.url("/p/"));
    const sizes = await page.evaluate(
      ([icons, url]) =>
        Promise.all(
          icons.map(async ({ src }) => {
            const { width, height } = await createImageBitmap(await (await fetch(new URL(src, url))).blob());
            return `${width}x${height}`;
          }),
        ),
      [icons, url],
    );
    assert.deepEqual(sizes, icons.map(({ sizes }) => sizes));
    for (const shortcut of shortcuts) {
      await page.goto(new URL(shortcut.url, url).href);
      await page.waitForFunction(isShown, new URL(page.raw.url()).hash);
      assert.equal((await page.texts("p.notice")).length, 0, shortcut.url);
    }
  }, ["chromium"]),
  test("whoever has asked the browser to save data is sent nothing that is not asked for", () => ({ "/": DIST }), async ({ open, site }) => {
    const initScript = () => Object.defineProperty(navigator, "connection", { value: { saveData: true } });
    const page = await openReady(open, site.url("/"), { offline: true, initScript });
    await pause(1_000);
    assert.deepEqual(await page.evaluate(names), []);
    assert.ok(!site.seen.includes("/service-worker.js"));
    assert.match(await page.text(".site-foot .unkept"), /does not keep/);
  }, INTERCEPTING),
  test("a version that is kept already has started, though data is to be saved from now on", async (make) => ({ "/": await make("v1", {}) }), async ({ open, site, make }) => {
    const page = await openKept(open, site.url("/"));
    await site.mount("/", await make("v2", {}));
    await findNew(page);
    await leaveAlone(page);
    await page.raw.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
    await reloadReady(page);
    assert.equal(await page.evaluate(GENERATION), "v2");
    await page.waitForFunction(KEPT, null, 20_000);
  }, INTERCEPTING),
  test("two copies on one host, one below the other, keep apart what is theirs", async (make) => ({ "/one/": await make("one", {}), "/one/two/": await make("two", {}) }), async ({ open, site, make }) => {
    const page = await openKept(open, site.url("/one/"));
    await page.goto(site.url("/one/two/"));
    await page.waitForFunction(READY);
    await page.waitForFunction(KEPT, null, 20_000);
    const before = await page.evaluate(names);
    assert.deepEqual(before.map((name) => name.split(" ")[1]).sort(), ["/one/", "/one/", "/one/two/", "/one/two/"]);
    await page.goto(site.url("/one/"));
    await page.waitForFunction(READY);
    for (const name of ["one-2", "one-3"]) {
      await site.mount("/one/", await make(name, {}));
      await findNew(page);
      await leaveAlone(page);
      await reloadReady(page);
      await page.waitForFunction(KEPT);
    }
    await site.close();
    await page.goto(`${site.url("/one/two/")}#about`);
    await page.waitForFunction(READY);
    assert.equal(await page.evaluate(GENERATION), "two");
    await page.goto(site.url("/one/"));
    await page.waitForFunction(READY);
    assert.equal(await page.evaluate(GENERATION), "one-3");
  }, INTERCEPTING),
  {
    name: "in a frame, with sandbox or without, nothing is kept, and nobody is told of a fault",
    only: INTERCEPTING,
    async run({ open }) {
      const host = await mkdtemp(join(tmpdir(), "passages-host-"));
      await writeFile(join(host, "index.html"), '<!doctype html><iframe src="p/"></iframe><iframe src="p/" sandbox="allow-scripts"></iframe>');
      await writeFile(join(host, "_headers"), "/*\n");
      const site = await serve({ "/": host, "/p/": DIST });
      try {
        const page = await open(site.url("/"), { offline: true });
        const [plain] = page.raw.frames().slice(1);
        for (let times = 0; !(await plain.evaluate(READY)); times += 1) {
          assert.ok(times < 100);
          await pause(100);
        }
        await pause(500);
        assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
        assert.deepEqual((await page.consoleErrors()).filter((text) => /service.?worker/i.test(text)), []);
      } finally {
        await site.close();
        await rm(host, { recursive: true, force: true });
      }
    },
  },
];
