// node adapters/facets.mjs MODULE.js CORPUS.jsonl [ROUNDS]: filter changes and suggestions in wasm; one line of JSON.
// MODULE.js is what `wasm-bindgen --target nodejs` wrote.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [module, corpus, rounds = '21'] = process.argv.slice(2);
const { Narrowing, typed } = createRequire(import.meta.url)(resolve(module));
const lines = readFileSync(corpus, 'utf8');
const timed = (work) => {
  const start = performance.now();
  const answer = work();
  return [performance.now() - start, answer];
};
const [openMs, narrowing] = timed(() => new Narrowing(lines));
// The first suggestion folds all names.
const [firstMs] = timed(() => narrowing.suggest('m'));
const measured = (work) => {
  const runs = Array.from({ length: Number(rounds) }, () => timed(work));
  const times = runs.map(([ms]) => ms).sort((a, b) => a - b);
  const at = (part) => Number(times[Math.floor(times.length * part)].toFixed(3));
  return { min: at(0), p50: at(0.5), p95: at(0.95), answer: runs[0][1] };
};
const changes = narrowing.changes().split('\n').map((line) => line.split(' '));
console.log(JSON.stringify({
  paragraphs: narrowing.paragraphs,
  open_ms: Number(openMs.toFixed(1)),
  first_suggestion_ms: Number(firstMs.toFixed(2)),
  changes: Object.fromEntries(changes.map(([name, address]) => [name, measured(() => narrowing.select(address))])),
  suggestions: Object.fromEntries(typed().split(' ').map((text) => [text, measured(() => narrowing.suggest(text))])),
}));
