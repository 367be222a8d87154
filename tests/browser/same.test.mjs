// What the engine works out is the same to the bit in every browser, and the same as natively (crates/passages-bench/src/same.rs).

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { serving } from "./engine.mjs";

export default [
  {
    name: "links, ranks, places, communities and centrality are the same to the bit as natively",
    async run({ open }) {
      const held = JSON.parse(await readFile(new URL("./same.json", import.meta.url), "utf8"));
      await serving(async (base) => {
        const page = await open(base);
        await page.waitForFunction(() => typeof globalThis.same === "function", null, 30_000);
        assert.deepEqual(JSON.parse(await page.evaluate(() => globalThis.same())), held);
      });
    },
  },
];
