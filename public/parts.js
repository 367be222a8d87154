// Fetches the parts of the program that a first visit does not load, and joins them to the first.
//
// The program imports a function for each part, which `cargo xtask build` writes below (xtask/src/parts.rs). It is
// handed the place of a function of the program and a value for it, and calls that with whether the part is there.

/** The names and digests of the files that the parts are in. */
const FILES = [];

/** By part: its modules, its own last; each is the place of a file in the list, and from where to where it stands in it. */
const PARTS = {};

/** By view, as its address begins: the part that it is in. */
const VIEWS = {
  read: "read",
  map: "map",
  find: "views",
  link: "views",
  compare: "views",
  collection: "views",
  frameworks: "views",
  about: "views",
  add: "views",
};

/** What the program exports, once boot.js has started it. */
const program = new Promise((resolve) => {
  const app = document.getElementById("app");
  app.addEventListener("started", (event) => resolve(event.detail), { once: true });
});

const files = new Map();
const modules = new Map();
const joined = new Map();

/** What is kept under a name; a failure is not, so that the next who asks tries again. */
function kept(store, name, make) {
  if (!store.has(name)) {
    const made = make();
    made.catch(() => store.delete(name));
    store.set(name, made);
  }
  return store.get(name);
}

function bytes(file) {
  return kept(files, file, async () => {
    const [name, integrity] = FILES[file];
    const response = await fetch(new URL(name, import.meta.url), { integrity });
    if (!response.ok) throw new Error(name);
    return response.arrayBuffer();
  });
}

function module(place) {
  const [file, from, to] = place;
  // Not by streaming: that asks for a media type which not every host sends.
  return kept(modules, String(place), async () => WebAssembly.compile((await bytes(file)).slice(from, to)));
}

/** The style sheet of all views but the opening page, in its place before that of an exhibit. */
function style() {
  return kept(modules, "style", async () => {
    const link = document.querySelector('link[rel="later"]');
    if (!link) return;
    const sheet = document.createElement("link");
    Object.assign(sheet, { rel: "stylesheet", href: link.href, integrity: link.integrity, crossOrigin: "anonymous" });
    link.after(sheet);
    await new Promise((resolve, reject) => {
      sheet.onload = resolve;
      sheet.onerror = () => (sheet.remove(), reject(new Error(link.href)));
    });
  });
}

function join(place) {
  return kept(joined, String(place), async () => {
    const imports = { __wasm_split: await program };
    return WebAssembly.instantiate(await module(place), imports);
  });
}

async function load(part) {
  const places = PARTS[part];
  // All at once on the line, and joined in their order.
  await Promise.all([style(), ...places.map(module)]);
  for (const place of places) await join(place);
}

async function lend(part, callback, value) {
  const isThere = await load(part).then(
    () => true,
    (error) => {
      console.error(error);
      return false;
    },
  );
  (await program).__indirect_function_table.get(callback)(value, isThere);
}

/** Fetches what a part needs; joining it waits for the program. */
function fetchAhead(part) {
  for (const coming of [style(), ...PARTS[part].map(module)]) coming.catch(() => {});
}

// The part of the view that the address names, while the program itself is on the way.
const wanted = VIEWS[/^#(\w+)/.exec(location.hash)?.[1]];
if (wanted) fetchAhead(wanted);
if (new URLSearchParams(location.search).has("embed")) fetchAhead("embed");

// The others when there is nothing better to do, so that no view is waited for.
program.then(() => {
  if (navigator.connection?.saveData) return;
  const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 2000));
  idle(() => new Set(Object.values(VIEWS)).forEach(fetchAhead));
});
