// The canvas of a large map and the SVG that is saved of it are the same picture.

import assert from "node:assert/strict";
import { serving } from "./engine.mjs";

const SIZE = [1000, 640];
const PICTURES = {
  "every kind of mark": ["of_all_marks"],
  graph: ["at", "map", ...SIZE],
  "graph with an open passage": ["at", "map&at=letter-2006-04-13:annex.k", ...SIZE],
  "graph with a filter": ["at", "map&theme=remittances", ...SIZE],
  themes: ["at", "map=themes", ...SIZE],
  matrix: ["at", "map=matrix", ...SIZE],
  timeline: ["at", "map=timeline", ...SIZE],
  "clusters of 10,000 passages": ["of_heaps", 10_000, 1],
  "some of 10,000 passages": ["of_heaps", 10_000, 6],
};

// Blocks whose means are further apart than this, of 255, are different: letters and edges that are smoothed in another way stay below.
const MOST = 32;
// The share of blocks with something in them that may be different.
const SHARE = 0.002;

const test = (colorScheme) => ({
  name: `canvas and SVG are the same picture, ${colorScheme}`,
  async run({ open }) {
    await serving(async (url) => {
      const page = await open(url, { colorScheme });
      await page.waitForFunction(() => typeof window.compare === "function");
      const papers = new Set();
      const wrong = [];
      for (const [name, [make, ...given]] of Object.entries(PICTURES)) {
        // Asked and fetched in two steps: WebKit's driver does not wait for what a function promises.
        await page.evaluate(
          (asked) => {
            window.compared = undefined;
            window.compare(asked).then(
              (found) => (window.compared = found),
              (error) => (window.compared = { error: String(error) }),
            );
          },
          { make, given, most: MOST },
        );
        const found = await page.waitForFunction(() => window.compared, undefined, 30_000);
        const same = found.marks > 20 && found.painted > 200 && found.different <= SHARE * found.painted;
        if (!same) wrong.push(`${name}: ${JSON.stringify(found)}`);
        papers.add(found.paper);
      }
      assert.deepEqual(wrong, []);
      assert.equal(papers.size, 1);
      const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
      assert.equal(isDark, colorScheme === "dark");
    });
  },
});

export default [test("light"), test("dark")];
