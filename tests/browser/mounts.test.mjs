// E5, F24: the same files, unchanged, wherever they lie.

import assert from "node:assert/strict";
import { openReady } from "./ready.mjs";
import { DIST, serve } from "./site.mjs";

/** The places, and the address in them that is opened. */
const MOUNTS = [
  ["/", ""],
  ["/a/b/c/", ""],
  ["/a/b/c/", "index.html"],
  ["/a/b/c", ""],
  ["/a b/ü/", ""],
  ["/~site/x.y+z/100% ‎نص/", "?q=1"],
];

export default MOUNTS.map(([place, rest]) => ({
  name: `F24 at ${place}${rest} everything is found, now and later`,
  async run({ open, engine }) {
    const folder = place.endsWith("/") ? place : `${place}/`;
    const site = await serve({ [folder]: DIST });
    try {
      const page = await openReady(open, `${site.url(place)}${rest}#find=remittances`, { offline: true });
      await page.waitFor("mark");
      // A part of each kind that is loaded when it is wanted: a wording, the workshop, a picture of an address.
      await page.goto(`${(await page.url()).split("#")[0]}#compare&lang=fr`);
      await page.waitFor("li.wording", 20_000);
      await page.waitForFunction(() => document.documentElement.lang === "fr");
      const { pathname, scope, controlled } = await page.evaluate(async () => {
        const registration = await navigator.serviceWorker?.ready;
        return { pathname: location.pathname, scope: registration?.scope, controlled: Boolean(registration?.active) };
      });
      assert.ok(pathname.endsWith("/") || pathname.endsWith("/index.html"), pathname);
      assert.equal(new URL(scope).pathname, new URL("./", new URL(pathname, site.url("/"))).pathname);
      assert.ok(controlled);
      // The mark of the browser's own tab apart, nothing is asked for outside.
      const outside = site.seen.filter((path) => !path.startsWith(folder) && path !== place && path !== "/favicon.ico");
      assert.deepEqual(outside, []);
      if (engine.name !== "webkit") assert.deepEqual(await page.consoleErrors(), []);
    } finally {
      await site.close();
    }
  },
}));
