// The reader of a visitor's own documents: it comes when it is asked, works beside the page or on it, and is given
// another corpus when there is one.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { openReady } from "./ready.mjs";

const INTERCEPTING = ["chromium", "firefox"];

/** Hands questions straight to the reader, as the engine writes them. */
function hand() {
  const bytes = (text) => new TextEncoder().encode(text);
  const joined = (head, letters, numbers) => {
    const inside = bytes(letters);
    // What is asked has no second half.
    return new Uint8Array([head.charCodeAt(0), inside.length, numbers.length, ...inside, ...numbers, 0, 0]);
  };
  // A text of fewer than 100 letters without anything said of it: no name and six more, no notes, words or tags.
  globalThis.parse = (text) => joined("p", `a.txt${text}`, [5, bytes(text).length, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  globalThis.read = (file) => joined("r", "a.txt", [5, bytes(file).length, ...bytes(file)]);
  globalThis.gather = () => joined("g", "", [0]);
  // The first bytes of the answer say what it is, and which trouble.
  globalThis.asked = (question, archive, edition) =>
    new Promise((resolve) => {
      const told = (said) => typeof said !== "number" && resolve(typeof said === "string" ? said : [...said.slice(0, 4)]);
      document.getElementById("app").reader(question, archive, told, edition);
    });
}

/** A number as WebAssembly writes it, and where it ends. */
function number(bytes, at) {
  let [value, shift] = [0, 0];
  for (;;) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte < 0x80) return [value, at];
  }
}

/** The program with less memory: so many pages of 64 KiB more than it begins with. */
function poorer(program, pages) {
  const MEMORIES = 5;
  for (let at = 8; at < program.length; ) {
    const id = program[at];
    const [length, body] = number(program, at + 1);
    if (id === MEMORIES) {
      const [least, most] = number(program, body + 2);
      const limit = least + pages;
      assert.equal(program[body + 1], 1, "it has a limit");
      assert.ok(number(program, most)[0] > limit);
      // In as many bytes as it had.
      const bytes = Array.from({ length: number(program, most)[1] - most }, (_, nth) => (limit >> (7 * nth)) & 0x7f);
      return Buffer.from(program).fill(Buffer.from(bytes.map((b, nth) => (nth < bytes.length - 1 ? b | 0x80 : b))), most, most + bytes.length);
    }
    at = body + length;
  }
  throw new Error("it has no memory");
}

const DRAFT = "d".charCodeAt(0);
// A trouble has no letters, and one number: that of a corpus of another build, and that of what is no collection.
const CORPUS_IS_BAD = [33, 0, 1, 2];
const NO_COLLECTION = [33, 0, 1, 3];

export default [
  {
    name: "a first visit loads nothing of the reader, and a question loads each part of it",
    only: INTERCEPTING,
    async run({ open, base }) {
      const page = await openReady(open, base);
      const ofReader = () => page.requests().map((url) => new URL(url).pathname).filter((path) => path.includes("-reader"));
      assert.deepEqual(ofReader(), []);
      await page.evaluate(hand);
      const [kind] = await page.evaluate(() => globalThis.asked(globalThis.read("1. Of remittances.")));
      assert.equal(kind, DRAFT);
      const parts = [...new Set(ofReader())].sort();
      assert.equal(parts.length, 2, String(parts));
      assert.ok(parts.every((path) => /\/passages-reader(_bg)?-[0-9a-f]+\.(js|wasm)$/.test(path)), String(parts));
      assert.deepEqual(await page.consoleErrors(), []);
    },
  },
  ...["beside the page", "on it, where there are no workers"].map((where) => ({
    name: `the reader works ${where}, and takes another corpus when there is one`,
    async run({ open, base }) {
      const initScript = where.startsWith("on") ? () => delete globalThis.Worker : undefined;
      const page = await openReady(open, base, { initScript });
      await page.evaluate(hand);
      const answers = await page.evaluate(async () => {
        const corpus = (text) => () => new TextEncoder().encode(text);
        const { asked, gather, parse } = globalThis;
        return [
          (await asked(parse("1. Of remittances.")))[0],
          await asked(gather(), corpus("no archive"), 1),
          await asked(gather(), corpus("PK no collection"), 2),
          // The same edition is not handed over again.
          await asked(gather(), corpus("no archive"), 2),
        ];
      });
      assert.deepEqual(answers, [DRAFT, CORPUS_IS_BAD, NO_COLLECTION, NO_COLLECTION]);
    },
  })),
  {
    name: "S9 a reader whose memory is used up says that it could not go on, and reads the next document",
    only: INTERCEPTING,
    async run({ open, base }) {
      let digest;
      const prepare = (raw) =>
        raw.route(/passages-reader_bg-[0-9a-f]+\.wasm$/, async (route) => {
          const response = await route.fetch();
          const body = poorer(await response.body(), 64);
          digest = `sha384-${createHash("sha384").update(body).digest("base64")}`;
          await route.fulfill({ response, body });
        });
      const page = await openReady(open, `${base}#add`, { prepare });
      const link = await page.evaluate(() => document.querySelector('link[rel="reader"][href$=".wasm"]').href);
      await page.evaluate((link) => fetch(link).then((response) => response.arrayBuffer()).then(() => {}), link);
      await page.evaluate((digest) => {
        document.querySelector('link[rel="reader"][href$=".wasm"]').integrity = digest;
      }, digest);
      const drop = (count) => {
        const text = Array.from({ length: count }, (_, nth) => `${nth + 1}. Of remittances, and what they cost to send.`);
        const data = new DataTransfer();
        data.items.add(new File([text.join("\n\n")], `${count}.txt`));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      };
      await page.waitFor("#add-files");
      await page.evaluate(drop, 20_000);
      const refused = "the program stopped in the middle of it. Try again.";
      await page.waitForFunction((words) => document.querySelector(".own-document .refused")?.textContent.includes(words), refused, 60_000);
      await page.evaluate(drop, 2);
      await page.waitForFunction(() => document.querySelector(".own-document .ways") !== null, null, 60_000);
    },
  },
];
