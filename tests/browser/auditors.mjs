// The auditors of accessibility and of markup: how each is asked, and which of its findings are none.
//
// All are put into the page by the driver, so that nothing is added to the document and its policy stays as it is.
// They tell violations from what somebody must look at. Of the latter, these were looked at and are so on purpose:
// * IBM: colour is never the only sign (families have a shape and an underline, documents a shape); forced colours
//   and the size of text have tests of their own (A8, A10); words such as "beside" and "small" are those of the
//   documents; the skip link can be seen while it has the focus; what the list of links says in "because of" needs
//   no caption, for a heading stands above it.
// * HTML_CodeSniffer: words for screen readers alone stand outside the picture, so that it cannot tell their contrast.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";

const source = (path) => readFile(createRequire(import.meta.url).resolve(path), "utf8");

const AXE = await source("axe-core/axe.min.js");
const ACE = await source("accessibility-checker-engine/ace.js");
const HTMLCS = await source("html_codesniffer/build/HTMLCS.js");

/** Each auditor: its script, and what it finds in the page as it stands, as lines of text. */
export const AUDITORS = {
  axe: {
    script: `${AXE}; undefined`,
    async find() {
      const { violations } = await globalThis.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
        // Our addresses are fragments, so that it takes links outside the window for ways to a place in the page.
        rules: { "skip-link": { enabled: false } },
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(" | ")}`);
    },
  },
  ibm: {
    script: `${ACE}; globalThis.ace = ace; undefined`,
    async find() {
      const { results } = await new globalThis.ace.Checker().check(document, ["IBM_Accessibility"]);
      const isNone = ({ ruleId, node }) =>
        // What a closed `details` holds has no place, and so none too near; a box is pressed by its label as well,
        // which is as large as its row.
        (ruleId === "target_spacing_sufficient" && (!node.checkVisibility() || node.closest("label"))) ||
        // What scrolls at some width takes the keyboard at every width: what fits today need not fit enlarged.
        (ruleId === "element_tabbable_role_valid" && node.matches(".scrolling, .beside-column"));
      return results
        .filter(({ value: [kind, verdict] }) => kind === "VIOLATION" && verdict === "FAIL")
        .filter((result) => !isNone(result))
        .map(({ ruleId, message, snippet }) => `${ruleId}: ${message} ${snippet.slice(0, 120)}`);
    },
  },
  codesniffer: {
    script: `${HTMLCS}; globalThis.HTMLCS = HTMLCS; undefined`,
    async find() {
      const { HTMLCS } = globalThis;
      await new Promise((resolve) => HTMLCS.process("WCAG2AA", document, resolve));
      return HTMLCS.getMessages()
        .filter(({ type }) => type === HTMLCS.ERROR)
        // The fragment of an address is the state of the page, and not the name of a place in it.
        .filter(({ code }) => !code.endsWith("G1,G123,G124.NoSuchID"))
        .map(({ code, element }) => `${code}: ${element.outerHTML.slice(0, 120)}`);
    },
  },
};

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  elements: [
    "html5",
    // The standard counts it as flow content alone, and so it may stand in the heading of a row.
    { details: { inherit: "details", sectioning: false } },
  ],
  rules: {
    // How a browser writes down what it holds, which is not how anybody wrote it.
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "no-trailing-whitespace": "off",
    // `rel` of our own, for what the program fetches itself; it compares the digest itself too.
    "attribute-misuse": "off",
    // Names of places in the documents, with the dots of their numbers: they are addresses.
    "valid-id": ["error", { relaxed: true }],
    // A list has a name where its heading would be said twice to those who see it.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // The boxes of a filter are one field with several values.
    "form-dup-name": ["error", { shared: ["radio", "checkbox"] }],
    // A field with a list under it needs a listbox of its own; the other roles are checked.
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
    // A title names what is open, whole: titles of documents and words looked for are as long as they are.
    "long-title": "off",
  },
});

/** What is wrong with markup as the browser holds it, as lines of text. */
export async function markupFaults(html) {
  const { results } = await validator.validateString(`<!DOCTYPE html>\n${html}`);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} ${selector}`));
}
