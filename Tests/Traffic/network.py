"""Where the tests' traffic flows: a sidecar's machine and a world outside it, each a network namespace of its own.

The namespaces have no names: they go with this process, whatever ends it. Sockets stay in the namespace where they were
made, so a server's listening socket is made in the world and a client's in the sidecar, by one process."""

import contextlib
import ctypes
import itertools
import os
import socket
import subprocess

import dnslib

CLONE_NEWNET = 0x40000000
ENVOY_GROUP = 5678  # the redirect leaves this group's connections alone, as Kuma's does its user's
SIDECAR, WORLD = "198.51.100.2", "198.51.100.1"
SIDECAR_V6, WORLD_V6 = "2001:db8::2", "2001:db8::1"
NAMESERVER = "198.18.0.53"
REDIRECT_PORT, DNS_PORT = 15001, 15054

libc = ctypes.CDLL(None, use_errno=True)


def system_call(function, *arguments):
    if function(*arguments):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


class Namespace:
    """A network namespace; `with namespace.entered():` is inside it, with this thread only."""

    def __init__(self):
        with restored_namespace():
            system_call(libc.unshare, CLONE_NEWNET)
            self.descriptor = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        self.path = f"/proc/{os.getpid()}/fd/{self.descriptor}"

    @contextlib.contextmanager
    def entered(self):
        with restored_namespace():
            system_call(libc.setns, self.descriptor, CLONE_NEWNET)
            yield

    def close(self):
        os.close(self.descriptor)

    def configure(self, lines):
        """Runs command lines inside."""
        with self.entered():
            for line in filter(None, map(str.strip, lines.splitlines())):
                subprocess.run(line.split(), check=True, stdin=subprocess.DEVNULL)


@contextlib.contextmanager
def restored_namespace():
    home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    try:
        yield
    finally:
        system_call(libc.setns, home, CLONE_NEWNET)
        os.close(home)


class LocalNetwork:
    """This machine's loopback, without privileges: no redirect and no names, but any address in 127.0.0.0/8."""

    isolated = False

    def __init__(self):
        self.ports = iter(range(20000, 32000))  # below those that the kernel gives to clients
        self.addresses = (f"127.77.{high}.{low}" for high in range(256) for low in range(1, 255))

    def close(self):
        pass

    @contextlib.contextmanager
    def sidecar(self):
        yield

    @contextlib.contextmanager
    def world(self):
        yield

    def address(self):
        """An address that no other upstream has."""
        return next(self.addresses)

    def free_port(self):
        """A port that nothing on the sidecar's machine listens on, nor was given before."""
        for port in self.ports:
            with self.sidecar(), socket.socket() as probe, contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port

    def listen(self, address, port=0):
        """A listening socket in the world."""
        with self.world():
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            return socket.create_server((address, port), family=family, backlog=128)

    def connect(self, address, port, timeout=5):
        """A client's connection, from the sidecar's machine."""
        with self.sidecar():
            return socket.create_connection((address, port), timeout=timeout)

    def command(self, arguments):
        """A command line as the sidecar's machine runs it. It ends when this process does."""
        return ["setpriv", "--pdeathsig", "KILL", *map(str, arguments)]

    def run(self, *arguments, timeout=20, **options):
        """A client program on the sidecar's machine, to its end."""
        with self.sidecar():
            return subprocess.run(
                self.command(arguments), capture_output=True, text=True, timeout=timeout, stdin=None, **options
            )

    def start(self, arguments, in_world=False, **options):
        """A process that goes on, on the sidecar's machine or in the world."""
        with self.world() if in_world else self.sidecar():
            return subprocess.Popen(self.command(arguments), stdin=subprocess.DEVNULL, **options)


class IsolatedNetwork(LocalNetwork):
    """Two namespaces joined by a cable. On the sidecar's machine, TCP goes to Envoy's redirect port and names are
    asked of its DNS listener, but for what Envoy itself does; the resolver's files are this network's own."""

    isolated = True

    def __init__(self, folder):
        super().__init__()
        self.namespaces = sidecar, world = Namespace(), Namespace()
        self.addresses = (f"198.18.{high}.{low}" for high in range(1, 256) for low in range(1, 255))
        self.addresses_v6 = (f"2001:db8:1::{host:x}" for host in itertools.count(1))
        self.folder = folder
        (folder / "resolv.conf").write_text(f"nameserver {NAMESERVER}\noptions timeout:1 attempts:2\n")
        (folder / "hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
        # The world has the VIPs' range so that it refuses what reaches it for one, instead of ignoring it.
        world.configure(
            f"""
            ip link set lo up
            ip address add 198.18.0.0/16 dev lo
            ip link add veth0 type veth peer name eth0 netns {sidecar.path}
            ip address add {WORLD}/24 dev veth0
            ip address add {WORLD_V6}/64 dev veth0 nodad
            ip link set veth0 up
            ip route add local 242.0.0.0/8 dev lo
            """
        )
        sidecar.configure(
            f"""
            ip link set lo up
            ip address add {SIDECAR}/24 dev eth0
            ip address add {SIDECAR_V6}/64 dev eth0 nodad
            ip link set eth0 up
            ip route add default via {WORLD}
            ip route add default via {WORLD_V6}
            iptables -t nat -A OUTPUT -m owner --gid-owner {ENVOY_GROUP} -j RETURN
            iptables -t nat -A OUTPUT -p udp --dport 53 -j REDIRECT --to-ports {DNS_PORT}
            iptables -t nat -A OUTPUT -o lo -j RETURN
            iptables -t nat -A OUTPUT -p tcp -j REDIRECT --to-ports {REDIRECT_PORT}
            ip6tables -t nat -A OUTPUT -m owner --gid-owner {ENVOY_GROUP} -j RETURN
            ip6tables -t nat -A OUTPUT -o lo -j RETURN
            ip6tables -t nat -A OUTPUT -p tcp -j REDIRECT --to-ports {REDIRECT_PORT}
            """
        )

    def close(self):
        for namespace in self.namespaces:
            namespace.close()

    def sidecar(self):
        return self.namespaces[0].entered()

    def world(self):
        return self.namespaces[1].entered()

    def address_v6(self):
        """An IPv6 address of the world that no other upstream has."""
        address = next(self.addresses_v6)
        self.namespaces[1].configure(f"ip address add {address}/128 dev lo nodad")
        return address

    def command(self, arguments):
        bind = 'mount --bind "$0/resolv.conf" /etc/resolv.conf && mount --bind "$0/hosts" /etc/hosts && exec "$@"'
        return super().command(["unshare", "--mount", "sh", "-c", bind, self.folder, *arguments])

    def resolve(self, name, kind="A"):
        """What a program on the sidecar's machine is answered: addresses in order, or the response code's name."""
        question = dnslib.DNSRecord.question(name, kind)
        with self.sidecar(), socket.socket(type=socket.SOCK_DGRAM) as client:
            client.settimeout(5)
            client.sendto(question.pack(), (NAMESERVER, 53))
            answer = dnslib.DNSRecord.parse(client.recv(4096))
        if answer.header.rcode:
            return dnslib.RCODE[answer.header.rcode]
        return [str(record.rdata) for record in answer.rr if dnslib.QTYPE[record.rtype] == kind]
