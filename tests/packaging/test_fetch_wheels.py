# SPDX-License-Identifier: GPL-3.0-or-later
"""fetch_wheels.py against a package index of our own on localhost, with small wheels."""
import hashlib
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest
import zipfile

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "fetch_wheels.py"
WHEEL = "thing-1.0-py3-none-manylinux_2_28_x86_64.whl"


class Index(http.server.BaseHTTPRequestHandler):
    """Serves one wheel; the server's fields say how badly."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        server = self.server
        server.requests.append((self.path, self.headers.get("Range")))
        if self.path == "/simple/thing/":
            page = f'<a href="../../files/{WHEEL}#sha256=0">{WHEEL}</a>'.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)
        elif self.path == f"/files/{WHEEL}":
            self.send_wheel(server)
        else:
            self.send_error(404)

    def send_wheel(self, server):
        start = int((self.headers.get("Range") or "bytes=0-")[6:-1]) if server.ranges else 0
        body = server.wheel[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if server.cuts > 0:
            server.cuts -= 1
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
            return
        self.wfile.write(body)


class FetchWheels(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.home = pathlib.Path(self.folder.name)
        self.cache = self.home / "cache" / "libraries"
        wheel = self.home / WHEEL
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("thing/include/thing.h", "#define THING 1\n")
            archive.writestr("thing/lib/libthing.so.1", os.urandom(300000))
            archive.writestr("thing/lib/libgomp.so.1", b"not wanted")
            archive.writestr("thing/code.py", "not wanted")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index)
        self.server.wheel, self.server.cuts, self.server.ranges, self.server.requests = wheel.read_bytes(), 0, True, []
        wheel.unlink()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.write_lock(hashlib.sha256(self.server.wheel).hexdigest())

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()
        self.folder.cleanup()

    def write_lock(self, sha256, unpacked=400000):
        rules = [{"from": "thing/include/", "to": "include"},
                 {"from": "thing/lib/", "to": "lib", "only": ["libthing"]}]
        wheel = {"project": "thing", "file": WHEEL, "size": len(self.server.wheel), "sha256": sha256, "rules": rules}
        (self.home / "lock").write_text(json.dumps(
            {"thing": {"version": "1.0", "folder": "thing-1.0", "unpacked": unpacked, "wheels": [wheel]}}))

    def fetch(self):
        environment = {key: value for key, value in os.environ.items()
                       if not key.startswith("PIP_") and not key.lower().endswith("_proxy")}
        environment |= {"PIP_INDEX_URL": f"http://127.0.0.1:{self.server.server_port}/simple",
                        "PIP_CONFIG_FILE": os.devnull, "RETORT_FETCH_PAUSE": "0"}
        return subprocess.run([sys.executable, SCRIPT, "--cache", self.cache, "--lock", self.home / "lock", "thing"],
                              capture_output=True, text=True, env=environment, timeout=60, check=False)

    def downloads(self):
        return [span for path, span in self.server.requests if path.startswith("/files/")]

    def test_unpacks_what_the_lock_names_and_nothing_else(self):
        answer = self.fetch()
        self.assertEqual(answer.returncode, 0, answer.stderr)
        root = self.cache / "thing-1.0"
        self.assertEqual((root / "include/thing.h").read_text(), "#define THING 1\n")
        self.assertEqual(sorted(path.name for path in (root / "lib").iterdir()), ["libthing.so", "libthing.so.1"])
        self.assertFalse((root / "code.py").exists())
        self.assertFalse((self.cache / "downloads").exists())
        self.assertIn("100 %", answer.stderr)

    def test_second_call_asks_nobody(self):
        self.fetch()
        self.server.requests.clear()
        self.assertEqual(self.fetch().returncode, 0)
        self.assertEqual(self.server.requests, [])

    def test_cut_download_is_continued(self):
        self.server.cuts = 2
        answer = self.fetch()
        self.assertEqual(answer.returncode, 0, answer.stderr)
        size = len(self.server.wheel)
        self.assertEqual(self.downloads(), [None, f"bytes={size // 2}-", f"bytes={size // 2 + (size - size // 2) // 2}-"])

    def test_cut_download_is_continued_by_the_next_call(self):
        self.server.cuts = 6
        answer = self.fetch()
        self.assertEqual(answer.returncode, 1)
        self.assertIn("it continues where it stopped", answer.stderr.splitlines()[-1])
        self.assertFalse((self.cache / "thing-1.0").exists())
        self.server.requests.clear()
        self.assertEqual(self.fetch().returncode, 0)
        self.assertRegex(self.downloads()[0], "bytes=[1-9][0-9]+-")

    def test_server_without_ranges_starts_again(self):
        self.server.cuts, self.server.ranges = 1, False
        answer = self.fetch()
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertTrue((self.cache / "thing-1.0/lib/libthing.so.1").exists())

    def test_wrong_checksum_is_refused_and_forgotten(self):
        self.write_lock("0" * 64)
        answer = self.fetch()
        self.assertEqual(answer.returncode, 1)
        self.assertIn("wrong checksum", answer.stderr)
        self.assertNotIn("Traceback", answer.stderr)
        self.assertFalse((self.cache / "thing-1.0").exists())
        self.assertEqual(list((self.cache / "downloads").iterdir()), [])

    def test_unreachable_index_is_one_sentence(self):
        self.server.server_close()
        answer = self.fetch()
        self.assertEqual(answer.returncode, 1)
        self.assertEqual(len(answer.stderr.strip().splitlines()), 1, answer.stderr)
        self.assertIn("PIP_INDEX_URL", answer.stderr)

    def test_full_disk_is_one_sentence(self):
        self.write_lock(hashlib.sha256(self.server.wheel).hexdigest(), unpacked=10 ** 18)
        answer = self.fetch()
        self.assertEqual(answer.returncode, 1)
        self.assertIn("Not enough room", answer.stderr)
        self.assertEqual(self.downloads(), [])


class FetchLibraries(unittest.TestCase):
    """fetch_libraries.sh asks for what the build needs: Arrow counts as there only together with Parquet."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.home = pathlib.Path(self.folder.name)
        packaging = self.home / "packaging"
        packaging.mkdir()
        for name in ("fetch_libraries.sh", "libraries.lock"):
            (packaging / name).write_bytes((SCRIPT.parent / name).read_bytes())
        (packaging / "fetch_wheels.py").write_text("import sys; print(*sys.argv[1:])")
        torch = self.home / "torch" / "lib"
        torch.mkdir(parents=True)
        (torch / "libtorch_cpu.so").touch()

    def tearDown(self):
        self.folder.cleanup()

    def fetched(self, *packages):
        """What is asked for when a prefix has the CMake files of these packages."""
        prefix = self.home / "-".join(("prefix",) + packages)
        for package in packages:
            config = prefix / "lib" / "cmake" / package / f"{package}Config.cmake"
            config.parent.mkdir(parents=True)
            config.touch()
        environment = dict(os.environ, CMAKE_PREFIX_PATH=str(prefix), RETORT_TORCH=str(self.home / "torch"))
        environment.pop("RETORT_ARROW", None)
        done = subprocess.run(["bash", self.home / "packaging" / "fetch_libraries.sh"], env=environment, check=True,
                              capture_output=True, text=True)
        return done.stdout.split()[-1:]

    def test_arrow_without_parquet_is_fetched(self):
        if self.fetched() == []:
            self.skipTest("the system has both")
        self.assertEqual(self.fetched("Arrow"), ["arrow"])
        self.assertEqual(self.fetched("Parquet"), ["arrow"])

    def test_both_are_enough(self):
        self.assertEqual(self.fetched("Arrow", "Parquet"), [])


if __name__ == "__main__":
    unittest.main()
