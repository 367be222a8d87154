// `node intake.mjs DIST DIR`: asks the reader that ships what `passages-bench intake --to DIR` has written there.
// One line of JSON a format: medians over five rounds, in milliseconds, and the longest step.

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [dist, dir] = process.argv.slice(2);
const file = (begins, ends) =>
  resolve(dist, readdirSync(dist).find((name) => name.startsWith(begins) && name.endsWith(ends)));
const { default: init, Workshop } = await import(pathToFileURL(file("passages-reader-", ".js")));
await init({ module_or_path: await WebAssembly.compile(readFileSync(file("passages-reader_bg-", ".wasm"))) });
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const corpus = readFileSync(join(dir, "corpus.bin"));

for (const format of ["docx", "pdf"]) {
  const spent = { read: [], gather: [] };
  let longest = 0;
  for (let round = 0; round < 5; round += 1) {
    const reader = new Workshop();
    reader.supply(corpus);
    for (const what of ["read", "gather"]) {
      const question = readFileSync(join(dir, `${format}.${what}`));
      const start = performance.now();
      reader.begin(question);
      for (let isDone = false; !isDone; ) {
        const step = performance.now();
        isDone = reader.step();
        longest = Math.max(longest, performance.now() - step);
      }
      const answer = reader.answer();
      spent[what].push(performance.now() - start);
      if ("!?".includes(String.fromCharCode(answer[0]))) throw new Error(`${format}: ${what} has no answer`);
    }
    reader.free();
  }
  const [read_millis, gather_millis] = [spent.read, spent.gather].map(median);
  console.log(JSON.stringify({ format, read_millis, gather_millis, longest_step_millis: longest }));
}
