// What the page around an explorer does in the tests: it keeps what it hears, and talks without embed.js to frames that
// are marked `data-raw`.

globalThis.heard = [];
globalThis.hellos = [];
globalThis.refused = [];
globalThis.ports = [];

document.addEventListener("securitypolicyviolation", (event) => {
  globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
document.addEventListener("passages", (event) => {
  globalThis.heard.push({ id: event.target.id, ...event.detail });
});
addEventListener("message", ({ data, source }) => {
  const frame = [...document.querySelectorAll("iframe[data-raw]")].find((frame) => frame.contentWindow === source);
  if (!frame) return;
  globalThis.hellos.push(data);
  if (data?.t !== "hello") return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => globalThis.heard.push({ id: frame.id, ...data });
  globalThis.ports.push(port1);
  source.postMessage({ app: "passages", v: 1, t: "port" }, "*", [port2]);
});
