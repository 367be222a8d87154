// Starts the program, and says in one plain sentence why when it cannot.
//
// The page holds the documents as plain HTML (#corpus-static). They stay until the program has
// set data-ready="true" on <html>; whatever fails before that, they can still be read. A file of
// its own, because the policy forbids inline scripts; a module, so that nothing becomes global.

// Counted from when the page was asked for, of which this file has heard late: by the tenth second it is said.
const SLOW_MILLIS = 9_000;
// A violation is announced by an event that may come after the error it causes.
const EVENT_MILLIS = 200;
// After a panic the page waits so long and is loaded anew: the first time as it was, the second as if it were opened
// for the first time, and after a third it stays with the plain documents. What lies so far apart is not counted.
const PANIC_MILLIS = 5_000;
const FORGET_MILLIS = 60_000;
const MOST_PANICS = 3;
// Nobody attends an exhibit: one that does not start is loaded anew, after so long at first, twice as long each time, and
// so long at most.
const RETRY_MILLIS = 15_000;
const MOST_RETRY_MILLIS = 300_000;
// So many letters after the address are more than the program reads (passages_core::state), each byte written in three.
const MOST_LETTERS = 16_384;

const MESSAGES = {
  en: {
    "BOOT-NOWASM": "This browser cannot run the explorer, because WebAssembly is missing or switched off.",
    "BOOT-MISSING": "The explorer could not be loaded, because a part of it did not arrive.",
    "BOOT-CORRUPT": "The explorer could not be started, because a part of it arrived damaged.",
    "BOOT-POLICY": "The explorer could not be started, because a security rule of this site or browser forbids it.",
    "BOOT-SLOW": "The explorer is taking long to load and will open when it is ready.",
    "BOOT-PANIC": "The explorer stopped while it was starting.",
    PANIC: "The explorer has stopped. It starts again by itself in a moment.",
    PANICS: "The explorer has stopped several times and does not start again by itself.",
    floor: "The documents can be read below.",
  },
  fr: {
    "BOOT-NOWASM": "Ce navigateur ne peut pas ouvrir l’explorateur, car WebAssembly est absent ou désactivé.",
    "BOOT-MISSING": "L’explorateur n’a pas pu être chargé, car une de ses parties n’est pas arrivée.",
    "BOOT-CORRUPT": "L’explorateur n’a pas pu démarrer, car une de ses parties est arrivée endommagée.",
    "BOOT-POLICY": "L’explorateur n’a pas pu démarrer, car une règle de sécurité de ce site ou du navigateur l’interdit.",
    "BOOT-SLOW": "L’explorateur est long à charger et s’ouvrira dès qu’il sera prêt.",
    "BOOT-PANIC": "L’explorateur s’est arrêté pendant son démarrage.",
    PANIC: "L’explorateur s’est arrêté. Il redémarre de lui-même dans un instant.",
    PANICS: "L’explorateur s’est arrêté plusieurs fois et ne redémarre plus de lui-même.",
    floor: "Les documents peuvent être lus ci-dessous.",
  },
  ar: {
    "BOOT-NOWASM": "لا يستطيع هذا المتصفح تشغيل المستكشف، لأن WebAssembly غير متاح أو معطل.",
    "BOOT-MISSING": "تعذر تحميل المستكشف، لأن جزءا منه لم يصل.",
    "BOOT-CORRUPT": "تعذر تشغيل المستكشف، لأن جزءا منه وصل تالفا.",
    "BOOT-POLICY": "تعذر تشغيل المستكشف، لأن قاعدة أمنية في هذا الموقع أو في المتصفح تمنع ذلك.",
    "BOOT-SLOW": "يستغرق تحميل المستكشف وقتا طويلا، وسيفتح متى أصبح جاهزا.",
    "BOOT-PANIC": "توقف المستكشف أثناء تشغيله.",
    PANIC: "توقف المستكشف. سيبدأ من جديد تلقائيا بعد لحظات.",
    PANICS: "توقف المستكشف عدة مرات ولن يبدأ من جديد تلقائيا.",
    floor: "يمكن قراءة الوثائق أدناه.",
  },
  zh: {
    "BOOT-NOWASM": "此浏览器无法运行浏览程序，因为 WebAssembly 缺失或已被关闭。",
    "BOOT-MISSING": "浏览程序未能加载，因为有一部分没有送达。",
    "BOOT-CORRUPT": "浏览程序未能启动，因为有一部分送达时已损坏。",
    "BOOT-POLICY": "浏览程序未能启动，因为本网站或浏览器的安全规则不允许。",
    "BOOT-SLOW": "浏览程序加载时间较长，就绪后会自动打开。",
    "BOOT-PANIC": "浏览程序在启动时停止运行。",
    PANIC: "浏览程序已停止运行，稍后会自动重新启动。",
    PANICS: "浏览程序多次停止运行，不再自动重新启动。",
    floor: "文件可在下方阅读。",
  },
  ru: {
    "BOOT-NOWASM": "Этот браузер не может запустить обозреватель: технология WebAssembly отсутствует или отключена.",
    "BOOT-MISSING": "Не удалось загрузить обозреватель: одна из его частей не получена.",
    "BOOT-CORRUPT": "Не удалось запустить обозреватель: одна из его частей получена поврежденной.",
    "BOOT-POLICY": "Не удалось запустить обозреватель: это запрещает правило безопасности сайта или браузера.",
    "BOOT-SLOW": "Обозреватель загружается долго и откроется, как только будет готов.",
    "BOOT-PANIC": "Обозреватель остановился при запуске.",
    PANIC: "Обозреватель остановился. Через несколько секунд он запустится снова.",
    PANICS: "Обозреватель останавливался несколько раз и больше не запускается сам.",
    floor: "Документы можно прочитать ниже.",
  },
  es: {
    "BOOT-NOWASM": "Este navegador no puede abrir el explorador, porque WebAssembly falta o está desactivado.",
    "BOOT-MISSING": "No se pudo cargar el explorador, porque una de sus partes no llegó.",
    "BOOT-CORRUPT": "No se pudo iniciar el explorador, porque una de sus partes llegó dañada.",
    "BOOT-POLICY": "No se pudo iniciar el explorador, porque una regla de seguridad de este sitio o del navegador lo impide.",
    "BOOT-SLOW": "El explorador tarda en cargarse y se abrirá en cuanto esté listo.",
    "BOOT-PANIC": "El explorador se detuvo al iniciarse.",
    PANIC: "El explorador se ha detenido. Volverá a iniciarse solo en un momento.",
    PANICS: "El explorador se ha detenido varias veces y ya no se reinicia solo.",
    floor: "Los documentos pueden leerse a continuación.",
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

/** What the page around this one asked for, as far as it matters before the program runs. */
function asked(name) {
  const query = new URLSearchParams(location.search);
  return query.has("embed") ? query.get(name) : null;
}
if (["light", "dark"].includes(asked("theme"))) root.dataset.theme = asked("theme");

// A million of them would cost with every step of the history, and with every file.
if (location.hash.length > MOST_LETTERS) history.replaceState(history.state, "", location.hash.slice(0, MOST_LETTERS));

let violated = false;
function onViolation(event) {
  // An extension's blocked style must not pass for the reason.
  if (/^(script|connect|default|worker)-src|trusted-types/.test(event.effectiveDirective)) violated = true;
}

/** Whether an error is a trap of the program: from then on nothing it says can be trusted. */
function isTrap(error) {
  if (!globalThis.WebAssembly) return false;
  // A stack that is too deep is an error of the script's, wherever it grew.
  const isTooDeep = /^(RangeError|InternalError)$/.test(error?.name) && /wasm/.test(error.stack);
  return isTooDeep || error instanceof WebAssembly.RuntimeError;
}

function onError(event) {
  // With a cause of its own the promise below speaks; this is for a panic in a later task.
  if (!isTrap(event.error ?? event.reason)) return;
  if (isReady()) stop();
  else fail("BOOT-PANIC");
}

function say(code, element = notice, tags = [asked("lang") ?? "", ...navigator.languages], floor = true) {
  const language = tags.map((tag) => tag.slice(0, 2)).find((tag) => Object.hasOwn(MESSAGES, tag)) ?? "en";
  const messages = MESSAGES[language];
  element.lang = language;
  element.dir = language === "ar" ? "rtl" : "ltr";
  element.textContent = `${messages[code]} ${floor ? `${messages.floor} ` : ""}(${code})`;
  element.hidden = false;
}

// How often the page has stopped of late, and when it last did. Kept in the history, which is there without any storage.
let panics = history.state?.panics ?? { count: 0, at: 0 };
const isOfLate = () => Math.abs(Date.now() - panics.at) < FORGET_MILLIS;
let stopped = false;

/** The program has trapped while it ran: nothing can be touched any more, it is said, and the page is loaded anew. */
function stop() {
  if (stopped) return;
  stopped = true;
  for (const part of document.body.children) part.inert = true;
  const told = document.createElement("p");
  told.id = "stopped";
  told.setAttribute("role", "alert");
  document.body.append(told);
  say("PANIC", told, [root.lang], false);
  panics = { count: isOfLate() ? panics.count + 1 : 1, at: Date.now() };
  const address = panics.count > 1 ? location.pathname + location.search : location.href;
  setTimeout(() => {
    panics.at = Date.now();
    history.replaceState({ panics }, "", address);
    location.reload();
  }, PANIC_MILLIS);
}

// Put up before the program's own, so that what has stopped hears of nothing more.
const INPUT = ["pointerdown", "pointermove", "pointerup", "click", "keydown", "input", "wheel", "touchstart", "focusin"];
for (const name of INPUT) {
  addEventListener(
    name,
    (event) => {
      if (!stopped) return;
      event.stopImmediatePropagation();
      if (event.cancelable) event.preventDefault();
    },
    { capture: true, passive: name === "wheel" || name === "touchstart" || name === "pointermove" },
  );
}

// How often an exhibit has been loaded anew in vain. The program puts a step of its own in the place of this.
const tries = history.state?.tries ?? 0;
let retry;

/** Loads an exhibit anew after a while, unless it has started by then. */
async function tryAgain(code) {
  if (!(await isExhibit)) return;
  // Of what has stopped too often that is all there is to say.
  if (code === "PANICS") say("PANIC");
  clearTimeout(retry);
  retry = setTimeout(() => {
    history.replaceState({ panics, tries: tries + 1 }, "");
    location.reload();
  }, Math.min(RETRY_MILLIS * 2 ** tries, MOST_RETRY_MILLIS));
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
  tryAgain(code);
}

const watch = new MutationObserver(() => {
  if (!isReady() || failed) return;
  end();
  floor.remove();
  keepOffline();
});
const slow = setTimeout(() => {
  say("BOOT-SLOW");
  tryAgain();
}, SLOW_MILLIS - performance.now());

function end() {
  clearTimeout(slow);
  clearTimeout(retry);
  watch.disconnect();
  document.removeEventListener("securitypolicyviolation", onViolation);
}

/** Why a file that came with this answer is of no use. */
function verdict(response) {
  const isPage = /^text\/html/i.test(response.headers.get("content-type") ?? "");
  return response.ok && !isPage ? "BOOT-CORRUPT" : "BOOT-MISSING";
}

/** A script that the page links; in a page of one file (xtask/src/single_file.rs) it is on its link already. */
const module = async (link) => link.module ?? import(link.href);

async function glue(link) {
  try {
    return await module(link);
  } catch (cause) {
    // An import does not tell why it failed; asking once more does, and puts right what may have been kept of it.
    const response = await fetch(link.href, { cache: "reload" }).catch(() => null);
    throw new BootError(response ? verdict(response) : "BOOT-MISSING", cause);
  }
}

async function program(link) {
  // As plain as this, the browser takes what it has preloaded. The integrity is checked by hand,
  // because browsers ignore that of a preload; where they offer no digests, on an unencrypted
  // host, nothing that has come could be trusted anyway.
  // What an attempt in vain has left behind is asked for anew.
  const response = await fetch(link.href, tries ? { cache: "reload" } : {}).catch((cause) => {
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

/** Asks for the text of the language that the page will want (src/browser/wording.rs), so that it does not come last. */
function preloadWording() {
  const chosen = /[#&]lang=([a-z]{2})/.exec(location.hash)?.[1] ?? asked("lang")?.slice(0, 2).toLowerCase();
  const of = (tag) => document.querySelector(`link[rel="wording"][hreflang="${tag}"]`);
  for (const tag of chosen ? [chosen] : navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())) {
    if (tag === "en") return;
    const link = /^[a-z]{2}$/.test(tag) && of(tag);
    if (!link) continue;
    const ahead = document.createElement("link");
    Object.assign(ahead, { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
    ahead.href = link.href;
    document.head.append(ahead);
    return;
  }
}

/** What may pass Trusted Types: the addresses of two scripts, and no markup and no code whatever. */
function trust(addresses) {
  const createScriptURL = (asked) => {
    if (addresses.includes(asked)) return asked;
    throw new TypeError("not a script of this page");
  };
  try {
    // The name is taken with this; nobody else has the policy.
    const policy = trustedTypes.createPolicy("passages", { createScriptURL });
    return addresses.map((address) => address && policy.createScriptURL(address));
  } catch {
    // No Trusted Types in this browser; or none allowed, and then no worker can be started.
    return addresses;
  }
}

const workshop = document.querySelectorAll('link[rel="workshop"]');
const reader = document.querySelectorAll('link[rel="reader"]');
const offline = document.querySelectorAll('link[rel="offline"]');
const [workshopUrl, offlineUrl] = trust([workshop[0]?.href, offline[1]?.href]);

/** Lends the program one that works beside it, which is fetched with the first task: see workshop.js. */
function lend(name, [door, glue, wasm]) {
  if (!wasm) return;
  let opening;
  const open = async () => {
    const { ok } = await fetch(door.href, { integrity: door.integrity });
    if (!ok) throw new Error(door.href);
    const { establish } = await module(door);
    return establish({ url: workshopUrl, glue, wasm });
  };
  const handIn = async (task) => {
    try {
      opening ??= open();
      (await opening)(task);
    } catch (error) {
      console.error(error);
      opening = undefined;
      if (!task.cancelled) task.tell("missing");
    }
  };
  // On the element that the program lives in: nothing is global.
  document.getElementById("app")[name] = (job, archive, tell, edition = 0) => {
    const task = { job, archive, edition, tell, cancelled: false };
    handIn(task);
    return () => {
      task.cancelled = true;
      task.cancel?.();
    };
  };
}

/** Keeps the explorer for when there is no network: see offline.js. Where that cannot be, all else can, and the foot says so. */
async function keepOffline() {
  const [door, worker, manifest] = offline;
  // In a frame it is the host's page that is kept or not.
  if (!worker || top !== self) return;
  try {
    // A sandbox throws when it is only looked.
    const workers = isSecureContext && navigator.serviceWorker;
    // It is as much again as the visit itself; what is kept already has started all the same.
    if (!workers || navigator.connection?.saveData) {
      root.toggleAttribute("data-unkept", !workers?.controller);
      return workers?.controller?.postMessage({ started: worker.dataset.version });
    }
    manifest.rel = "manifest";
    const { keep } = await module(door);
    await keep(offlineUrl, worker.dataset.version);
  } catch (error) {
    console.debug(error);
    root.toggleAttribute("data-unkept", true);
  }
}

/** What kiosk.json beside the page says, in the manner of a query (docs/kiosk.md). The address has the first word. */
async function beside() {
  const asked = new URLSearchParams(location.search);
  const isOwn = self === top && !asked.has("embed") && asked.get("kiosk") !== "0";
  if (!/^http/.test(location.protocol) || !(isOwn || asked.has("kiosk"))) return "";
  try {
    const response = await fetch("./kiosk.json", { cache: "no-cache" });
    return response.ok ? String(new URLSearchParams(Object.entries(await response.json()))) : "";
  } catch {
    // Named in the technician's panel, should this be an exhibit all the same.
    return "kiosk.json=unreadable";
  }
}

/** Hands the program what is set up. */
const setUp = beside().then((said) => (document.getElementById("app").kiosk = said));

/** Whether this is to be an exhibit; where the address says so, it is known though the file never comes. */
const isYes = (asked) => !/^(0|false|off|no)$/.test(asked ?? "no");
const own = new URLSearchParams(location.search).get("kiosk");
const isExhibit = own === null ? setUp.then((said) => isYes(new URLSearchParams(said).get("kiosk"))) : isYes(own);

/** Waits for the style sheet of an exhibit, if this is to be one: without it there is none. */
async function dress() {
  const link = document.querySelector('link[rel="kiosk"]');
  await setUp;
  if (!link || !(await isExhibit)) return;
  const put = () =>
    new Promise((resolve, reject) => {
      const sheet = document.createElement("link");
      Object.assign(sheet, { rel: "stylesheet", href: link.href, integrity: link.integrity, crossOrigin: "anonymous" });
      Object.assign(sheet, { onload: resolve, onerror: () => reject(new BootError("BOOT-MISSING")) });
      document.head.append(sheet);
    });
  // Once more, and past what may have been kept of it.
  await put().catch(() => fetch(link.href, { cache: "reload" }).then(put, put));
}

async function start() {
  if (typeof globalThis.WebAssembly !== "object") throw new BootError("BOOT-NOWASM");
  if (panics.count >= MOST_PANICS && isOfLate()) throw new BootError("PANICS");
  preloadWording();
  lend("workshop", workshop);
  lend("reader", [workshop[0], ...reader]);
  const [{ default: init }, module_or_path] = await Promise.all([
    glue(document.querySelector('link[rel="modulepreload"]:not([data-parts])')),
    program(document.querySelector('link[rel="preload"][type="application/wasm"]')),
    dress(),
  ]);
  const started = new CustomEvent("started", { detail: await init({ module_or_path }) });
  // To what fetches the other parts of the program: see parts.js.
  document.getElementById("app").dispatchEvent(started);
}

document.addEventListener("securitypolicyviolation", onViolation);
addEventListener("error", onError);
addEventListener("unhandledrejection", onError);
watch.observe(root, { attributeFilter: ["data-ready"] });

start().catch((error) => {
  // For whoever looks into the console; the visitor gets the sentence alone.
  console.error(error);
  if (error instanceof BootError) return fail(error.code);
  // WebKit compiles what a policy forbids, and refuses it only when it is to start; no event tells of that.
  if (error instanceof WebAssembly.CompileError) return fail("BOOT-POLICY");
  return fail(error instanceof WebAssembly.LinkError ? "BOOT-CORRUPT" : "BOOT-PANIC");
});
