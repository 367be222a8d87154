// The engine's search in a browser, in the form in which the benchmark drives its peers; see search.mjs.
import init, { SearchBuilder, SearchIndex } from './passages_bench.js';

await init();
const words = (q) => q.q.split(' ').map((word) => `=${word}`);
const typed = {
  single: (q) => words(q)[0],
  and3: (q) => words(q).join(' '),
  or3: (q) => words(q).join(' OR '),
  prefix: (q) => `${q.q}*`,
  fuzzy: (q) => `=${q.q}~`,
};

export default {
  name: 'passages',
  binary: true,
  kinds: Object.keys(typed),
  build(docs) {
    const builder = new SearchBuilder();
    for (const doc of docs) builder.push(doc.text);
    return builder.finish();
  },
  save: (index) => index.save(),
  load: (bytes) => SearchIndex.open(bytes),
  search: (index, kind, q, limit) => index.search(typed[kind](q), limit),
};
