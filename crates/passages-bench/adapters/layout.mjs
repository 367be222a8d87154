// The engine's layout in wasm, in the form in which the benchmark drives its peers.
// Built by: cargo build -p passages-bench --lib --target wasm32-unknown-unknown --release, then wasm-bindgen --target nodejs.
// PASSAGES_BENCH names the folder with what wasm-bindgen wrote.
// Groups, pivots and the coarse levels are part of the first tick, making room for all of the last: `init` hands the graph over.
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const engine = require(path.resolve(process.env.PASSAGES_BENCH ?? '.', 'passages_bench.js'));

export default {
  name: 'passages',
  // Half of the ticks that it takes: the benchmark runs each layout for twice its usual number.
  ticks: 75,
  init: (g) => ({ job: new engine.LayoutJob(g.n, g.src, g.dst), settled: false }),
  step(s) {
    if (!s.settled) s.settled = s.job.tick();
  },
  pos: (s) => s.job.places(),
};
