// node pictures.mjs BASE FOLDER README_FILE [ENGINE [VIEW...]]
//
// Pictures of the page served at BASE: every view at four widths, light, dark and in Arabic, into
// FOLDER; and the README's, into README_FILE.

import { mkdir } from "node:fs/promises";
import { launch } from "./engines.mjs";
import { openReady } from "./ready.mjs";
import { VIEWS, inLanguage } from "./views.mjs";

const SIZES = [
  { width: 320, height: 720 },
  { width: 768, height: 1024 },
  { width: 1280, height: 900 },
  { width: 1920, height: 1080 },
];
const LOOKS = {
  light: { colorScheme: "light", language: "en" },
  dark: { colorScheme: "dark", language: "en" },
  arabic: { colorScheme: "light", language: "ar" },
};

const [base, folder, readme, name = "chromium", ...wanted] = process.argv.slice(2);
const { engine, missing } = await launch(name);
if (missing) throw new Error(missing);
await mkdir(folder, { recursive: true });
const open = (url, options) => engine.open(url, options);
const take = async (address, options, file) => {
  const page = await openReady(open, `${base}${address}`, { ...options, reducedMotion: "reduce" });
  // What the workshop is at is not there yet.
  await page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("main .working"));
  // A frame for what is placed by where other things stand.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.screenshot(file);
  await page.close();
};

let count = 0;
for (const [view, address] of Object.entries(VIEWS)) {
  if (wanted.length > 0 && !wanted.includes(view)) continue;
  for (const [look, { colorScheme, language }] of Object.entries(LOOKS)) {
    for (const { width, height } of SIZES) {
      await take(inLanguage(address, language), { width, height, colorScheme }, `${folder}/${view}-${look}-${width}.png`);
      count += 1;
    }
  }
}
console.log(`${count} pictures in ${folder}`);
if (wanted.length === 0) await take("", { width: 1280, height: 800, colorScheme: "light" }, readme);
await engine.close();
