// The page's side of service-worker.js: starts it, tells it that the explorer has started, and lets a new
// version take over when nobody is there. boot.js fetches this once the explorer runs.

const LOOK_MILLIS = 60_000;
const ASK_MILLIS = 60 * 60_000;
/** So long untouched, a page is taken to be alone. */
const QUIET_MILLIS = 5 * 60_000;
const TOUCHES = ["pointerdown", "pointermove", "touchmove", "wheel", "keydown", "scroll"];

const root = document.documentElement;

/** When somebody last touched the page. */
function watch() {
  let last = Date.now();
  const touch = () => {
    last = Date.now();
  };
  for (const kind of TOUCHES) addEventListener(kind, touch, { capture: true, passive: true });
  return () => last;
}

/** Starts the service worker at `url`; `version` is that of the page. Fails where the browser has or allows none. */
export async function keep(url, version) {
  const workers = navigator.serviceWorker;
  const touched = watch();
  const isExhibit = root.dataset.mode === "kiosk";
  // An exhibit says itself when it is alone: whoever reads there may touch nothing for long.
  const isAlone = () => (isExhibit ? root.dataset.alone !== undefined : Date.now() - touched() > QUIET_MILLIS);
  let isKept = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    // A visitor's page stays as it is until it is opened again; an exhibit never is.
    if (isKept && isExhibit && isAlone()) location.reload();
    isKept = true;
  });
  const own = await workers.register(url, { updateViaCache: "none" });
  // The first that has no room for its files is given up; after it, that of the last visit is there. Whoever stands between
  // a page and its browser may give nothing.
  const tellKept = () => root.toggleAttribute("data-unkept", !(own.installing || own.waiting || own.active));
  own?.installing?.addEventListener("statechange", tellKept);
  // Once all files are kept; where they cannot be, never.
  const registration = await workers.ready;
  const { active } = registration;
  if (active.state !== "activated") {
    await new Promise((resolve) => active.addEventListener("statechange", resolve, { once: true }));
  }
  active.postMessage({ started: version });

  const tell = () => root.toggleAttribute("data-offline", !navigator.onLine);
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();

  let asked = Date.now();
  setInterval(() => {
    if (isAlone()) registration.waiting?.postMessage({ alone: true });
    // Whoever has put the page aside for hours wants nothing; an exhibit's screen may be dark at night.
    if (document.hidden && !isExhibit) return;
    if (Date.now() - asked < ASK_MILLIS) return;
    asked = Date.now();
    // Without a network, or when the host has gone, the next time will do.
    registration.update().catch(() => {});
  }, LOOK_MILLIS);
}
