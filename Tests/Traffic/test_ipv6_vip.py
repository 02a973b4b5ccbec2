"""A service whose status pins an IPv6 VIP, with a port of its own and on every port."""

import pytest

from client import answers
from resources import service, transparent_dataplane

VIP = "fd00:242::1"


@pytest.mark.parametrize("port", [4242, None])
def test_pinned_ipv6_vip(network, upstream, sidecar, port):
    pinned = service("echo", [upstream().endpoint], port) | {"status": {"vip": {"ip": VIP}}}
    sidecar.run([transparent_dataplane(ipFamilyMode="DualStack"), pinned])
    assert answers(network, VIP, 4242)
