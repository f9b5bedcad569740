#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads the wheels named in libraries.lock and unpacks the parts that Retort needs.

A build-time tool, started by fetch_libraries.sh; the standard library is all it uses, plus pip's own
configuration, which says where the package index is. Nothing of it runs with the product.
"""
import argparse
import base64
import errno
import fcntl
import functools
import hashlib
import html.parser
import json
import os
import pathlib
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
CHUNK = 1 << 20


class Failure(Exception):
    """One sentence for the user."""


# ---- where the index is -------------------------------------------------------------------------

@functools.cache
def pip_configuration():
    """What pip's configuration files say, {"global.index-url": "https://..."}; starting pip takes a second."""
    answer = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    settings = {}
    for line in answer.stdout.splitlines() if answer.returncode == 0 else []:
        key, _, value = line.partition("=")
        settings[key.strip()] = value.strip().strip("'\"")
    return settings


def pip_setting(name):
    """PIP_<NAME> as pip reads it, else pip's configuration files, else None."""
    value = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    if value:
        return value.strip()
    for section in ("download", "install", "global"):
        if value := pip_configuration().get(f"{section}.{name}"):
            return value.replace("\\n", " ").strip()
    return None


def index_urls():
    first = pip_setting("index-url")
    if not first:
        try:
            from pip._internal.models.index import PyPI
            first = PyPI.simple_url
        except ImportError:
            raise Failure("No Python package index is known: install python3-pip, or set PIP_INDEX_URL.") from None
    return [first] + (pip_setting("extra-index-url") or "").split()


class Links(html.parser.HTMLParser):
    """The hrefs of a plain (PEP 503) index page."""

    def __init__(self):
        super().__init__()
        self.hrefs = []

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.hrefs += [value for key, value in attributes if key == "href" and value]


@functools.cache
def tls():
    certificates = pip_setting("cert") or os.environ.get("REQUESTS_CA_BUNDLE")
    return ssl.create_default_context(cafile=certificates) if certificates else ssl.create_default_context()


def request(url, **headers):
    """urllib does not understand user:password@host, package indexes behind a login use it."""
    parts = urllib.parse.urlsplit(url)
    if parts.username:
        login = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(login.encode()).decode()
        url = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return urllib.request.Request(url, headers=headers)


def resolve(project, file_name):
    """The address of one file of a project, from the first index that has it."""
    trouble = []
    for index in index_urls():
        page = index.rstrip("/") + "/" + project + "/"
        wanted = request(page, Accept="application/vnd.pypi.simple.v1+json, text/html;q=0.5")
        try:
            with urllib.request.urlopen(wanted, timeout=60, context=tls()) as answer:
                body = answer.read()
                if "json" in (answer.headers.get("Content-Type") or ""):
                    links = [entry["url"] for entry in json.loads(body)["files"]]
                else:
                    parser = Links()
                    parser.feed(body.decode("utf-8", "replace"))
                    links = parser.hrefs
                for link in links:
                    address = urllib.parse.urljoin(answer.geturl(), link.split("#")[0])
                    if urllib.parse.unquote(address).endswith("/" + file_name):
                        return address
            trouble.append(f"{page} does not list it")
        except (OSError, ValueError) as error:
            trouble.append(f"{page}: {error}")
    raise Failure(f"Cannot find {file_name}: {'; '.join(trouble)}. Check the network, or set PIP_INDEX_URL.")


# ---- download -----------------------------------------------------------------------------------

def megabytes(count):
    return f"{count / 1e6:.0f} MB" if count >= 1e7 else f"{count / 1e6:.1f} MB"


class Progress:
    """One line, redrawn on a terminal; elsewhere a line every ten percent."""

    def __init__(self, label, done, total):
        self.label, self.total, self.start_bytes = label, total, done
        self.started = time.monotonic()
        self.shown = 0.0
        self.step = -1
        self.terminal = sys.stderr.isatty()

    def show(self, done):
        now = time.monotonic()
        step = done * 10 // self.total
        if self.terminal and now - self.shown < 0.2 and done < self.total:
            return
        if not self.terminal and step == self.step:
            return
        self.shown, self.step = now, step
        rate = (done - self.start_bytes) / max(now - self.started, 1e-3)
        left = (self.total - done) / rate if rate > 0 else 0
        text = (f"{self.label}  {megabytes(done)} of {megabytes(self.total)}  {done * 100 // self.total} %  "
                f"{megabytes(rate)}/s  {int(left) // 60}:{int(left) % 60:02d} left")
        print(("\r\033[K" if self.terminal else "") + text, end="" if self.terminal else "\n",
              file=sys.stderr, flush=True)

    def end(self):
        if self.terminal:
            print(file=sys.stderr)


def transfer(url, part, size, label):
    """Continues PART up to SIZE bytes; raises OSError when the connection breaks."""
    have = part.stat().st_size if part.exists() else 0
    if have > size:
        part.unlink()
        have = 0
    if have == size:
        return
    headers = {"Range": f"bytes={have}-"} if have else {}
    with urllib.request.urlopen(request(url, **headers), timeout=60, context=tls()) as answer:
        if have and answer.status != 206:
            have = 0
        progress = Progress(label, have, size)
        with open(part, "ab" if have else "wb") as out:
            while block := answer.read(CHUNK):
                out.write(block)
                have += len(block)
                progress.show(have)
        progress.end()
    if have != size:
        raise ConnectionError(f"the connection ended after {have} of {size} bytes")


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()


