"""HTTP/1.1 and HTTP/2, as much of them as tests need, on an accepted connection."""

from dataclasses import dataclass

import h2.config
import h2.connection
import h2.events

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
BODY = b"<!DOCTYPE html><title>httpbin.org</title>\n"


@dataclass
class Request:
    """One request; of HTTP/2, `host` is its :authority."""

    version: str
    path: str
    host: str
    headers: dict


def serve(stream, requests):
    """Answers every request of the connection, and appends it to `requests`."""
    start = b""
    while len(start) < len(PREFACE) and PREFACE.startswith(start):
        if not (data := stream.recv(65536)):
            return
        start += data
    (serve_http2 if start.startswith(PREFACE) else serve_http1)(stream, start, requests)


def serve_http1(stream, data, requests, statuses={}):
    """`statuses`, by path: what is not in it is answered with 200."""
    while True:
        while b"\r\n\r\n" not in data:
            if not (more := stream.recv(65536)):
                return
            data += more
        head, _, data = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        _, path, version = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        while len(data) < int(headers.get("content-length", 0)):
            data += stream.recv(65536)
        data = data[int(headers.get("content-length", 0)) :]
        requests.append(Request(version, path, headers.get("host", ""), headers))
        head = b"HTTP/1.1 %d -\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n"
        stream.sendall(head % (statuses.get(path, 200), len(BODY)) + BODY)


def serve_http2(stream, data, requests):
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
    connection.initiate_connection()
    while True:
        for event in connection.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                headers = dict(event.headers)
                requests.append(Request("HTTP/2", headers[":path"], headers.get(":authority", ""), headers))
                connection.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                connection.send_data(event.stream_id, BODY, end_stream=True)
        stream.sendall(connection.data_to_send())
        if not (data := stream.recv(65536)):
            return
