// A server of the test's own: folders of a build, each mounted at a path, with the headers that its `_headers` says.
// It can be given another build, and it can go away.
//
// const site = await serve({ "/a/": folder })   -> site.url("/a/"), site.mount("/a/", folder), site.close()
// `change` is asked about every file: (its path in the folder, { status, headers, body }) -> another such answer, the same,
// or null, which breaks the connection.
// site.fail(status) answers everything so from now on
// site.seen: [path] of every request so far

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The build that is tested. */
export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
  ".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json", ".txt": "text/plain; charset=utf-8",
};

async function headersOf(folder) {
  const text = await readFile(join(folder, "_headers"), "utf8");
  const lines = text.split("\n").filter((line) => /^\s+\S+: /.test(line));
  return Object.fromEntries(lines.map((line) => line.trim().split(/: (.*)/s).slice(0, 2)));
}

export async function serve(mounts, change = (_, answer) => answer) {
  const places = new Map();
  const seen = [];
  let failing = 0;
  let silent;
  let lost;
  const mount = async (place, folder) => places.set(place, { folder, headers: await headersOf(folder) });
  for (const [place, folder] of Object.entries(mounts)) await mount(place, folder);

  const answer = async (request, response) => {
    const { pathname, search } = new URL(request.url, "http://host");
    const path = decodeURIComponent(pathname);
    seen.push(path);
    if (silent?.test(path)) return;
    if (lost?.test(path)) return response.writeHead(404).end();
    if (failing) return response.writeHead(failing).end();
    if (places.has(`${path}/`)) return response.writeHead(301, { Location: `${pathname}/${search}` }).end();
    // The most particular place: one may lie below another.
    const [place] = [...places.keys()].filter((place) => path.startsWith(place)).sort((a, b) => b.length - a.length);
    if (place === undefined) return response.writeHead(404).end();
    const { folder, headers } = places.get(place);
    const name = path.slice(place.length) || "index.html";
    const found = await readFile(join(folder, name)).catch(() => null);
    const type = found ? (TYPES[extname(name)] ?? "application/octet-stream") : "text/plain";
    const plain = { status: found ? 200 : 404, headers: { ...headers, "Content-Type": type }, body: found ?? "not here" };
    const changed = change(name, plain);
    if (!changed) return response.destroy();
    response.writeHead(changed.status, changed.headers).end(changed.body);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const root = `http://127.0.0.1:${server.address().port}/`;
  return {
    seen,
    mount,
    fail: (status) => (failing = status),
    // What is asked for at such paths is never answered.
    hush: (paths) => (silent = paths),
    // And what is there no more.
    lose: (paths) => (lost = paths),
    url: (place) => new URL(encodeURI(place), root).href,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

const digest = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

/**
 * A copy of the build with some files changed: `changes` gives for a pattern of names what becomes of their bytes. It
 * is a version of its own, which is kept as a whole; `isTorn` leaves the digests as they were, as if it had been copied
 * to the server by half.
 */
export async function variant(name, changes, isTorn = false) {
  const folder = await mkdtemp(join(tmpdir(), "passages-variant-"));
  await cp(DIST, folder, { recursive: true });
  let worker = await readFile(join(folder, "service-worker.js"), "utf8");
  const version = /const VERSION = "(.*)"/.exec(worker)[1];
  const own = createHash("sha1").update(name).digest("hex").slice(0, 16);
  worker = worker.replace(version, own);
  const edit = async (file, change) => {
    const before = await readFile(join(folder, file));
    const after = Buffer.from(change(before));
    await writeFile(join(folder, file), after);
    if (!isTorn) worker = worker.replace(digest(before), digest(after));
  };
  for (const [pattern, change] of Object.entries(changes)) {
    const files = [...worker.matchAll(/"\.\/([^"]+)",/g)].map(([, file]) => file);
    for (const file of files.filter((file) => file !== "index.html" && new RegExp(pattern).test(file))) await edit(file, change);
  }
  await edit("index.html", (page) => String(page).replace(version, own).replace("<title>Passages</title>", `<title>Passages</title><meta name="generator" content="${name}">`));
  await writeFile(join(folder, "service-worker.js"), worker);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Which variant a page is of. */
export const GENERATION = () => document.querySelector('meta[name="generator"]')?.content ?? "";
