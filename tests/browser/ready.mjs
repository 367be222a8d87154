// What it means that the page has started.

export const READY = () => document.documentElement.dataset.ready === "true";

/** Opens the page and waits until the program has taken over. */
export async function openReady(open, url, options) {
  const page = await open(url, options);
  await page.waitForFunction(READY);
  return page;
}
