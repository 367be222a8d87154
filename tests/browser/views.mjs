// Every view of the page, by the address that shows it at its fullest.

export const VIEWS = {
  overview: "",
  read: "#read=A/CONF.191/L.7",
  annex: "#read=letter-2006-04-13&para=annex.l",
  link: "#read=A/CONF.191/L.7&para=5&with=letter-2006-04-13:annex.l",
  beside: "#read=A/CONF.191/L.7&beside=letter-2006-04-13&para=5&with=letter-2006-04-13:annex.l",
  received: "#read=letter-2006-04-13&text=received",
  find: "#find=remittances&at=letter-2006-04-13:annex.o",
  lines: "#find=migrants&lines=context",
  quotation: "#find=" + encodeURIComponent("migration could be regarded as a beneficial link at both ends of the migration route"),
  nothing: "#find=zebra&theme=remittances",
  map: "#map&at=letter-2006-04-13:annex.l",
  themes: "#map=themes&at=letter-2006-04-13:annex.l",
  matrix: "#map=matrix",
  timeline: "#map=timeline",
  threads: "#map=threads",
  compare: "#compare",
  sides: "#link=A/CONF.191/L.7:5&with=letter-2006-04-13:annex.l",
  frameworks: "#frameworks",
  collection: "#collection&pick=A/CONF.191/L.7:7,letter-2006-04-13:annex.h,A/CONF.191/L.7:10",
  story: "#collection&pick=A/CONF.191/L.7:7,letter-2006-04-13:annex.h,A/CONF.191/L.7:10&step=1",
  empty: "#collection",
  add: "#add",
  about: "#about",
  error: "#read=A/CONF.999&para=7&colour=red",
};

/** The address of a view in a language. */
export const inLanguage = (address, language) => `${address || "#"}${address ? "&" : ""}lang=${language}`;

/**
 * In the page: whether the view of an address is there, by what it alone shows. A heading is no sign of it: until the next
 * view has come, that of the one before stands there.
 */
export function isShown(address) {
  const asked = new URLSearchParams(address.replace(/^#/, ""));
  const has = (selector) => document.querySelector(selector) !== null;
  const quoted = (text) => `"${CSS.escape(text)}"`;
  const told = (name) => document.querySelector(".notice")?.textContent.includes(name) ?? false;
  const shows = {
    read: (name) => {
      const [para, kind] = [asked.get("para"), asked.get("text")];
      if (kind === "received") return has(".reading article.received");
      const passage = para === null ? `[data-passage^=${quoted(`${name}:`)}]` : `.open[data-passage=${quoted(`${name}:${para}`)}]`;
      // Where there is no such document or paragraph, the nearest is shown, and this is said.
      return has(`.reading article.document ${name ? passage : ""}`) || (has(".reading") && told(name));
    },
    find: (query) => has("#tally") && document.getElementById("search").value.trim() === query.trim(),
    map: (kind) => has("#board-frame > *") && (!kind || has(`.pictures [aria-current][href^="#map=${kind}"]`)),
    link: (from) => has(from && asked.has("with") ? `.link-view [data-end=${quoted(from)}]` : ".link-view"),
    compare: () => has(".compare .compare-documents"),
    collection: () => has(asked.has("step") ? ".story .passage-text" : asked.has("pick") ? ".collection .picked" : ".collection .lead"),
    frameworks: () => has(".frameworks table"),
    add: () => has(".add"),
    about: () => has(".about #licences"),
  };
  // What is being worked out, or on its way, is not there.
  if (has("main .working")) return false;
  const view = Object.keys(shows).find((view) => asked.has(view));
  return view ? shows[view](asked.get(view)) : has(".home .lead");
}

/** Goes to another view of the page that is open, and waits until it is there. */
export async function show(page, address, timeoutMillis = 20_000) {
  await page.evaluate((address) => {
    location.hash = address;
  }, address);
  await page.waitForFunction(isShown, address, timeoutMillis);
}
