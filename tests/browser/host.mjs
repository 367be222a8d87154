// A site that shows the explorer in pages of its own, and what stands between it and the explorer: any static server,
// at any place, with each request counted.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { Waiting } from "./wait.mjs";

const FILES = { "/host.js": "text/javascript", "/host.css": "text/css" };
const own = (name) => readFile(new URL(`.${name}`, import.meta.url));

async function listening(answer) {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, port: server.address().port };
}

/** The explorer at BASE, as a static server has it at `mount`, such as `/a%20b/%C3%BC/`; built with PASSAGES_URL. */
export async function mounted(base, mount = "/") {
  const requests = [];
  const { server, port } = await listening(async (request, response) => {
    const [path, query] = request.url.split("?");
    if (`${path}/` === mount) {
      response.writeHead(301, { Location: query === undefined ? mount : `${mount}?${query}` });
      return response.end();
    }
    if (!path.startsWith(mount)) {
      response.statusCode = 404;
      return response.end("not found");
    }
    const headers = {};
    if (request.headers["if-none-match"]) headers["if-none-match"] = request.headers["if-none-match"];
    const answer = await fetch(new URL(path.slice(mount.length), base), { headers });
    requests.push({ path, status: answer.status });
    response.statusCode = answer.status;
    for (const [name, value] of answer.headers) {
      if (!["connection", "content-length", "content-encoding"].includes(name)) response.setHeader(name, named(value));
    }
    const body = Buffer.from(await answer.arrayBuffer());
    const isPage = /html/.test(answer.headers.get("content-type"));
    response.end(isPage ? String(body).replace(/(?<=http-equiv="Content-Security-Policy" content=")[^"]*/, named) : body);
  });
  // What xtask/src/place.rs writes.
  const named = (policy) => policy.replaceAll("'self'", `'self' http://127.0.0.1:${port}`);
  return { url: `http://127.0.0.1:${port}${mount}`, requests, close: () => server.close() };
}

/** A page of another site, with this in it, under a policy as strict as can be. */
export async function host(body, explorer) {
  const { origin } = new URL(explorer);
  const policy =
    `default-src 'none'; script-src 'self' ${origin}; style-src 'self'; img-src 'self'; frame-src ${origin}; base-uri 'none'; ` +
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  const { server, port } = await listening(async (request, response) => {
    const type = FILES[request.url];
    if (type) {
      response.setHeader("Content-Type", type);
      return response.end(await own(request.url));
    }
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Content-Security-Policy", policy);
    response.end(String(await own("/host.html")).replace("<!-- body -->", () => body));
  });
  // Another site than 127.0.0.1, so that the explorer is a third party.
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}

/** The frames of a page, those of elements of its own included, in order. */
const FRAME = (nth) =>
  [...document.querySelectorAll("iframe, passages-explorer")].map((e) => e.shadowRoot?.querySelector("iframe") ?? e)[nth];

/** A frame, with what can be done in it. */
class Frame extends Waiting {
  constructor(raw) {
    super();
    this.raw = raw;
  }

  evaluate = (fn, arg) => this.raw.evaluate(fn, arg);

  async click(selector) {
    const place = this.raw.locator(selector).first();
    // To a frame of another site, Firefox's protocol brings no pointer.
    if (this.raw.page().context().browser()?.browserType().name() === "firefox") return place.evaluate((e) => e.click());
    return place.click({ timeout: 10_000 });
  }
}

/** Does something in the frame of this number. */
export async function inside(page, nth, work) {
  if (page.raw) {
    const handle = await page.raw.evaluateHandle(FRAME, nth);
    return work(new Frame(await handle.asElement().contentFrame()));
  }
  const element = await page.send("POST", "/execute/sync", { script: `return (${FRAME})(arguments[0]);`, args: [nth] });
  await page.send("POST", "/frame", { id: element });
  try {
    return await work(page);
  } finally {
    await page.send("POST", "/frame", { id: null });
  }
}

/** Waits until the page around has heard a message like this; the message. */
export const heard = (page, wanted, timeoutMillis = 30_000) =>
  page.waitForFunction(
    (wanted) => globalThis.heard.find((one) => Object.entries(wanted).every(([key, value]) => one[key] === value)) ?? null,
    wanted,
    timeoutMillis,
  );
