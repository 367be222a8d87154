// The map drawn frame by frame in a browser, in the form in which the benchmark drives its peers. All of a frame is made
// anew: where one looks from, which marks are seen from there, and the canvas. The peers move their nodes by a few pixels
// from frame to frame; here the camera moves by as many, and so does every mark.
import init, { Drawing } from './passages_bench.js';
import { plantedGraph } from './gen-graph.mjs';

const [WIDTH, HEIGHT] = [1200, 800];
const MILLIS = 1000;
// How many times as near as the whole.
const nearer = Number(document.documentElement.dataset.nearer);

await init();
let drawing;

const frame = () => new Promise((done) => requestAnimationFrame(done));
const draw = (time) => drawing.frame('board', nearer, Math.cos(time / 900) * 6, Math.sin(time / 700) * 6);

window.prepare = async (_, n) => {
  const { src, dst, com } = plantedGraph(n);
  drawing?.free();
  drawing = new Drawing(src, dst, Uint32Array.from(com), WIDTH, HEIGHT);
  const start = performance.now();
  const marks = draw(0);
  await frame();
  await frame();
  return { n, edges: src.length, marks, init: performance.now() - start };
};

window.run = async (ms = MILLIS) => {
  const script = [];
  const frames = [];
  const end = performance.now() + ms;
  for (let last = await frame(); last < end || script.length < 5; ) {
    const start = performance.now();
    draw(last);
    script.push(performance.now() - start);
    const next = await frame();
    frames.push(next - last);
    last = next;
  }
  const at = (list, share) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
  return {
    js_p50: at(script, 0.5),
    js_p95: at(script, 0.95),
    frame_p50: at(frames, 0.5),
    frame_p95: at(frames, 0.95),
    frames: frames.length,
  };
};
window.renderReady = true;
