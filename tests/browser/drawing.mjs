// In the page of drawing.html: paints a picture on a canvas and as the SVG that is saved, and tells how far they differ.

import init, { Picture, same, tints } from "./passages_bench.js";

// Pixels of a block, each way: the means of blocks are compared, since no two painters smooth an edge alike.
const BLOCK = 4;

await init();
window.compare = compare;
window.same = same;

/** `make` names a constructor of `Picture`; blocks count as different whose means are more than `most` of 255 apart. */
async function compare({ make, given, most }) {
  const picture = Picture[make](...given);
  const style = getComputedStyle(document.getElementById("board"));
  const colours = tints().map((tint) => style.getPropertyValue(tint).trim());
  picture.paint("board");
  const board = document.getElementById("board");
  const paper = style.getPropertyValue("--paper");
  const canvas = pixels("canvas", board, paper, board);
  const svg = pixels("svg", board, paper, await image(picture.svg(colours)));
  const marks = picture.marks();
  picture.free();
  return { marks, paper, ...differences(canvas, svg, board.width, board.height, most) };
}

function image(svg) {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => failed(new Error("the SVG is no picture"));
    image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  });
}

function pixels(id, { width, height }, paper, drawn) {
  const canvas = document.getElementById(id);
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  context.drawImage(drawn, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

function differences(a, b, width, height, most) {
  const mean = (data, left, top, channel) => {
    let sum = 0;
    for (let y = top; y < top + BLOCK; y += 1) {
      for (let x = left; x < left + BLOCK; x += 1) sum += data[4 * (y * width + x) + channel];
    }
    return sum / BLOCK ** 2;
  };
  const found = { blocks: 0, painted: 0, different: 0, worst: 0, where: [] };
  for (let top = 0; top + BLOCK <= height; top += BLOCK) {
    for (let left = 0; left + BLOCK <= width; left += BLOCK) {
      let far = 0;
      let painted = false;
      for (let channel = 0; channel < 3; channel += 1) {
        const own = mean(b, left, top, channel);
        far = Math.max(far, Math.abs(mean(a, left, top, channel) - own));
        painted ||= Math.abs(own - b[channel]) > 2;
      }
      found.blocks += 1;
      found.painted += painted ? 1 : 0;
      found.different += far > most ? 1 : 0;
      if (far > found.worst) Object.assign(found, { worst: far, where: [left, top] });
    }
  }
  return found;
}
