// F30: the hostile files of crates/passages-formats (tests/formats/attacks.rs), given to the reader that ships through the
// page's own door. `cargo test` writes them to target/tmp/hostile/, each with what became of it there; here it must be the
// same.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openReady } from "./ready.mjs";

const FOLDER = fileURLToPath(new URL("../../target/tmp/hostile/", import.meta.url));
/** Fewer than these would be what a run of some of the tests has left. */
const LEAST_FILES = 100;
/** A page that stands still for longer is told of; not held, for a machine that is busy makes everything longer. */
const FRAME_MILLIS = 200;
/** What a file may take here; how soon each is read is held natively, where the processor's time is the test's own. */
const FILE_MILLIS = 60_000;

/** The files by their names, with the name of the attack and its outcome. */
async function attacks() {
  const names = (await readdir(FOLDER).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
  assert.ok(names.length >= LEAST_FILES, `${names.length} files in ${FOLDER}: cargo test -p passages-formats writes them`);
  const one = async (name) => [name.replace(".json", ""), JSON.parse(await readFile(`${FOLDER}${name}`, "utf8"))];
  return new Map(await Promise.all(names.map(one)));
}

/** Notes what the reader answers, and lets it read only: what has been read is not put beside the others here. */
function listen() {
  const app = document.getElementById("app");
  const { reader } = app;
  const READ = "r".charCodeAt(0);
  let before = performance.now();
  globalThis.longest = 0;
  setInterval(() => {
    const now = performance.now();
    globalThis.longest = Math.max(globalThis.longest, now - before);
    before = now;
  }, 10);
  app.reader = (job, archive, tell, edition) => {
    if (job[0] !== READ) return () => {};
    const heard = (said) => {
      // A refusal begins with its code, after three numbers.
      if (typeof said === "object" && said.length < 1_000) globalThis.answer = new TextDecoder().decode(said);
      tell(said);
    };
    return reader(job, archive, heard, edition);
  };
}

/** What the page says of a file, once it has done with it. */
function outcome() {
  const [one] = document.querySelectorAll(".own-document");
  const refused = one?.querySelector(".refused");
  if (!refused && !one?.querySelector(".correction")) return null;
  const told = one.querySelector("p.quiet")?.textContent;
  return {
    refused: refused?.firstChild.textContent ?? null,
    count: refused ? null : Number(/([\d,]+) passages?/.exec(told)[1].replaceAll(",", "")),
    answer: globalThis.answer ?? "",
  };
}

/** Makes room for the next; the longest that the page stood still since the last, in milliseconds. */
function forget() {
  const press = () => document.querySelector(".own-document :is(.refused button, .forget)")?.click();
  press();
  press();
  globalThis.answer = undefined;
  const { longest } = globalThis;
  globalThis.longest = 0;
  return longest;
}

export default ["beside the page", "on it, where there are no workers"].map((where) => ({
  name: `F30 every hostile file is read or refused ${where} as it is natively`,
  only: ["chromium"],
  millis: 300_000,
  async run({ open, base }) {
    const all = await attacks();
    const page = await openReady(open, `${base}#add`);
    await page.waitFor("#add-files");
    await page.evaluate(listen);
    if (where.startsWith("on")) await page.evaluate(() => delete globalThis.Worker);
    const still = [];
    const wrong = [];
    for (const [file, { name, count, code }] of all) {
      await page.raw.setInputFiles("#add-files", `${FOLDER}${file}`);
      const found = await page.waitForFunction(outcome, null, FILE_MILLIS);
      // One that is too large is refused before it is read.
      const isSame = count !== undefined ? found.count === count : found.refused && (found.answer.includes(code) || code === "too-many-bytes");
      if (!isSame) wrong.push([name, { count, code }, found]);
      const millis = Math.round(await page.evaluate(forget));
      if (millis > FRAME_MILLIS) still.push(`${name} ${millis}`);
    }
    console.log(`    F30: the page stood still for more than ${FRAME_MILLIS} ms ${where}: ${still.join(", ") || "never"}`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(await page.consoleErrors(), []);
  },
}));
