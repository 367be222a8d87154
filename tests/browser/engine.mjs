// The engine as a module of its own, in a page of its own: drawing.html.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

// `cargo xtask test` builds the module: the page's own painter and writer, with pictures to give them.
const BUILT = new URL("../../target/drawing/", import.meta.url);
const HERE = new URL("./", import.meta.url);
const FILES = {
  "/": [new URL("drawing.html", HERE), "text/html; charset=utf-8"],
  "/drawing.mjs": [new URL("drawing.mjs", HERE), "text/javascript"],
  "/main.css": [new URL("../../src/style/main.css", HERE), "text/css"],
  "/passages_bench.js": [new URL("passages_bench.js", BUILT), "text/javascript"],
  "/passages_bench_bg.wasm": [new URL("passages_bench_bg.wasm", BUILT), "application/wasm"],
};

/** Serves the page while `work` uses it. */
export async function serving(work) {
  await readFile(FILES["/passages_bench.js"][0]).catch(() => {
    throw new Error("target/drawing/ is not built; `cargo xtask test` builds it");
  });
  const server = createServer((request, response) => {
    const [file, type] = FILES[request.url] ?? [];
    const found = file ? readFile(file) : Promise.reject(new Error(request.url));
    found.then(
      (body) => response.writeHead(200, { "Content-Type": type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    return await work(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
