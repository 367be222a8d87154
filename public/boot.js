// Starts the program, and says in one plain sentence why when it cannot.
//
// The page holds the documents as plain HTML (#corpus-static). They stay until the program has
// set data-ready="true" on <html>; whatever fails before that, they can still be read. A file of
// its own, because the policy forbids inline scripts; a module, so that nothing becomes global.

const SLOW_MILLIS = 10_000;
// A violation is announced by an event that may come after the error it causes.
const EVENT_MILLIS = 200;

const MESSAGES = {
  en: {
    "BOOT-NOWASM": "This browser cannot run the explorer, because WebAssembly is missing or switched off.",
    "BOOT-MISSING": "The explorer could not be loaded, because a part of it did not arrive.",
    "BOOT-CORRUPT": "The explorer could not be started, because a part of it arrived damaged.",
    "BOOT-POLICY": "The explorer could not be started, because a security rule of this site or browser forbids it.",
    "BOOT-SLOW": "The explorer is taking long to load and will open when it is ready.",
    "BOOT-PANIC": "The explorer stopped while it was starting.",
    floor: "The documents can be read below.",
  },
  fr: {
    "BOOT-NOWASM": "Ce navigateur ne peut pas ouvrir l’explorateur, car WebAssembly est absent ou désactivé.",
    "BOOT-MISSING": "L’explorateur n’a pas pu être chargé, car une de ses parties n’est pas arrivée.",
    "BOOT-CORRUPT": "L’explorateur n’a pas pu démarrer, car une de ses parties est arrivée endommagée.",
    "BOOT-POLICY": "L’explorateur n’a pas pu démarrer, car une règle de sécurité de ce site ou du navigateur l’interdit.",
    "BOOT-SLOW": "L’explorateur est long à charger et s’ouvrira dès qu’il sera prêt.",
    "BOOT-PANIC": "L’explorateur s’est arrêté pendant son démarrage.",
    floor: "Les documents peuvent être lus ci-dessous.",
  },
};

/** An error that knows its code. */
class BootError extends Error {
  constructor(code, cause) {
    super(code, { cause });
    this.code = code;
  }
}

const root = document.documentElement;
const floor = document.getElementById("corpus-static");
const notice = document.getElementById("boot-notice");
const isReady = () => root.dataset.ready === "true";

let violated = false;
function onViolation(event) {
  // An extension's blocked style must not pass for the reason.
  if (/^(script|connect|default|worker)-src|trusted-types/.test(event.effectiveDirective)) violated = true;
}

function onError(event) {
  // With a cause of its own the promise below speaks; this is for a panic in a later task.
  const error = event.error ?? event.reason;
  if (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError) fail("BOOT-PANIC");
}

function say(code) {
  const language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in MESSAGES) ?? "en";
  const messages = MESSAGES[language];
  notice.lang = language;
  notice.textContent = `${messages[code]} ${messages.floor} (${code})`;
  notice.hidden = false;
}

let failed = false;
async function fail(code) {
  await new Promise((resolve) => setTimeout(resolve, EVENT_MILLIS));
  if (isReady() || failed) return;
  failed = true;
  end();
  // Half a page beside the documents would only confuse.
  document.getElementById("app").replaceChildren();
  say(violated ? "BOOT-POLICY" : code);
}

const watch = new MutationObserver(() => {
  if (!isReady() || failed) return;
  end();
  floor.remove();
});
const slow = setTimeout(() => say("BOOT-SLOW"), SLOW_MILLIS);

function end() {
  clearTimeout(slow);
  watch.disconnect();
  document.removeEventListener("securitypolicyviolation", onViolation);
  removeEventListener("error", onError);
  removeEventListener("unhandledrejection", onError);
}

/** Why a file that came with this answer is of no use. */
function verdict(response) {
  const isPage = /^text\/html/i.test(response.headers.get("content-type") ?? "");
  return response.ok && !isPage ? "BOOT-CORRUPT" : "BOOT-MISSING";
}

async function glue(link) {
  try {
    return await import(link.href);
  } catch (cause) {
    // An import does not tell why it failed; asking once more does.
    const response = await fetch(link.href, { cache: "no-store" }).catch(() => null);
    throw new BootError(response ? verdict(response) : "BOOT-MISSING", cause);
  }
}

async function module(link) {
  // As plain as this, the browser takes what it has preloaded. The integrity is checked by hand,
  // because browsers ignore that of a preload; where they offer no digests, on an unencrypted
  // host, nothing that has come could be trusted anyway.
  const response = await fetch(link.href).catch((cause) => {
    throw new BootError("BOOT-MISSING", cause);
  });
  const bytes = await response.arrayBuffer().catch((cause) => {
    throw new BootError("BOOT-MISSING", cause);
  });
  if (globalThis.crypto?.subtle) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
    const found = `sha384-${btoa(String.fromCharCode(...digest))}`;
    if (found !== link.integrity) throw new BootError(verdict(response));
  }
  // Not by streaming: that asks for a media type which not every host sends.
  return WebAssembly.compile(bytes).catch((cause) => {
    throw new BootError(verdict(response), cause);
  });
}

async function start() {
  if (typeof globalThis.WebAssembly !== "object") throw new BootError("BOOT-NOWASM");
  const [{ default: init }, module_or_path] = await Promise.all([
    glue(document.querySelector('link[rel="modulepreload"]')),
    module(document.querySelector('link[rel="preload"][type="application/wasm"]')),
  ]);
  await init({ module_or_path });
}

document.addEventListener("securitypolicyviolation", onViolation);
addEventListener("error", onError);
addEventListener("unhandledrejection", onError);
watch.observe(root, { attributeFilter: ["data-ready"] });

start().catch((error) => {
  // For whoever looks into the console; the visitor gets the sentence alone.
  console.error(error);
  if (error instanceof BootError) return fail(error.code);
  return fail(error instanceof WebAssembly.LinkError ? "BOOT-CORRUPT" : "BOOT-PANIC");
});
