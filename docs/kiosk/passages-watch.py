#!/usr/bin/env python3
"""Watches an exhibit from outside its browser, and brings it back.

The page says every five seconds that it lives (window.__passages_beat). This program asks Chromium for it over the
port of its developer tools, and acts when

* the tab has crashed: the page is loaded again at once;
* the page has stopped for --patience seconds: another tab takes its place; one that says nothing is loaded again;
* the tab shows something else than --url: it is led back;
* there is no tab, or no browser: a tab is opened, or --restart is run.

It needs Python 3.8 and nothing else. The port must be open to this machine alone, which is Chromium's default.
"""

import argparse
import base64
import json
import os
import shlex
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

ASK = "JSON.stringify([location.href, Date.now() - (window.__passages_beat || 0)])"
# Seconds for an answer of the browser.
ANSWER = 5.0
# Attempts in vain before the browser itself is started anew, and the longest pause between two, in seconds.
ATTEMPTS = 4
LONGEST = 300.0


class Unreachable(Exception):
    """The browser does not answer at all."""


class Silent(Exception):
    """The browser answers, but not the tab."""


class Crashed(Exception):
    """The browser says that the tab has crashed."""


class Tab:
    """A tab, over its WebSocket (RFC 6455): text frames of one piece, as Chromium sends them."""

    def __init__(self, address):
        parts = urllib.parse.urlsplit(address)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=ANSWER)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self._more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise Unreachable(head.decode(errors="replace"))
        self.last = 0

    def _more(self):
        got = self.socket.recv(65536)
        if not got:
            raise Silent("the connection was closed")
        return got

    def _take(self, count):
        while len(self.buffer) < count:
            self.buffer += self._more()
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def _receive(self):
        """The next message of the browser."""
        message = b""
        while True:
            first, second = self._take(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", self._take(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self._take(8))
            payload = self._take(size)
            kind = first & 0x0F
            if kind == 8:
                raise Silent("the connection was closed")
            if kind in (0, 1):
                message += payload
                if first & 0x80:
                    return json.loads(message)

    def _send(self, message):
        data = json.dumps(message).encode()
        mask = os.urandom(4)
        size = len(data)
        head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x81, 0xFE, size)
        self.socket.sendall(head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(data)))

    def call(self, method, **params):
        """Calls a method and waits for what comes of it."""
        self.last += 1
        self._send({"id": self.last, "method": method, "params": params})
        end = time.monotonic() + ANSWER
        while True:
            self.socket.settimeout(max(0.01, end - time.monotonic()))
            try:
                message = self._receive()
            except (socket.timeout, TimeoutError) as error:
                raise Silent(f"no answer to {method}") from error
            if message.get("method") == "Inspector.targetCrashed":
                raise Crashed()
            if message.get("id") == self.last:
                return message.get("result", {})

    def tell(self, method, **params):
        """Calls a method without waiting."""
        self.last += 1
        self._send({"id": self.last, "method": method, "params": params})

    def close(self):
        self.socket.close()


class Watcher:
    def __init__(self, options):
        self.options = options
        self.base = f"http://127.0.0.1:{options.port}"
        # When the exhibit was last seen to live, or was last brought back.
        self.seen = time.monotonic()
        self.attempts = 0
        self.why = None

    def http(self, path, method="GET"):
        request = urllib.request.Request(self.base + path, method=method)
        try:
            with urllib.request.urlopen(request, timeout=ANSWER) as answer:
                return answer.read()
        except (OSError, urllib.error.URLError) as error:
            raise Unreachable(str(error)) from error

    def tabs(self):
        """The tabs that show pages, the latest first."""
        return [tab for tab in json.loads(self.http("/json")) if tab.get("type") == "page"]

    def tab(self):
        """The address of the exhibit's tab, or None where there is none."""
        tabs = self.tabs()
        return tabs[0].get("webSocketDebuggerUrl") if tabs else None

    def is_home(self, address):
        bare = lambda url: url.split("#")[0].split("?")[0]
        return bare(address) == bare(self.options.url)

    def look(self):
        """What is wrong, in a word; None where nothing is."""
        address = self.tab()
        if address is None:
            return "no tab"
        tab = Tab(address)
        try:
            # Tells at once of a crash that has been.
            tab.call("Inspector.enable")
            told = tab.call("Runtime.evaluate", expression=ASK, returnByValue=True)
            value = told.get("result", {}).get("value")
            if not isinstance(value, str):
                return "silent"
            href, age = json.loads(value)
            if not self.is_home(href):
                return "elsewhere"
            return "silent" if age > self.options.patience * 1000 else None
        except Crashed:
            return "crashed"
        except Silent:
            return "stopped"
        finally:
            tab.close()

    def bring_back(self, what):
        if what in ("no tab", "stopped"):
            # A page that has no end hears nothing more: another takes its place.
            old = self.tabs()
            self.http("/json/new?" + urllib.parse.quote(self.options.url, safe=":/?&=%"), "PUT")
            for tab in old:
                self.http("/json/close/" + tab["id"])
            return
        address = self.tab()
        if address is None:
            return
        tab = Tab(address)
        try:
            tab.tell("Page.navigate", url=self.options.url)
            time.sleep(0.5)
        finally:
            tab.close()

    def step(self):
        """Looks once; how long to wait before the next look."""
        try:
            wrong = self.look()
        except (Unreachable, OSError, ValueError):
            wrong = "unreachable"
        now = time.monotonic()
        if wrong is None:
            if self.why:
                print(f"brought back: {self.why}", flush=True)
            self.seen, self.attempts, self.why = now, 0, None
            return self.options.interval
        # Loading takes its time; a crash is sure.
        if wrong != "crashed" and now - self.seen < self.options.patience:
            return self.options.interval
        self.attempts += 1
        self.why = wrong
        print(f"{wrong}: attempt {self.attempts}", flush=True)
        is_lost = wrong == "unreachable" or self.attempts > ATTEMPTS
        try:
            if not is_lost:
                self.bring_back(wrong)
            elif self.options.restart:
                subprocess.run(shlex.split(self.options.restart), check=False)
        except (Unreachable, Silent, Crashed, OSError, ValueError) as error:
            print(f"in vain: {error}", file=sys.stderr, flush=True)
        self.seen = time.monotonic()
        return min(self.options.interval * 2 ** (self.attempts - 1), LONGEST)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", required=True, help="the address of the exhibit, as the browser was started with")
    parser.add_argument("--port", type=int, default=9222, help="Chromium's --remote-debugging-port (%(default)s)")
    parser.add_argument("--interval", type=float, default=5.0, help="seconds between two looks (%(default)s)")
    parser.add_argument("--patience", type=float, default=30.0, help="seconds without a sign of life (%(default)s)")
    parser.add_argument("--restart", help="a command that starts the browser anew, when nothing else helps")
    watcher = Watcher(parser.parse_args())
    print(f"watching {watcher.options.url}", flush=True)
    while True:
        time.sleep(watcher.step())


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
