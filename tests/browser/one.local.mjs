import { launch } from "./engines.mjs";
const [base, engineName, suite, part] = process.argv.slice(2);
const { engine, missing } = await launch(engineName);
if (missing) { console.log(missing); process.exit(1); }
const tests = (await import(`./${suite}.test.mjs`)).default;
for (const test of tests.filter((t) => t.name.includes(part ?? ""))) {
  if (test.only && !test.only.includes(engineName)) continue;
  const pages = [];
  const open = async (...a) => { const p = await engine.open(...a); pages.push(p); return p; };
  try { await test.run({ engine, open, base, subpath: "/" }); console.log("ok", test.name); } catch (e) { console.log("FAILED", test.name, "\n", e.stack); }
  for (const p of pages) await p.close().catch(() => {});
}
process.exit(0);
