// node picture.mjs BASE FILE: the README's picture of the page served at BASE.

import { launch } from "./engines.mjs";
import { openReady } from "./ready.mjs";

const [base, file] = process.argv.slice(2);
const { engine, missing } = await launch("chromium");
if (missing) throw new Error(missing);
const open = (url, options) => engine.open(url, options);
const page = await openReady(open, base, { width: 1280, height: 800, colorScheme: "light", reducedMotion: "reduce" });
await page.screenshot(file);
await engine.close();
