// The workshop: work that would hold up the page is done beside it, by a second program that is
// fetched when it is first asked for. The reader of a visitor's own documents is a third, and driven alike.
//
// This file is both ends. The page imports it and calls `establish`; a worker, where the browser has
// them, runs it as its script. Where there are no workers, the same program works on the page, a part
// of each frame. One job at a time: what is asked meanwhile waits.
//
// A task is an object that boot.js makes: `job` (bytes), `archive` (a function that gives the bytes of
// the corpus, if the job needs it), `edition` (which corpus that is: another is handed over anew), `tell` (called with a number from 0 to 1 for how much is done, at
// last with the bytes of the answer, or with "missing" or "stopped"), and `cancelled`, which is set when
// nobody wants to be told any more; `cancel` is called then, if it is there.

const PAGE_SLICE_MILLIS = 8;
const FRAME_MILLIS = 32;
// Between two looks at what has arrived.
const WORKER_SLICE_MILLIS = 40;
const START_MILLIS = 10_000;
// A single step may take long; a worker that says nothing for longer than this will not come back.
const SILENCE_MILLIS = 60_000;
const CANCEL_MILLIS = 1_000;

// Each address is a module of its own, so a number gives a new one. In a page of one file the module stands here.
const made = ({ glue }, number) => import(`${glue}#${number}`);

/** An instance of the program of this name. */
async function instance({ name, glue, module }, number) {
  const { default: init, Workshop } = await made({ name, glue }, number);
  await init({ module_or_path: module });
  return new Workshop();
}

/** Does a job in slices; between them `pause` says whether to go on. Gives the answer, or null. */
async function labour(shop, job, millis, pause) {
  shop.begin(job);
  for (;;) {
    const end = performance.now() + millis;
    let isDone = shop.step();
    while (!isDone && performance.now() < end) isDone = shop.step();
    if (isDone) return shop.answer();
    if (!(await pause(shop.progress()))) return null;
  }
}

// In a worker ------------------------------------------------------------------------------------

function serve() {
  let shop;
  let cancelled = false;
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
  const receive = async ({ open, archive, job, cancel }) => {
    if (cancel) cancelled = true;
    if (open) {
      shop = await instance(open, 0);
      postMessage({ ready: true });
    }
    if (archive) shop.supply(archive);
    if (job) {
      cancelled = false;
      const answer = await labour(shop, job, WORKER_SLICE_MILLIS, async (progress) => {
        postMessage({ progress });
        await turn();
        return !cancelled;
      });
      postMessage({ answer }, answer ? [answer.buffer] : []);
    }
  };
  addEventListener("message", ({ data }) => {
    receive(data).catch((error) => postMessage({ fault: String(error) }));
  });
}

if (globalThis.WorkerGlobalScope !== undefined && globalThis instanceof WorkerGlobalScope) serve();

// On the page ------------------------------------------------------------------------------------

/** A worker that has started; fails where there are none. */
async function beside({ url, name, glue, module }) {
  const worker = new Worker(url, { type: "module" });
  let timer;
  let hear;
  let fail;
  const wait = (millis) => {
    clearTimeout(timer);
    timer = setTimeout(() => fail(new Error("the worker says nothing")), millis);
  };
  worker.onerror = (event) => fail(new Error(event.message || "the worker could not be started"));
  worker.onmessage = ({ data }) => (data.fault ? fail(new Error(data.fault)) : hear(data));
  /** Hears messages until one of them settles it, but waits no longer than `patience` for the next. */
  const listen = (patience, heard) =>
    new Promise((resolve, reject) => {
      fail = reject;
      hear = (data) => {
        wait(patience);
        heard(data, resolve);
      };
      wait(patience);
    }).finally(() => clearTimeout(timer));
  try {
    worker.postMessage({ open: { name, glue, module } });
    await listen(START_MILLIS, ({ ready }, resolve) => ready && resolve());
  } catch (error) {
    worker.terminate();
    throw error;
  }
  let supplied;
  return {
    work(task) {
      if (task.archive && supplied !== task.edition) {
        const archive = task.archive();
        worker.postMessage({ archive }, [archive.buffer]);
        supplied = task.edition;
      }
      worker.postMessage({ job: task.job }, [task.job.buffer]);
      task.cancel = () => {
        worker.postMessage({ cancel: true });
        wait(CANCEL_MILLIS);
      };
      return listen(SILENCE_MILLIS, ({ progress, answer }, resolve) => {
        if (answer !== undefined) resolve(answer);
        else if (!task.cancelled) task.tell(progress);
      });
    },
    end: () => worker.terminate(),
  };
}

let instances = 0;

/** The program on the page itself. */
async function here(parts) {
  instances += 1;
  const shop = await instance(parts, instances);
  let supplied;
  // Where frames are slow, or nobody sees them, the work goes on between them.
  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(resolve);
      setTimeout(resolve, FRAME_MILLIS);
    });
  return {
    work(task) {
      if (task.archive && supplied !== task.edition) {
        shop.supply(task.archive());
        supplied = task.edition;
      }
      return labour(shop, task.job, PAGE_SLICE_MILLIS, async (progress) => {
        if (!task.cancelled) task.tell(progress);
        await frame();
        return !task.cancelled;
      });
    },
    end() {},
  };
}

/** The bytes of a part; a browser refuses those of another digest than the link's. */
async function fetched(link) {
  const response = await fetch(link.href, { integrity: link.integrity });
  if (!response.ok) throw new Error(`${link.href}: ${response.status}`);
  return response.arrayBuffer();
}

/** Where tasks are handed in. `url` is this file, as `new Worker` will have it; the others are links of one program. */
export async function establish({ url, glue, wasm }) {
  const [bytes] = await Promise.all([fetched(wasm), fetched(glue)]);
  const parts = { url, name: glue.rel, glue: glue.href, module: await WebAssembly.compile(bytes) };
  const waiting = [];
  let place;
  let isOpen = false;

  async function open() {
    if (isOpen) return;
    isOpen = true;
    while (waiting.length > 0) {
      const task = waiting.shift();
      if (task.cancelled) continue;
      try {
        place ??= await beside(parts).catch(() => here(parts));
        const answer = task.cancelled ? null : await place.work(task);
        task.cancel = undefined;
        if (answer && !task.cancelled) task.tell(answer);
      } catch (error) {
        // What has failed once is in no state to go on.
        place?.end();
        place = undefined;
        if (task.cancelled) continue;
        console.error(error);
        task.tell("stopped");
      }
    }
    isOpen = false;
  }

  return (task) => {
    waiting.push(task);
    open();
  };
}
