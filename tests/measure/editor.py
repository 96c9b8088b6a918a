#!/usr/bin/env python3
"""What the editor costs the server: CPU of opening the questionnaire of the study, of an edit, and of the preview after it.

    python3 tests/measure/editor.py [PROGRAM]      (target/release/zugvogel, unless another is named)

Reads the process's time from /proc, which counts in ticks of 10 ms; so each act is done many times.
"""

import html.parser
import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "target/release/zugvogel"
PASSWORD = "Sturmflut-1962-Wangerooge"
EMAIL = "designer@wesermarsch.example"
TEMPLATE = "template:wesermarsch"
TIMES = 50


class Forms(html.parser.HTMLParser):
    """The forms of a page: where each goes, and what it sends."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.select, self.area = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.forms.append((given.get("action", ""), []))
        if not self.forms:
            return
        fields, name = self.forms[-1][1], given.get("name")
        if tag == "input" and name:
            is_ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
            if is_ticked and given.get("type") not in ("file", "submit"):
                fields.append((name, given.get("value", "on")))
        elif tag == "select" and name:
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            fields.append((self.select, given.get("value", "")))
        elif tag == "textarea" and name:
            self.area = name
            fields.append((name, ""))

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            fields = self.forms[-1][1]
            fields[-1] = (self.area, fields[-1][1] + data)


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "demo")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = os.environ | {"ZUGVOGEL_LISTEN": f"127.0.0.1:{port}", "ZUGVOGEL_HEALTH_LISTEN": "127.0.0.1:0"}
        run = [PROGRAM, "demo", "--data", data, "--responses", "0", "--no-serve"]
        subprocess.run(run, check=True, capture_output=True)
        add = [PROGRAM, "user", "add", EMAIL, "--role", "designer", "--organisation", "wesermarsch", "--password-stdin"]
        subprocess.run(add + ["--data", data], input=PASSWORD, text=True, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([PROGRAM, "serve", "--data", data], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            measure(server.pid, f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def measure(pid, origin):
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(cookies)
    browser.addheaders = [("Origin", origin), ("Sec-Fetch-Site", "same-origin")]

    def get(path):
        return browser.open(origin + path).read().decode()

    def post(path, fields):
        answer = browser.open(origin + path, urllib.parse.urlencode(fields).encode())
        return answer.geturl().removeprefix(origin), answer.read().decode()

    wait_for(origin)
    post("/login", [("email", EMAIL), ("password", PASSWORD)])
    csrf = re.search(r'name="_csrf" value="([^"]+)"', get("/questionnaires"))[1]
    base, page = post("/questionnaires", [("_csrf", csrf), ("from", TEMPLATE)])
    base = base.split("?")[0]
    question = re.search(r"at=(question%3A[a-z_0-9]+)", get(base) + page)
    at = f"{base}?at={question[1]}" if question else base
    frame = re.search(r'<iframe[^>]* src="([^"]+)"', get(at))
    print(f"{'CPU':>9}  {TIMES} times each, {os.path.getsize(PROGRAM) >> 20} MiB program")

    said("opened", pid, lambda _: get(at))

    def edit(number):
        forms = [fields for action, fields in Forms(page_now[0]).forms if action.split("?")[0] == base]
        fields = next(fields for fields in forms if any("|label" in name for name, _ in fields))
        label = next(name for name, _ in fields if "|label" in name and not name.endswith("|was"))
        fields = [(name, f"Wie heißt Nummer {number}?" if name == label else value) for name, value in fields]
        _, page_now[0] = post(base, fields)
        assert f"Wie heißt Nummer {number}?" in page_now[0], "the edit was not taken"

    page_now = [get(at)]
    said("an edit, and the page that follows", pid, edit)
    if frame:
        said("the preview", pid, lambda _: get(frame[1].replace("&#38;", "&")))


def wait_for(origin):
    for _ in range(600):
        try:
            return urllib.request.urlopen(origin + "/login").read()
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def said(what, pid, act):
    act(0)
    before = cpu(pid)
    for number in range(1, TIMES + 1):
        act(number)
    print(f"{(cpu(pid) - before) / TIMES * 1000:6.1f} ms  {what}")


def cpu(pid):
    """Seconds of CPU that a process has taken."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
