// docs/embed.md
(() => {
  const NAME = "passages-explorer";
  if (customElements.get(NAME)) return;
  const home = new URL(".", document.currentScript?.src ?? location).href;
  const hello = { app: "passages", v: 1, t: "hello" };
  const own = new Set();
  const frames = () => [...document.querySelectorAll("iframe[data-passages]"), ...own];

  function heard(frame, detail) {
    const { t, h } = detail;
    if (t === "size") {
      if (!Number.isInteger(h) || h < 50 || h > 20000) return;
      if (Math.abs(h - frame.clientHeight) > 1) Object.assign(frame.style, { boxSizing: "content-box", height: `${h}px` });
    }
    (frame.getRootNode().host ?? frame).dispatchEvent(new CustomEvent("passages", { detail, bubbles: true }));
  }

  addEventListener("message", ({ data, source, origin }) => {
    if (Object.keys(hello).some((k) => data?.[k] !== hello[k])) return;
    const frame = frames().find((f) => f.contentWindow === source);
    if (!frame) return;
    const { port1, port2 } = new MessageChannel();
    // The one it took.
    port1.onmessage = ({ data }) => {
      frame.send = (d) => port1.postMessage(d);
      frame.late?.splice(0).map(frame.send);
      data && heard(frame, data);
    };
    source.postMessage({ ...hello, t: "port" }, origin === "null" ? "*" : origin, [port2]);
  });
  for (const frame of frames()) frame.contentWindow?.postMessage(hello, "*");

  const NAMES = "lang theme accent features readonly host".split(" ");

  customElements.define(NAME, class extends HTMLElement {
    static observedAttributes = ["src", "doc", "state", ...NAMES];

    connectedCallback() {
      this.disconnectedCallback();
      const get = (n) => this.getAttribute(n);
      const url = new URL(get("src") ?? home, document.baseURI);
      if (!/^https?:$/.test(url.protocol)) return;
      url.search = "?embed&" + (/corpus=[^&]+/.exec(url.search) ?? "");
      for (const n of NAMES) if (get(n) !== null) url.searchParams.set(n, get(n));
      url.hash = get("state") ?? (get("doc") ? `read=${get("doc")}` : "");
      const frame = (this.frame = document.createElement("iframe"));
      frame.title = this.title || "Passages";
      frame.allow = "clipboard-write; fullscreen";
      frame.referrerPolicy = "no-referrer";
      frame.style.cssText = `display:block;width:100%;border:0;height:${parseInt(get("height")) || 640}px`;
      frame.src = url;
      frame.late = [];
      frame.send = (data) => frame.late.push(data);
      own.add(frame);
      (this.shadowRoot ?? this.attachShadow({ mode: "open" })).replaceChildren(frame);
    }

    disconnectedCallback() {
      own.delete(this.frame);
    }

    attributeChangedCallback(n, was, value) {
      if (!this.frame || was === value) return;
      const t = { state: "setState", theme: "setTheme", lang: "setLang" }[n];
      if (t && value) this.send({ t, [n === "state" ? "q" : n]: value });
      else this.connectedCallback();
    }

    send(data) {
      this.frame.send(data);
    }
  });
})();
