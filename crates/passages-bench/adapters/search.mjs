// The engine's search in wasm, in the form in which the benchmark drives its peers.
// Built by: cargo build -p passages-bench --lib --target wasm32-unknown-unknown --release, then wasm-bindgen --target nodejs.
// PASSAGES_BENCH names the folder with what wasm-bindgen wrote; PASSAGES_STEMS=1 asks for all forms of a word, as visitors do.
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const engine = require(path.resolve(process.env.PASSAGES_BENCH ?? '.', 'passages_bench.js'));
const exact = process.env.PASSAGES_STEMS ? '' : '=';
const words = (q) => q.q.split(' ').map((word) => exact + word);
const typed = {
  single: (q) => words(q)[0],
  and3: (q) => words(q).join(' '),
  or3: (q) => words(q).join(' OR '),
  prefix: (q) => `${q.q}*`,
  fuzzy: (q) => `${exact}${q.q}~`,
};

export default {
  name: 'passages',
  binary: true,
  kinds: Object.keys(typed),
  build(docs) {
    const builder = new engine.SearchBuilder();
    for (const doc of docs) builder.push(doc.text);
    return builder.finish();
  },
  save: (index) => index.save(),
  load: (bytes) => engine.SearchIndex.open(bytes),
  search: (index, kind, q, limit) => index.search(typed[kind](q), limit),
};
