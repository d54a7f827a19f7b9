#!/usr/bin/env python3
"""The read path, measured beside nginx on this machine: `make bench`. Python 3.9+, wrk and nginx; loopback only.

Prints tables, and writes every figure to target/bench.json. Everything is measured in one run, in turn and several
times; a ratio is taken within a repetition, and its median shown. wrk has a core of its own to use: on two cores a
server gets about one. Requests for each second of CPU time that the server's processes used depend least on that.
"""
import http.client
import json
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import portal
import procs

REPETITIONS, SECONDS = int(os.environ.get("REPETITIONS", 3)), int(os.environ.get("SECONDS_EACH", 2))
CONNECTIONS = (1, 64, 256)
PAGES = int(os.environ.get("PAGES", 10_000))
CODINGS = ("identity", "gzip", "br")
median = statistics.median
figures = {}


def say(line=""):
    print(line, flush=True)


def table(head, rows):
    say("| " + " | ".join(head) + " |")
    say("|" + "---|" * len(head))
    for row in rows:
        say("| " + " | ".join(str(cell) for cell in row) + " |")
    say()


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def sitemap(port):
    text = portal.get(port, "/sitemap.xml")[2].decode()
    return [re.sub(r"^https?://[^/]+", "", address) for address in re.findall(r"<loc>([^<]+)</loc>", text)]


def settled(port, paths):
    """Waits until every page is there in as few bytes as there can be, and returns all answers by path and coding."""
    limit = time.monotonic() + 90
    while True:
        answers = {path: {coding: portal.get(port, path, Accept_Encoding=coding) for coding in CODINGS} for path in paths}
        if all(answer["br"][1].get("etag", "").endswith('-best"') for answer in answers.values()):
            return answers
        if time.monotonic() > limit:
            sys.exit("the pages were not made in 90 s")
        time.sleep(0.5)


def write_paths(name, lines):
    with open(name, "w") as file:
        file.write("\n".join(lines) + "\n")
    return name


def compare(ours, nginx, name, coding, our_paths, nginx_paths):
    """Both servers at each number of connections, in turn."""
    runs = {}
    for repetition in range(REPETITIONS):
        for connections in CONNECTIONS:
            pair = [("ours", ours, our_paths), ("nginx", nginx, nginx_paths)]
            for who, server, paths in pair[:: 1 if repetition % 2 == 0 else -1]:
                run = portal.load(server, paths, coding, connections, SECONDS, who == "nginx")
                runs.setdefault((connections, who), []).append(run)
    rows = []
    for connections in CONNECTIONS:
        our, other = runs[connections, "ours"], runs[connections, "nginx"]
        of = lambda key, runs: median(run[key] for run in runs)
        ratio = lambda key: median(a[key] / max(b[key], 1e-9) for a, b in zip(our, other))
        rows.append([
            connections, f"{of('per_cpu_second', our):,.0f}", f"{of('per_cpu_second', other):,.0f}",
            f"**{ratio('per_cpu_second'):.2f}**", f"{of('per_second', our):,.0f}", f"{of('per_second', other):,.0f}",
            f"{of('p50', our) / 1e3:.2f}", f"{of('p50', other) / 1e3:.2f}", f"{of('p99', our) / 1e3:.2f}",
            f"{of('p99', other) / 1e3:.2f}", f"**{ratio('p99'):.2f}**",
            f"{of('bytes', our) / of('requests', our):.0f}", f"{of('bytes', other) / of('requests', other):.0f}",
            sum(run["errors"] for run in our + other), f"{median(run['others'] for run in our + other):.2f}",
        ])
    figures[name] = [dict(run, connections=key[0], server=key[1]) for key, all_runs in runs.items() for run in all_runs]
    say(f"### {name}")
    table(["connections", "ours /CPU s", "nginx /CPU s", "ratio", "ours /s", "nginx /s", "p50 ms", "nginx", "p99 ms",
           "nginx", "ratio", "bytes", "nginx", "errors", "others' cores"], rows)


