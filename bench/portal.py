"""Starts the program and nginx, and speaks HTTP and SQL with them. Loopback only."""
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import threading
import time

import procs

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.environ.get("CARGO_TARGET_DIR", f"{ROOT}/target")
PROGRAM = f"{TARGET}/release/leiden-international"


running = []


class Server:
    """A process that listens on a port."""

    def __init__(self, process, port):
        self.process, self.port = process, port
        self.lines = []
        running.append(self)

    def listen(self):
        """Notes what the program says about its pages, with the time; the rest of its log is read and forgotten."""
        for line in self.process.stdout:
            if "page_cache" in line:
                self.lines.append((time.perf_counter(), json.loads(line)["fields"]))

    def said(self, message, since, limit):
        """The seconds until the program said that, and what it said; none if it did not in time."""
        while time.perf_counter() < since + limit:
            for at, fields in list(self.lines):
                if at >= since and fields["message"] == message:
                    return at - since, fields
            time.sleep(0.05)
        return None, {}

    def pids(self, with_children=False):
        return procs.family(self.process.pid) if with_children else [self.process.pid]

    def stop(self):
        running.remove(self)
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()


def environment(data_dir, **more):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return dict(kept, DATA_DIR=data_dir, LISTEN="127.0.0.1:0", STARTER_CONTENT="example",
                RUST_LOG="info,leiden_international::web::page_cache::keeper=debug", **more)


def start(data_dir, **more):
    """An instance of the program; returns when it answers 200, with the seconds that took."""
    began = time.perf_counter()
    process = subprocess.Popen([PROGRAM], env=environment(data_dir, **more), stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        found = re.search(r'"listening":"127\.0\.0\.1:(\d+)"', line)
        if found:
            break
    else:
        raise SystemExit("the program did not start")
    server = Server(process, int(found[1]))
    server.began = began
    threading.Thread(target=server.listen, daemon=True).start()
    while get(server.port, "/en")[0] != 200:
        time.sleep(0.002)
    return server, time.perf_counter() - began


def get(port, path, **headers):
    """(status, headers, body) of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


class Sql:
    """A session of psql with the private database."""

    def __init__(self, data_dir):
        command = [PROGRAM, "database", "run", "--", "sh", "-c", 'exec psql -qAt -v ON_ERROR_STOP=1 "$DATABASE_URL"']
        self.process = subprocess.Popen(
            command, env=dict(environment(data_dir), RUST_LOG="warn"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def run(self, text):
        """Runs statements, and returns the lines that they print when all are done."""
        self.process.stdin.write(text + "\n\\echo done\n")
        lines = []
        for line in self.process.stdout:
            if line == "done\n":
                return lines
            lines.append(line.rstrip("\n"))
        raise SystemExit(f"psql ended at: {text[:200]}")

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)


def start_nginx(folder, answers, port):
    """nginx with the answers that the program gives, by path and coding, as files."""
    has_brotli = os.path.exists("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
    for path, by_coding in answers.items():
        name = f"{folder}/pages{path}.html"
        os.makedirs(os.path.dirname(name), exist_ok=True)
        for coding, end in (("identity", ""), ("gzip", ".gz"), ("br", ".br")):
            with open(name + end, "wb") as file:
                file.write(by_coding[coding][2])
    # Those of a page in the middle: what only some pages have more of is in none of nginx's answers.
    headers = sorted((answer["identity"][1] for answer in answers.values()), key=lambda own: len(str(own)))[len(answers) // 2]
    own = ("date", "content-length", "content-type", "etag", "last-modified", "connection")
    lines = [f'add_header {name} "{value}";' for name, value in headers.items() if name.lower() not in own]
    text = open(f"{ROOT}/bench/nginx.conf").read()
    module = "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;" if has_brotli else ""
    for word, value in (
        ("BROTLI_MODULE", module), ("BROTLI", "brotli_static on;" if has_brotli else ""), ("FOLDER", folder),
        ("PORT", str(port)), ("HEADERS", "\n    ".join(lines)),
    ):
        text = text.replace(word, value)
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(text)
    subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
    process = subprocess.Popen([shutil.which("nginx") or "/usr/sbin/nginx", "-p", folder, "-c", f"{folder}/nginx.conf"])
    for _ in range(500):
        try:
            get(port, next(iter(answers)))
            return Server(process, port), has_brotli
        except OSError:
            time.sleep(0.01)
    raise SystemExit("nginx did not start")


def load(server, paths_file, coding, connections, seconds, with_children=False):
    """One run of wrk, with the CPU time of the server's processes and of everyone else."""
    pids = server.pids(with_children)
    cpu, busy, children, began = procs.cpu(pids), procs.busy(), os.times(), time.perf_counter()
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", f"{ROOT}/bench/wrk.lua", f"http://127.0.0.1:{server.port}"]
    output = subprocess.run(
        command, env=dict(os.environ, PATHS=paths_file, CODING=coding), capture_output=True, text=True, timeout=60).stdout
    wall, after = time.perf_counter() - began, os.times()
    line = next((line for line in output.splitlines() if line.startswith("JSON ")), None)
    if line is None:
        raise SystemExit(f"wrk failed: {output}")
    run = json.loads(line[5:])
    used = procs.cpu(pids) - cpu
    own = after.children_user + after.children_system - children.children_user - children.children_system
    run["cpu"] = used
    run["per_cpu_second"] = run["requests"] / max(used, 0.01)
    run["per_second"] = run["requests"] / (run["micros"] / 1e6)
    run["others"] = max(0.0, procs.busy() - busy - used - own) / wall
    return run
