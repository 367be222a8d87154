// The memory of the program, which is none of the page's globals.

/** Keeps it as `testMemory`, as it is made: for an `initScript`. */
export function keepMemory() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...parts) => {
    const made = await instantiate.apply(WebAssembly, parts);
    globalThis.testMemory ??= (made.instance ?? made).exports.memory;
    return made;
  };
}
