// In the place of service-worker.js: takes what was kept out of visitors' browsers, and then itself.

const OWN = `passages ${new URL("./", location.href).pathname} `;

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN)).map((name) => caches.delete(name)));
  await registration.unregister();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
