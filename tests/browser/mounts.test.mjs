// E5, F24: the same files, unchanged, wherever they lie.

import assert from "node:assert/strict";
import { heard, host, inside } from "./host.mjs";
import { openReady } from "./ready.mjs";
import { DIST, serve } from "./site.mjs";
import { isShown, show } from "./views.mjs";

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
      // Every part of the program is loaded when it is wanted: those that read and draw, the reader, the workshop, a wording.
      await show(page, "#read=A/CONF.191/L.7&para=5");
      await show(page, "#map");
      await page.waitFor(".map .node");
      await show(page, "#add");
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(["A NOTE\n\n1. Of remittances of zzyzzyvas.\n"], "note.txt"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      });
      await page.waitForFunction(() => document.querySelector(".own-document .ways"), null, 30_000);
      await show(page, "#find=zzyzzyvas");
      assert.equal(await page.attribute("#tally", "data-count"), "1");
      await show(page, "#compare&lang=fr");
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
      // Embedded in a page of another site, from where it lies.
      const query = rest.includes("?") ? `${rest}&embed` : `${rest}?embed`;
      const around = await host(`<iframe id="one" data-raw src="${site.url(place)}${query}#map" title="Passages" width="800" height="600"></iframe>`, site.url(folder));
      try {
        const other = await open(around.url);
        await heard(other, { t: "ready" });
        await inside(other, 0, (frame) => frame.waitForFunction(isShown, "#map", 30_000));
        assert.deepEqual(await other.evaluate(() => globalThis.refused), []);
      } finally {
        around.close();
      }
      assert.deepEqual(site.seen.filter((path) => !path.startsWith(folder) && path !== place && path !== "/favicon.ico"), []);
    } finally {
      await site.close();
    }
  },
}));
