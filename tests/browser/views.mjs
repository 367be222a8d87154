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
