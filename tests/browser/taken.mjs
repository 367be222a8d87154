// What is taken away from a view: every file that it offers, and that none of them is more than text when it is opened.

import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Saves the view in every format that it offers: [format, path, name of the file]. */
export async function takeAll(page) {
  const files = [];
  await page.click(".take > summary");
  const formats = await page.evaluate(() => [...document.querySelectorAll(".formats [data-format]")].map((b) => b.dataset.format));
  for (const format of formats) {
    const [download] = await Promise.all([page.raw.waitForEvent("download"), page.click(`.formats [data-format="${format}"]`)]);
    files.push([format, await download.path(), download.suggestedFilename()]);
  }
  return files;
}

/** Opens each of these files in a browser, or reads it: nothing in it runs, is markup of a document's, or calculates. */
export async function assertInert(open, files) {
  const folder = await mkdtemp(join(tmpdir(), "passages-inert-"));
  try {
    for (const [format, path, name] of files) {
      assert.match(name, /^[A-Za-z0-9.-]+$/, format);
      const text = await readFile(path, "utf8");
      if (/^\s*(<!doctype html|<html)/i.test(text) || /^\s*<(\?xml|svg)/.test(text)) {
        const copy = join(folder, `${format}.${/^\s*(<!doctype html|<html)/i.test(text) ? "html" : "xml"}`);
        await copyFile(path, copy);
        const page = await open(pathToFileURL(copy).href);
        const { hit, scripts } = await page.evaluate(() => ({
          hit: globalThis.hit,
          scripts: document.querySelectorAll("script, img, iframe, object, [onerror], [onload], [onclick]").length,
        }));
        assert.deepEqual([hit, scripts], [undefined, 0], format);
        await page.close();
      } else if (format.endsWith("csv")) {
        for (const line of text.replace(/^\ufeff/, "").split("\r\n")) assert.doesNotMatch(line, /(^|,)"?[=+@]/, format);
      } else if (format.endsWith("json")) {
        assert.doesNotMatch(text, /</, format);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
