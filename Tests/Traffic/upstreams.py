"""Servers of the world outside. Each writes down what it saw of every connection."""

import contextlib
import os
import socket
import ssl
import threading
from dataclasses import dataclass, field

import http_upstream

NO_CHECK_TIME = 0x200000  # OpenSSL's X509_V_FLAG_NO_CHECK_TIME, which the ssl module does not name


@dataclass
class Connection:
    """What a server saw of one connection; the TLS fields are None without TLS."""

    sni: str | None = None
    alpn: str | None = None
    tls_version: str | None = None
    client_certificate: bytes | None = None
    error: Exception | None = None
    requests: list = field(default_factory=list)
    received: bytes = b""


def echo(stream, connection):
    while data := stream.recv(65536):
        connection.received += data
        stream.sendall(data)


def http(stream, connection):
    http_upstream.serve(stream, connection.requests)


def http_with(statuses):
    """HTTP/1.1 that answers by a table of statuses by path, which a test may change at any time."""

    def serve(stream, connection):
        http_upstream.serve_http1(stream, b"", connection.requests, statuses)

    return serve


def forward_to(path):
    """Passes the connection on to a unix socket: a TLS front for a server that cannot tell what TLS it had."""

    def serve(stream, connection):
        with socket.socket(socket.AF_UNIX) as backend:
            backend.connect(path)
            reader = threading.Thread(target=pump, args=(stream, backend), daemon=True)
            reader.start()
            pump(backend, stream)

    return serve


def pump(source, sink):
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


def server_tls(folder, identity, trusted_client=None, alpn=("h2", "http/1.1"), version=None):
    """A server's TLS settings. `trusted_client` is a certificate in PEM that clients must present, expired or not."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*identity.files(folder, f"server-{os.urandom(4).hex()}"))
    context.set_alpn_protocols(list(alpn))
    if trusted_client:
        context.verify_mode = ssl.CERT_REQUIRED
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | NO_CHECK_TIME
        context.load_verify_locations(cadata=trusted_client)
    if version:
        context.set_ciphers("ALL:@SECLEVEL=0")  # else OpenSSL refuses versions before 1.2
        context.minimum_version = context.maximum_version = version
    return context


class Upstream:
    """A server at a listening socket, one thread a connection, each recorded in `connections`."""

    def __init__(self, listener, serve=echo, tls=None):
        self.listener, self.serve, self.tls = listener, serve, tls
        self.connections = []
        self.open = set()
        if tls:
            tls.sni_callback = self.note_server_name
        self.sni = threading.local()
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def address(self):
        return self.listener.getsockname()[0]

    @property
    def port(self):
        return self.listener.getsockname()[1]

    @property
    def requests(self):
        """The requests of all connections."""
        return [request for connection in self.connections for request in connection.requests]

    @property
    def endpoint(self):
        """This server as an endpoint of a MeshExternalService."""
        if self.listener.family == socket.AF_UNIX:
            return {"address": f"unix://{self.listener.getsockname()}"}
        return {"address": self.address, "port": self.port}

    def note_server_name(self, stream, name, context):
        self.sni.value = name

    def accept(self):
        with contextlib.suppress(OSError):  # the listener was closed
            while True:
                stream, _ = self.listener.accept()
                self.open.add(stream)
                threading.Thread(target=self.handle, args=(stream,), daemon=True).start()

    def handle(self, stream):
        connection = Connection()
        plain = stream
        try:
            if self.tls:
                self.sni.value = None
                stream = self.tls.wrap_socket(stream, server_side=True)
                connection.sni, connection.alpn = self.sni.value, stream.selected_alpn_protocol()
                connection.tls_version = stream.version()
                connection.client_certificate = stream.getpeercert(binary_form=True)
            self.connections.append(connection)
            self.serve(stream, connection)
        except OSError as error:
            connection.error = error
            if connection not in self.connections:
                self.connections.append(connection)
        finally:
            self.open.discard(plain)
            stream.close()

    def close(self):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for stream in list(self.open):
            with contextlib.suppress(OSError):
                stream.shutdown(socket.SHUT_RDWR)
