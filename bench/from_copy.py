#!/usr/bin/env python3
"""What a start from the copy on disk costs with many pages, while the database is away. Bounded; loopback only.

  bench/from_copy.py [--program target/release/leiden-international] [--pages 10,1000,10000]

Takes a copy of the example content, makes as many pages of it as are asked for (each with words of its own, in both
languages), and starts the program from that. Prints the size of the copy, the time to write it with fsync, the time from
the start to the first page and the memory then. Needs Linux and Python 3.9+, and nothing else.
"""
import argparse
import copy
import hashlib
import json
import os
import random
import signal
import subprocess
import tempfile
import time

from abuse import ask, portal, resident

WORDS = [f"{a}{b}{c}" for a in ("ver", "ont", "sta", "wo", "re", "hui") for b in ("mel", "ning", "dra", "gis", "tra")
         for c in ("ding", "tie", "ster", "lijk", "en", "s", "")]


def read_example(program):
    with portal(program) as (_, _, folder):
        path = folder + "/data/published/published"
        while not os.path.exists(path):
            time.sleep(0.05)
        with open(path, "rb") as file:
            return json.loads(file.read().split(b"\n", 1)[1])


def multiplied(content, pages):
    chance = random.Random(1)
    page = next(entry for entry in content["entries"] if entry["id"] == "plan")
    words = lambda count: " ".join(chance.choice(WORDS) for _ in range(count))
    for number in range(pages - len(content["entries"])):
        entry = copy.deepcopy(page)
        entry.update(id=f"made-{number}", parent=None, position=1000 + number, agreements=[], confirmations={})
        entry["parts"]["shared"]["body"]["fields"] = {"kind": "page"}
        for lang in ("en", "nl"):
            body = entry["parts"][lang]["body"]
            body.update(title=words(4), slug=f"made-{number}")
            body.pop("short_title", None)
            for section in body["sections"]:
                section["text"] = [f"<p>{words(120)}</p>"]
        entry["addresses"] = [{"lang": lang, "path": f"made-{number}", "current": True} for lang in ("en", "nl")]
        content["entries"].append(entry)
    return content


def write(folder, content):
    body = json.dumps(content, separators=(",", ":")).encode()
    os.makedirs(folder)
    begun = time.perf_counter()
    with open(folder + "/published", "wb") as file:
        file.write(f"leiden-international-copy 1 {len(body)} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
        file.flush()
        os.fsync(file.fileno())
    return len(body), time.perf_counter() - begun


def started(program, data, port):
    environment = dict(os.environ, DATABASE_URL="postgres://portal@127.0.0.1:1/portal", DATA_DIR=data,
                       LISTEN=f"127.0.0.1:{port}", RUST_LOG="warn")
    begun = time.perf_counter()
    process = subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                if ask(port, "/en").startswith(b"HTTP/1.1 200 "):
                    break
            except OSError:
                time.sleep(0.005)
        return time.perf_counter() - begun, resident(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/leiden-international")
    parser.add_argument("--pages", default="10,1000,10000")
    parser.add_argument("--port", type=int, default=5180)
    options = parser.parse_args()
    example = read_example(options.program)
    print(f"{'pages':>8} {'copy MiB':>9} {'fsync ms':>9} {'first page ms':>14} {'memory MiB':>11}")
    for pages in map(int, options.pages.split(",")):
        with tempfile.TemporaryDirectory() as data:
            size, took = write(data + "/published", multiplied(copy.deepcopy(example), pages))
            first, memory = started(options.program, data, options.port)
            print(f"{pages:8} {size / 2**20:9.1f} {took * 1e3:9.1f} {first * 1e3:14.0f} {memory:11.1f}", flush=True)


if __name__ == "__main__":
    main()
