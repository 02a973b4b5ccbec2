"""The name server of the world outside."""

import contextlib
import socket
import threading

import dnslib

from network import NAMESERVER


class NameServer:
    """Answers A and AAAA from `hosts`, a table that a test may change at any time; other names do not exist."""

    def __init__(self, network):
        self.hosts = {}
        with network.world():
            self.socket = socket.socket(type=socket.SOCK_DGRAM)
            self.socket.bind((NAMESERVER, 53))
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):  # the socket was closed
            while True:
                question, client = self.socket.recvfrom(4096)
                self.socket.sendto(self.answer(dnslib.DNSRecord.parse(question)).pack(), client)

    def answer(self, query):
        reply = query.reply()
        addresses = self.hosts.get(str(query.q.qname).rstrip(".").lower())
        if addresses is None:
            reply.header.rcode = dnslib.RCODE.NXDOMAIN
        for address in addresses or []:
            kind = "AAAA" if ":" in address else "A"
            if dnslib.QTYPE[query.q.qtype] == kind:
                record = dnslib.AAAA(address) if kind == "AAAA" else dnslib.A(address)
                reply.add_answer(dnslib.RR(query.q.qname, query.q.qtype, ttl=1, rdata=record))
        return reply

    def close(self):
        self.socket.close()