def hits(folder, server):
    paths = [path for path in sitemap(server.port) if path.count("/") < 9]
    answers = settled(server.port, paths)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nginx, has_brotli = portal.start_nginx(folder, answers, port)
    coding = "br" if has_brotli else "gzip"
    ours = write_paths(f"{folder}/ours", paths)
    say(f"{len(paths)} pages in turn, in {coding}; page bytes {sum(len(a[coding][2]) for a in answers.values()) / len(paths):.0f} "
        f"on the wire, {sum(len(a['identity'][2]) for a in answers.values()) / len(paths):.0f} as they are.\n")
    for who in (server, nginx):
        for path in paths:
            got = portal.get(who.port, path, Accept_Encoding=coding)
            assert got[2] == answers[path][coding][2], f"{path}: other bytes"
        portal.load(who, ours, coding, 64, 1, who is nginx)
    compare(server, nginx, "Pages from memory", coding, ours, ours)
    tags = {who: write_paths(f"{folder}/tags-{who.port}", [
        f"{path} {portal.get(who.port, path, Accept_Encoding=coding)[1].get('etag') or portal.get(who.port, path, Accept_Encoding=coding)[1].get('ETag')}"
        for path in paths]) for who in (server, nginx)}
    compare(server, nginx, "Pages that the visitor has (304)", coding, tags[server], tags[nginx])
    figures["memory"] = {"ours": procs.memory(server.pids()), "nginx": procs.memory(nginx.pids(True))}
    (rss, _), (_, pss) = figures["memory"]["ours"], figures["memory"]["nginx"]
    say(f"Memory after that: ours {rss:.0f} MiB, nginx {pss:.0f} MiB (its processes together; files in the system's cache beside it).\n")
    nginx.stop()


