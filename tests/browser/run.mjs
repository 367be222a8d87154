// node run.mjs BASE SUBPATH [NAME...]
//
// Runs every *.test.mjs in each engine against the page served at BASE, and at BASE with SUBPATH.
// With names, only the files or engines so called.
//
// A test that fails sometimes has found something, and on a desk nothing is tried twice. In continuous integration, where
// whatever else a machine does can hold a browser up, the first few failures of an engine are tried once more in a browser
// newly started, and what passes only then is named at the end.
//
// A test file exports a list: { name, only: [engines]?, millis: longest time?, run: async ({ engine, open, base, subpath }) }.
// `open` is engine.open; the page is closed afterwards, and pictured when the test fails.

import { mkdir, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch, names } from "./engines.mjs";

const [base, subpath, ...wanted] = process.argv.slice(2);
const pictures = fileURLToPath(new URL("../../target/browser-tests/", import.meta.url));
const inContinuousIntegration = process.env.CI === "true";
const TEST_MILLIS = 120_000;
const CLOSE_MILLIS = 30_000;
/** More failures than this in one engine are no accident. */
const MOST_AGAIN = inContinuousIntegration ? 5 : 0;

const files = (await readdir(new URL(".", import.meta.url))).filter((file) => file.endsWith(".test.mjs")).sort();
const suites = await Promise.all(
  files.map(async (file) => ({ file: file.replace(".test.mjs", ""), tests: (await import(`./${file}`)).default })),
);
const chosen = (all, of) => (wanted.some((name) => all.includes(name)) ? wanted.includes(of) : true);

const count = { passed: 0, failed: 0, skipped: 0 };
/** What failed, with the first line of why: told again at the end, where a long log is read first. */
const failures = [];
/** What passed only when it was tried again, with the first line of why it had failed. */
const unsteady = [];
await mkdir(pictures, { recursive: true });
for (const name of names.filter((name) => chosen(names, name))) {
  await withEngine(name);
}
for (const { said } of failures) console.log(said);
for (const { said } of unsteady) console.log(`passed only when tried again: ${said}`);
console.log(`browsers: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exit(count.failed > 0 ? 1 : 0);

async function withEngine(name) {
  const tests = suites
    .filter(({ file }) => chosen(suites.map((suite) => suite.file), file))
    .flatMap(({ file, tests }) => tests.map((test) => ({ ...test, name: `${file}: ${test.name}` })))
    .filter(({ only }) => only === undefined || only.includes(name));
  const { engine, missing } = await launch(name).catch((error) => ({ missing: error.message }));
  if (missing) {
    // A browser that cannot be had is a named gap on a desk, and a failure where all must be there.
    const kind = inContinuousIntegration ? "failed" : "skipped";
    count[kind] += tests.length;
    console.log(`${kind}: ${tests.length} tests in ${name}: ${missing}`);
    return;
  }
  const before = failures.length;
  for (const test of tests) await runOne(engine, test);
  await closed(engine);
  const failed = failures.slice(before);
  if (failed.length === 0 || failed.length > MOST_AGAIN) return;
  console.log(`${name}: ${failed.length} failed, and tried again in a new browser`);
  const { engine: fresh } = await launch(name).catch(() => ({}));
  if (!fresh) return;
  for (const failure of failed) {
    const passed = await runOne(fresh, failure.test);
    // Either way it is counted once, and told as it failed first.
    count.failed -= 1;
    if (passed) unsteady.push(...failures.splice(failures.indexOf(failure), 1));
    else failures.pop();
  }
  await closed(fresh);
}

/** A driver that does not let go of its browser must not hold up the others. */
async function closed(engine) {
  const close = engine.close().catch((error) => console.log(`${engine.name} did not close: ${error.message}`));
  await Promise.race([close, new Promise((resolve) => setTimeout(resolve, CLOSE_MILLIS))]);
}

/** Whether the test passed. */
async function runOne(engine, test) {
  const pages = [];
  const open = async (...args) => {
    const page = await engine.open(...args);
    pages.push(page);
    return page;
  };
  const started = Date.now();
  let timer;
  // What fails beside the test, in an answer that it lent to the browser, is the test's failure and not the run's end.
  let beside;
  const unhandled = new Promise((_, reject) => process.on("unhandledRejection", (beside = reject)));
  const late = new Promise((_, reject) => {
    const most = test.millis ?? TEST_MILLIS;
    timer = setTimeout(() => reject(new Error(`not done after ${most} ms`)), most);
  });
  try {
    await Promise.race([test.run({ engine, open, base, subpath: new URL(subpath, base).href }), late, unhandled]);
    count.passed += 1;
    console.log(`${engine.name}: ${test.name} … ok (${Date.now() - started} ms)`);
    return true;
  } catch (error) {
    count.failed += 1;
    console.log(`${engine.name}: ${test.name} … FAILED (${Date.now() - started} ms)`);
    const why = String(error?.message ?? error).split("\n", 1)[0];
    failures.push({ test, said: `${engine.name}: ${test.name} … FAILED: ${why}` });
    console.log(indented(error.stack ?? String(error)));
    for (const [index, page] of pages.entries()) {
      // Before the picture, which in Firefox adds errors of its own.
      const errors = await page.consoleErrors().catch(() => ["cannot be told"]);
      for (const text of errors) console.log(indented(`console: ${text}`));
      const path = `${pictures}${engine.name}-${test.name.replaceAll(/\W+/g, "-")}-${index}.png`;
      const taken = await page.screenshot(path).then(() => path, () => "none could be taken");
      console.log(indented(`picture: ${taken}`));
    }
    return false;
  } finally {
    clearTimeout(timer);
    for (const page of pages) {
      // An answer held back by a failed test must not end the whole run.
      await page.raw?.unrouteAll({ behavior: "ignoreErrors" }).catch(() => {});
      await page.close().catch(() => {});
    }
    process.off("unhandledRejection", beside);
  }
}

function indented(text) {
  return text.replaceAll(/^/gm, "    ");
}
