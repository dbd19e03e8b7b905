"""A review server as a process of its own: started, asked over HTTP, interrupted or killed."""

import http.client
import json
import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

COMMAND = [sys.executable, "-m", "pipeline.cli"]


class Running:
    """`oversight review` of a project; `address` is what it prints."""

    def __init__(self, root, source_id, *options):
        command = [*COMMAND, "--root", str(root), "review", source_id, "--no-browser", *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.address = self.process.stdout.readline().strip()
        if not self.address.startswith("http://127.0.0.1:"):
            raise AssertionError(self.address + "".join(self.process.communicate()))
        split = urlsplit(self.address)
        self.port, self.path = split.port, split.path
        self.host = f"127.0.0.1:{self.port}"
        self.origin = f"http://{self.host}"

    def ask(self, path="", method="GET", body=None, at=None, **headers):
        """Status, headers and content of an answer; a header given as None is left out."""
        wanted = {"Host": self.host, **{k.replace("_", "-"): v for k, v in headers.items()}}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, at or self.path + path, skip_host=True)
        for name, value in wanted.items():
            if value is not None:
                connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), content

    def get(self, path):
        status, _, content = self.ask(path)
        assert status == 200, status
        return json.loads(content)

    def post(self, path, asked, **headers):
        body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
        given = {"Origin": self.origin, "Content_Type": "application/json", **headers}
        return self.ask(path, "POST", body, **given)

    def decide(self, action, *items, **fields):
        """What the server answers to a decision."""
        asked = {"action": action, "items": items, "fields": fields}
        status, _, content = self.post("decisions", asked)
        assert status == 200, (status, content)
        return json.loads(content)

    def interrupt(self):
        """What the command printed, and its exit code, after Ctrl+C."""
        self.process.send_signal(signal.SIGINT)
        output, complaints = self.process.communicate(timeout=30)
        return output, complaints, self.process.returncode

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()
