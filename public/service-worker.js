// Keeps the whole explorer in the browser, so that it opens without a network.
//
// A version is all files of one build. It is fetched as a whole, each file checked by its digest, or not
// at all. It is given to visitors from the next visit on, or once nobody has touched the page for a while
// (offline.js says so), and never in between. The version before it is kept: one that does not start in
// two visits is dropped for it. What is kept is named by the place of this file, because several copies of
// the explorer may lie on one host.
//
// `cargo xtask floor` writes the list of files: see xtask/src/offline.rs.

const VERSION = "/* version */";
/** Addresses from here, each with its digest. */
const FILES = /* files */ [];

const PLACE = new URL("./", location.href).pathname;
// A path holds no space, so that no other copy's names begin like this.
const OWN = `passages ${PLACE} `;
const NOTES = `${OWN}notes`;
const nameOf = (version) => `${OWN}${version}`;

/** Visits in which a new version may fail to start. */
const PATIENCE = 2;
/** A page that is left as soon as this has not failed. */
const HASTY_MILLIS = 2_000;
/** A host that says nothing for so long is not there: everything else waits for what it would say. */
const SILENCE_MILLIS = 4_000;

// Notes ------------------------------------------------------------------------------------------

// `current` is the version that visitors are given, `previous` the last one before it that has started.
// `isProven` is whether the current one has started, `attempts` in how many visits it has not, and
// `last` when the last of these began.
let notes;

function load() {
  notes = caches.match("./notes", { cacheName: NOTES }).then((kept) => kept?.json() ?? {}, () => ({}));
  return notes;
}

async function note(changed) {
  notes = Promise.resolve(changed);
  const cache = await caches.open(NOTES);
  // Where there is room for nothing more, it is known until this worker rests.
  await cache.put("./notes", new Response(JSON.stringify(changed))).catch(() => {});
}

// A version comes and goes -----------------------------------------------------------------------

/** Without what belongs to the way here: it is no longer compressed, and no page may have been redirected. */
async function plain(response) {
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(await response.arrayBuffer(), { headers });
}

async function fetchAll() {
  // A host that goes back to it: visitors may be given it, so that nothing may happen to it.
  if (await isWhole()) return;
  const name = nameOf(VERSION);
  const cache = await caches.open(name);
  const one = async ([address, integrity]) => {
    const response = await fetch(address, { cache: "no-cache", integrity });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    await cache.put(address, await plain(response));
  };
  try {
    await Promise.all(FILES.map(one));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/** Whether all of this version is there: a version before it, coming or going at the same time, tidies up too. */
async function isWhole() {
  const cache = await caches.open(nameOf(VERSION));
  return (await cache.keys()).length === FILES.length;
}

async function takeOver() {
  const { current, previous, isProven } = await load();
  const isThere = (await isWhole()) || (await fetchAll().then(() => true, () => false));
  if (current !== VERSION && isThere) {
    await note({ current: VERSION, previous: isProven ? current : previous, isProven: false, attempts: 0, last: 0 });
  }
  const now = await notes;
  const kept = [NOTES, nameOf(now.current), nameOf(now.previous)];
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN) && !kept.includes(name)).map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener("install", (event) => event.waitUntil(fetchAll()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));

/** A page says which version has started, or that nobody has touched it for a while. */
async function hear({ started, alone }, client) {
  if (started) {
    const now = await (notes ?? load());
    if (started === now.current && !now.isProven) await note({ ...now, isProven: true });
  }
  if (alone) {
    const others = await clients.matchAll({ type: "window", includeUncontrolled: true });
    const isInUse = others.some((other) => other.id !== client.id && other.focused && new URL(other.url).pathname.startsWith(PLACE));
    if (!isInUse) await skipWaiting();
  }
}

addEventListener("message", (event) => event.waitUntil(hear(event.data ?? {}, event.source)));

// What a page asks for ---------------------------------------------------------------------------

/** The version to give; a visit is counted until it has started once. */
async function versionFor(isVisit) {
  const now = await (notes ?? load());
  if (!isVisit || now.isProven || !now.previous) return now.current;
  const began = Date.now();
  if (began - now.last < HASTY_MILLIS) {
    await note({ ...now, last: began });
    return now.current;
  }
  if (now.attempts < PATIENCE) {
    await note({ ...now, attempts: now.attempts + 1, last: began });
    return now.current;
  }
  await note({ current: now.previous, isProven: true });
  await caches.delete(nameOf(now.current));
  return now.previous;
}

/** A file as the first of these versions has it. */
async function find(versions, address) {
  for (const version of versions) {
    const options = { cacheName: nameOf(version), ignoreSearch: true, ignoreVary: true };
    const kept = await caches.match(address, options).catch(() => undefined);
    if (kept) return kept;
  }
}

async function page(request) {
  const version = await versionFor(request.destination === "document");
  // Should the notes be lost, this worker still has a version of its own.
  return (await find([version, VERSION], "./index.html")) ?? fetch(request);
}

async function part(request) {
  const { current, previous } = await (notes ?? load());
  // A page that is still open may be of the version before.
  return (await find([current, previous, VERSION], request.url)) ?? fetch(request);
}

/** Answers that say that a file is not there. */
const GONE = [404, 410];

/** What whoever keeps the site may change at any time: as it is now; without a network, as it was last. */
async function changing(request) {
  const cache = await caches.open(NOTES);
  const response = await fetch(request, { signal: AbortSignal.timeout?.(SILENCE_MILLIS) }).catch(() => undefined);
  const whole = response?.ok ? await plain(response).catch(() => undefined) : undefined;
  if (whole) {
    // Where there is no room, the next time without a network says less.
    await cache.put(request, whole.clone()).catch(() => {});
    return whole;
  }
  if (GONE.includes(response?.status)) {
    await cache.delete(request);
    return response;
  }
  // A host that is in trouble has taken nothing back.
  const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  // What was never read says nothing.
  return kept ?? (response?.ok ? undefined : response) ?? new Response("{}", { headers: { "Content-Type": "application/json" } });
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(PLACE)) return;
  const path = url.pathname.slice(PLACE.length);
  if (path === "" || path === "index.html") event.respondWith(page(request));
  else if (path === "kiosk.json") event.respondWith(changing(request));
  // What a visitor takes away, or another copy below this one, is none of ours.
  else if (request.mode !== "navigate") event.respondWith(part(request));
});
