// Whether search is there sooner where the page builds its index, or where the index is shipped:
//   node shipped.mjs WEB CORPUS.jsonl ROUNDS
// WEB holds what wasm-bindgen wrote for browsers. The texts are there in either case, so their way is not measured.
// A line of 1.6 Mbit/s with 150 ms to and fro, a processor four times slower; up to the first answer of the same query.
// Prints one line of JSON: medians in milliseconds, and the bytes that are shipped.
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { chromium } from '../../../tests/browser/node_modules/playwright-core/index.mjs';

const [web, corpus, rounds] = process.argv.slice(2);
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const SLOWER = 4;
const types = { html: 'text/html', js: 'text/javascript', wasm: 'application/wasm', bin: 'application/octet-stream' };

const page = `<!doctype html><script type="module">
  import init, { SearchBuilder, SearchIndex } from './passages_bench.js';
  await init();
  const texts = (await (await fetch('texts.bin')).text()).trim().split('\\n').map((line) => JSON.parse(line).text);
  const built = () => {
    const builder = new SearchBuilder();
    for (const text of texts) builder.push(text);
    return builder.finish();
  };
  const ways = {
    built,
    shipped: async () => SearchIndex.open(new Uint8Array(await (await fetch('index.bin', { cache: 'no-store' })).arrayBuffer())),
  };
  window.save = async () => {
    const bytes = built().save();
    await fetch('save', { method: 'POST', body: bytes });
  };
  window.answer = async (way) => {
    const start = performance.now();
    const found = (await ways[way]()).search('migration', 20);
    const took = performance.now() - start;
    return { took, found: found.length };
  };
  window.isThere = true;
</script>`;

let index;
const server = createServer(async (request, response) => {
  const name = request.url.slice(1) || 'index.html';
  const send = (body, headers = {}) => response.writeHead(200, { 'content-type': types[name.split('.').pop()], ...headers }).end(body);
  if (name === 'save') {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
    index = brotliCompressSync(bytes, { params: { [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    response.writeHead(204).end();
  } else if (name === 'index.html') send(page);
  else if (name === 'texts.bin') send(readFileSync(corpus));
  else if (name === 'index.bin') send(index, { 'content-encoding': 'br' });
  else if (existsSync(join(web, name))) send(readFileSync(join(web, name)));
  else response.writeHead(404).end();
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));

const executablePath = process.env.PATH.split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });

/** A page that has the texts, before anything is slow. */
async function begin() {
  const tab = await browser.newPage();
  tab.setDefaultTimeout(600_000);
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  while (!(await tab.evaluate(() => window.isThere))) await tab.waitForTimeout(20);
  return tab;
}

const first = await begin();
await first.evaluate(() => window.save());
await first.close();
const times = { built: [], shipped: [] };
for (let round = 0; round < Number(rounds); round += 1) {
  const answers = new Set();
  for (const way of Object.keys(times)) {
    const tab = await begin();
    const session = await tab.context().newCDPSession(tab);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', LINE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const { took, found } = await tab.evaluate((way) => window.answer(way), way);
    times[way].push(took);
    answers.add(found);
    await tab.close();
  }
  if (answers.size !== 1 || answers.has(0)) throw new Error(`the answers differ: ${[...answers]}`);
}
await browser.close();
server.close();
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
console.log(JSON.stringify({ built: median(times.built), shipped: median(times.shipped), bytes: index.length }));
