// How long the map takes to compute in wasm: node scene.mjs DIR, where DIR holds the output of
// `wasm-bindgen --target nodejs` for this crate. Prints one line of JSON; shortest of 15 rounds, in milliseconds.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { SceneBench } = createRequire(import.meta.url)(resolve(process.argv[2], "passages_bench.js"));
const result = { what: "scene", unit: "ms", engine: "wasm" };
for (const size of [1000, 10000, 60000]) {
  const start = performance.now();
  const bench = new SceneBench(size);
  const row = { made: +(performance.now() - start).toFixed(3) };
  for (const [name, nearer] of [["map_whole", 1], ["map_nearer", 4], ["map_close", 16]]) {
    let ms = Infinity;
    let marks = 0;
    for (let round = 0; round < 15; round++) {
      const start = performance.now();
      marks = bench.draw(nearer);
      ms = Math.min(ms, performance.now() - start);
    }
    row[name] = { ms: +ms.toFixed(3), marks };
  }
  bench.free();
  result[size] = row;
}
console.log(JSON.stringify(result));