def local_copy(file_name):
    for place in (pip_setting("find-links") or "").split():
        candidate = pathlib.Path(place.removeprefix("file://")) / file_name
        if candidate.is_file():
            return candidate
    return None


def download(wheel, folder):
    """The verified wheel in FOLDER; continues what an earlier call left."""
    target = folder / wheel["file"]
    if target.exists():  # it got this name when its checksum was right
        return target
    found = local_copy(wheel["file"])
    if found:
        if sha256(found) == wheel["sha256"]:
            return found
        print(f"{found} has another checksum than pinned and is ignored.", file=sys.stderr)
    part = folder / (wheel["file"] + ".part")
    url = resolve(wheel["project"], wheel["file"])
    for attempt in range(6):
        try:
            transfer(url, part, wheel["size"], wheel["file"].split("-manylinux")[0])
            break
        except (OSError, urllib.error.URLError) as error:
            if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
                raise
            if attempt == 5:
                raise Failure(f"The download of {wheel['file']} broke off ({error}); "
                              "run the same command again, it continues where it stopped.") from None
            time.sleep(float(os.environ.get("RETORT_FETCH_PAUSE", 2 ** attempt)))
    if sha256(part) != wheel["sha256"]:
        part.unlink()
        raise Failure(f"{wheel['file']} arrived with a wrong checksum and was deleted; run the command again, "
                      "and if this comes back, the package index serves another file than the pinned one.")
    part.rename(target)
    return target


# ---- unpack -------------------------------------------------------------------------------------

def wanted_path(name, rules):
    """Where a member of the wheel goes, or None: first matching rule `prefix -> folder` wins."""
    for rule in rules:
        if name.startswith(rule["from"]) and not name.endswith("/"):
            rest = name[len(rule["from"]):]
            if rule.get("only") and not any(rest.startswith(start) for start in rule["only"]):
                continue
            return pathlib.PurePosixPath(rule["to"]) / rest
    return None


def unpack(wheel_path, rules, folder):
    count = 0
    with zipfile.ZipFile(wheel_path) as archive:
        for member in archive.infolist():
            path = wanted_path(member.filename, rules)
            if path is None:
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, open(target, "wb") as out:
                shutil.copyfileobj(source, out, CHUNK)
            count += 1
    if not count:
        raise Failure(f"{wheel_path.name} does not contain the expected files.")


def link_plain_names(folder):
    """libarrow.so -> libarrow.so.2600, so that a linker finds what the wheel ships by its soname only."""
    for library in sorted((folder / "lib").glob("lib*.so.*")):
        plain = library.parent / (library.name.split(".so.")[0] + ".so")
        if not plain.exists():
            plain.symlink_to(library.name)


def install(name, entry, cache):
    """Makes cache/<folder> whole: everything into a temporary sibling, then one rename."""
    wheels = entry["wheels"]
    target = cache / entry["folder"]
    marker = target / f".complete-{name}"
    if marker.exists():
        return
    need = sum(wheel["size"] for wheel in wheels) + entry["unpacked"]
    free = shutil.disk_usage(cache).free
    if free < need:
        raise Failure(f"Not enough room in {cache}: {megabytes(need)} are needed, {megabytes(free)} are free; "
                      "make room, or set RETORT_CACHE to a folder on another disk.")
    downloads = cache / "downloads"
    downloads.mkdir(exist_ok=True)
    fresh = cache / f".{entry['folder']}.{name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    for wheel in wheels:
        path = download(wheel, downloads)
        print(f"Unpacking {wheel['file'].split('-manylinux')[0]}", file=sys.stderr)
        unpack(path, wheel["rules"], fresh)
    link_plain_names(fresh)
    (fresh / marker.name).write_text(entry["version"] + "\n")
    if not target.exists():
        fresh.rename(target)
        return
    # CUDA beside an existing CPU install: file by file, the marker last.
    files = sorted(path for path in fresh.rglob("*") if not path.is_dir() and path.name != marker.name)
    for path in files + [fresh / marker.name]:
        place = target / path.relative_to(fresh)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    shutil.rmtree(fresh)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=pathlib.Path, required=True)
    parser.add_argument("--lock", type=pathlib.Path, default=HERE / "libraries.lock")
    parser.add_argument("sets", nargs="+", help="names in libraries.lock: torch, arrow, cuda")
    arguments = parser.parse_args()
    lock = json.loads(arguments.lock.read_text())
    try:
        arguments.cache.mkdir(parents=True, exist_ok=True)
        with open(arguments.cache / ".lock", "w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            for name in arguments.sets:
                install(name, lock[name], arguments.cache)
            # Only now: the sets torch and cuda share a wheel.
            shutil.rmtree(arguments.cache / "downloads", ignore_errors=True)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            print(f"The disk of {arguments.cache} is full: make room, or set RETORT_CACHE to another disk.",
                  file=sys.stderr)
        else:
            print(f"Fetching the libraries failed: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; run the same command again, it continues where it stopped.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