class Reader:
    """One connection that asks again and again."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def text(self, path):
        self.connection.request("GET", path)
        return self.connection.getresponse().read()


def publish(sql, title):
    """Gives the first page another title in English; returns when that is committed."""
    sql.run(f"""
        begin;
        insert into publication (entry_id, part, revision_id, body, at)
        select entry_id, part, revision_id, jsonb_set(body, '{{title}}', to_jsonb('{title}'::text)), now()
        from latest_publication where entry_id = 'bench-1' and part = 'en';
        select pg_notify('publication', currval(pg_get_serial_sequence('publication', 'id'))::text);
        commit;""")
    return time.perf_counter()


def seen(reader, paths, word, began):
    """How long after that moment each page said the word."""
    waiting, times = list(paths), []
    while waiting and time.perf_counter() - began < 30:
        for path in list(waiting):
            if word in reader.text(path):
                times.append(time.perf_counter() - began)
                waiting.remove(path)
    assert not waiting, f"never seen: {waiting[:3]}"
    return times


def wait_for(is_so, limit):
    began = time.perf_counter()
    while not is_so():
        if time.perf_counter() - began > limit:
            return None
        time.sleep(0.01)
    return time.perf_counter() - began


def many(folder, data_dir, sql):
    say(f"### {PAGES:,} further pages in two languages")
    began = time.perf_counter()
    sql.run(open(f"{portal.ROOT}/bench/pages.sql").read().replace(":pages", str(PAGES)))
    say(f"- inserted in {time.perf_counter() - began:.0f} s (by SQL; not the program's work)")
    sql.run("select pg_notify('publication', '');")
    second, started = portal.start(data_dir)
    total = len(sitemap(second.port))
    warm, state = second.said("pages were made", second.began, 120)
    rss, pss = procs.memory(second.pids())
    figures["many"] = {"start": started, "warm": warm, "rss_mib": rss, "pages": state, "total": total}
    say(f"- start to the first 200: {started:.2f} s; all {total:,} pages made {warm and f'{warm:.1f}'} s after the start; "
        f"{state['kept']:,} kept in {state['bytes'] / 2**20:.0f} MiB; memory of the process {rss:.0f} MiB")
    readers = [f"/en/bench-{number}" for number in range(1, 102)]
    times = {"changed": [], "referrers": []}
    for number in range(5):
        title = f"Seen anew {number}"
        committed = publish(sql, title)
        both = seen(Reader(second.port), readers, title.encode(), committed)
        times["changed"].append(both[0])
        times["referrers"] += both
        time.sleep(0.5)
    times["findable"] = []
    for number in range(5):
        committed = publish(sql, f"Zebrafish {number}xyzzy")
        times["findable"] += seen(Reader(second.port), [f"/en/search?q={number}xyzzy"], f"Zebrafish <mark>{number}xyzzy".encode(), committed)
        time.sleep(0.5)
    figures["publish_to_visible"] = times
    say(f"- commit to visible on the second instance: the changed page p50 {median(times['changed']) * 1e3:.0f} ms, "
        f"max {max(times['changed']) * 1e3:.0f} ms; it and the {len(readers) - 1} pages that show it p50 "
        f"{median(times['referrers']) * 1e3:.0f} ms, p99 {percentile(times['referrers'], 0.99) * 1e3:.0f} ms (5 publications)")
    say(f"- commit to found by a search on the second instance: p50 {median(times['findable']) * 1e3:.0f} ms, "
        f"max {max(times['findable']) * 1e3:.0f} ms (5 publications)")
    hit_rate(folder, second)
    site_wide(folder, sql, second)
    second.stop()
    cold(data_dir)


def hit_rate(folder, server):
    paths = write_paths(f"{folder}/many", sitemap(server.port))
    state = lambda: server.said("pages in memory", time.perf_counter(), 180)[1]
    before = state()
    run = portal.load(server, paths, "br", 64, 3)
    after = state()
    rate = (after["hits"] - before["hits"]) / run["requests"]
    figures["hit_rate"] = dict(run, rate=rate)
    say(f"- all pages in turn, 64 connections: {rate * 100:.2f} % from memory, {run['per_cpu_second']:,.0f} requests per CPU second, "
        f"p50 {run['p50'] / 1e3:.2f} ms, p99 {run['p99'] / 1e3:.2f} ms")


def site_wide(folder, sql, server):
    """A change of the menu, with visitors meanwhile."""
    paths = f"{folder}/many"
    quiet = portal.load(server, paths, "br", 16, 3)
    sql.run("""
        begin;
        insert into publication (entry_id, part, revision_id, body, at)
        select entry_id, part, revision_id, jsonb_set(body, '{short_title}', to_jsonb('Menu anew'::text)), now()
        from latest_publication where entry_id = 'contact' and part in ('en', 'nl');
        select pg_notify('publication', currval(pg_get_serial_sequence('publication', 'id'))::text);
        commit;""")
    began = time.perf_counter()
    assert wait_for(lambda: b"Menu anew" in portal.get(server.port, "/en/bench-77")[2], 30) is not None
    first = time.perf_counter() - began
    busy = portal.load(server, paths, "br", 16, 5)
    took, made = server.said("pages were made", began, 120)
    figures["site_wide"] = {"first": first, "took": took, "made": made, "quiet": quiet, "busy": busy}
    say(f"- a change of the menu, on every page: a page shows it after {first:.2f} s, all are made anew after "
        f"{took and f'{took:.1f}'} s, with visitors in the first five of them (p99 {busy['p99'] / 1e3:.2f} ms; without a change {quiet['p99'] / 1e3:.2f} ms)")


def cold(data_dir):
    """Pages that are made when they are asked for: with no memory to keep them."""
    server, _ = portal.start(data_dir, CACHE_MEMORY="1MiB")
    time.sleep(1)
    reader, times = Reader(server.port), []
    for number in range(200, 1200, 2):
        began = time.perf_counter()
        reader.text(f"/en/bench-{number}")
        times.append(time.perf_counter() - began)
    server.stop()
    figures["cold"] = times
    say(f"- a page that is not kept, made and compressed while the visitor waits: p50 {median(times) * 1e3:.1f} ms, "
        f"p99 {percentile(times, 0.99) * 1e3:.1f} ms")


def starts(data_dir):
    times = []
    for _ in range(3):
        server, took = portal.start(data_dir)
        server.stop()
        times.append(took)
    figures["start"] = times
    say(f"Start to the first 200, with the database running: {median(times) * 1e3:.0f} ms.\n")


def main():
    began = time.monotonic()
    folder = tempfile.mkdtemp(prefix="leiden-bench-")
    os.chmod(folder, 0o755)
    data_dir = f"{folder}/data"
    say(f"# Bench: {time.strftime('%Y-%m-%d %H:%M')}, {platform.machine()}, {os.cpu_count()} cores, "
        f"load before {os.getloadavg()[0]:.1f}, {REPETITIONS} repetitions of {SECONDS} s\n")
    figures["machine"] = {"cores": os.cpu_count(), "platform": platform.platform(), "load": os.getloadavg()}
    sql = None
    try:
        server, _ = portal.start(data_dir)
        sql = portal.Sql(data_dir)
        starts(data_dir)
        hits(folder, server)
        if PAGES:
            many(folder, data_dir, sql)
    finally:
        if sql:
            sql.close()
        for one in list(portal.running):
            one.stop()
        shutil.rmtree(folder, ignore_errors=True)
    figures["seconds"] = time.monotonic() - began
    with open(f"{portal.TARGET}/bench.json", "w") as file:
        json.dump(figures, file, indent=1)
    say(f"\nAll of it took {figures['seconds']:.0f} s; every run is in {portal.TARGET}/bench.json.")


if __name__ == "__main__":
    main()
