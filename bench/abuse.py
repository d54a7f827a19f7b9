#!/usr/bin/env python3
"""What ordinary visitors notice while others abuse the portal. Loopback only, bounded in count and time.

  bench/abuse.py [--program target/release/leiden-international] [--rounds 3] [--seconds 6] [--rate 40] [--json FILE]

Starts the program with a private database and example content in a temporary folder, and measures visitors (a new
connection for every page, at a fixed rate, timed from when the page was due) when it is quiet, and then during each of:

slow     500 connections: half send a header every second, half a byte of a body
unread   200 connections that ask for the largest style sheet and do not read it
bodies   10 MB posts, one after another, on 4 connections
headers  100 kB headers, one after another, on 4 connections
queries  10,000 distinct query strings, on 4 connections

Prints the medians of all rounds of p50 and p99 with their ratio to quiet, failures, and the memory of the program at the
most and when it is quiet again. The abusers give way to others on the processor (nice 19), for they would be on other
machines.
Needs Linux and Python 3.9+, and nothing else.
"""
import argparse
import contextlib
import json
import multiprocessing
import os
import re
import signal
import socket
import statistics
import subprocess
import tempfile
import threading
import time


def connect(port, timeout=10.0):
    return socket.create_connection(("127.0.0.1", port), timeout)


def ask(port, path, method="GET", headers="", body=b"", timeout=10.0):
    """The whole answer; what cannot be sent any more does not matter."""
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n".encode()
    with connect(port, timeout) as stream:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            stream.sendall(head + body)
        answer = bytearray()
        with contextlib.suppress(ConnectionResetError):
            while part := stream.recv(65536):
                answer += part
    return bytes(answer)


# Abuse. Each runs in a process of its own until it is told to stop, so that it takes nothing from the visitors' clock.

def politely(abuse, port, stop):
    os.nice(19)
    abuse(port, stop)


def slow(port, stop):
    parts = []
    for number in range(500):
        with contextlib.suppress(OSError):
            stream = connect(port)
            if number % 2:
                stream.sendall(b"GET /en HTTP/1.1\r\nHost: localhost\r\n")
                parts.append((stream, b"X-A: b\r\n"))
            else:
                stream.sendall(b"POST /check/%s/propose HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n"
                               b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" % (b"a" * 64))
                parts.append((stream, b"a"))
    while not stop.wait(1.0):
        for stream, part in parts:
            with contextlib.suppress(OSError):
                stream.sendall(part)


def unread(port, stop):
    page = ask(port, "/en").decode()
    sheet = re.search(r"/static/site-[^\"]+\.css", page).group()
    streams = []
    for _ in range(200):
        with contextlib.suppress(OSError):
            stream = connect(port)
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            stream.sendall(f"GET {sheet} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 20)
            streams.append(stream)
    stop.wait()


def on_four(port, stop, send):
    def work(number):
        count = number
        while not stop.is_set() and count < 10_000:
            with contextlib.suppress(OSError):
                send(port, count)
            count += 4
    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]


FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


def bodies(port, stop):
    body = b"a=" + b"x" * 10_000_000
    path = "/check/" + "a" * 64 + "/propose"
    on_four(port, stop, lambda port, _: ask(port, path, "POST", f"{FORM}Content-Length: {len(body)}\r\n", body))


def headers(port, stop):
    on_four(port, stop, lambda port, _: ask(port, "/en", headers=f"X-A: {'a' * 100_000}\r\n"))


def queries(port, stop):
    on_four(port, stop, lambda port, number: ask(port, f"/en/policy?q{number}={number}"))


# Visitors.

def visit(port, pages, rate, seconds):
    """Times from when each page was due, in seconds, and how many did not come."""
    took, failed, lock = [], [0], threading.Lock()

    def one(due, page):
        try:
            ok = ask(port, page).startswith(b"HTTP/1.1 200 ")
        except OSError:
            ok = False
        with lock:
            took.append(time.perf_counter() - due)
            failed[0] += not ok

    begun, threads = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        due = begun + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        thread = threading.Thread(target=one, args=(due, pages[number % len(pages)]))
        thread.start()
        threads.append(thread)
    [thread.join() for thread in threads]
    return sorted(took), failed[0]


def share(sorted_values, part):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * part))]


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def measured(name, abuse, port, pid, pages, options):
    most = [0.0]
    stop = multiprocessing.Event()
    process = multiprocessing.Process(target=politely, args=(abuse, port, stop)) if abuse else None
    if process:
        process.start()
        time.sleep(2.0)
    over = threading.Event()

    def watch():
        while not over.wait(0.2):
            most[0] = max(most[0], resident(pid))
    watcher = threading.Thread(target=watch)
    watcher.start()
    took, failed = visit(port, pages, options.rate, options.seconds)
    over.set()
    watcher.join()
    stop.set()
    if process:
        process.join(15)
        process.kill()
    return {"load": name, "p50_ms": share(took, 0.5) * 1e3, "p99_ms": share(took, 0.99) * 1e3,
            "views": len(took), "failed": failed, "mib_most": most[0]}


@contextlib.contextmanager
def portal(program):
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment.update(DATA_DIR=folder + "/data", LISTEN=f"127.0.0.1:{port}", RUST_LOG="warn", STARTER_CONTENT="example")
        process = subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL)
        try:
            for _ in range(600):
                with contextlib.suppress(OSError):
                    if ask(port, "/readyz").startswith(b"HTTP/1.1 200 "):
                        break
                time.sleep(0.1)
            yield process.pid, port, folder
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/leiden-international")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--rate", type=float, default=40)
    parser.add_argument("--json")
    options = parser.parse_args()
    loads = [("quiet", None), ("slow", slow), ("unread", unread), ("bodies", bodies), ("headers", headers), ("queries", queries)]
    rows, calm = [], []
    with portal(options.program) as (pid, port, _):
        pages = re.findall(r"<loc>http://localhost:3000(.*?)</loc>", ask(port, "/sitemap.xml").decode())
        visit(port, pages, options.rate, 3)
        calm.append(resident(pid))
        for _ in range(options.rounds):
            for name, abuse in loads:
                rows.append(measured(name, abuse, port, pid, pages, options))
                # What was cut off is given time to be noticed.
                time.sleep(3)
            calm.append(resident(pid))
    median = lambda name, key: statistics.median(row[key] for row in rows if row["load"] == name)
    total = lambda name, key: sum(row[key] for row in rows if row["load"] == name)
    print(f"{'load':8} {'p50 ms':>8} {'p99 ms':>8} {'x quiet':>8} {'views':>6} {'failed':>6} {'MiB most':>9}")
    for name, _ in loads:
        p99 = median(name, "p99_ms")
        print(f"{name:8} {median(name, 'p50_ms'):8.2f} {p99:8.2f} {p99 / median('quiet', 'p99_ms'):8.2f} "
              f"{total(name, 'views'):6} {total(name, 'failed'):6} {median(name, 'mib_most'):9.1f}")
    print("MiB when quiet, at first and after each round:", " ".join(f"{mib:.1f}" for mib in calm))
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"rows": rows, "mib_quiet": calm}, file, indent=2)


if __name__ == "__main__":
    main()
