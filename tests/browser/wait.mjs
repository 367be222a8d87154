// Waiting by asking again: the engines' own waiting compiles strings, which the page's policy forbids.

const PAUSE_MILLIS = 50;

export const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** Asks until the answer is truthy, and gives it. */
export async function until(what, ask, timeoutMillis) {
  const end = Date.now() + timeoutMillis;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${timeoutMillis} ms in vain for ${what}`);
    await pause(PAUSE_MILLIS);
  }
}

/** What every page can do by `evaluate` alone. */
export class Waiting {
  waitFor(selector, timeoutMillis = 10_000) {
    const rendered = (selector) =>
      [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0);
    return until(selector, () => this.#calm(rendered, selector), timeoutMillis);
  }

  waitForFunction(fn, arg, timeoutMillis = 10_000) {
    return until(String(fn), () => this.#calm(fn, arg), timeoutMillis);
  }

  texts(selector) {
    return this.evaluate((selector) => [...document.querySelectorAll(selector)].map((e) => e.innerText), selector);
  }

  async text(selector) {
    await this.waitFor(selector);
    return (await this.texts(selector))[0];
  }

  count(selector) {
    return this.evaluate((selector) => document.querySelectorAll(selector).length, selector);
  }

  attribute(selector, name) {
    const read = ([selector, name]) => document.querySelector(selector)?.getAttribute(name) ?? null;
    return this.evaluate(read, [selector, name]);
  }

  // Between two pages there is no page to ask.
  async #calm(fn, arg) {
    try {
      return await this.evaluate(fn, arg);
    } catch (error) {
      if (/navigat|context was destroyed|no such (window|frame)|frame was detached/i.test(error.message)) return false;
      throw error;
    }
  }
}
