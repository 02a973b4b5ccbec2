"""`defaultForbidMeshExternalServiceAccess: true` makes all names and addresses of external services unreachable."""

import pytest

from client import answers
from resources import HOSTNAMES, mesh, service


@pytest.mark.parametrize("forbidden", [True, False])
def test_access(network, name_server, upstream, sidecar, forbidden):
    server, outside = upstream(), upstream()
    name_server.hosts = {"outside.example": [outside.address]}
    routing = mesh(routing={"defaultForbidMeshExternalServiceAccess": forbidden})
    services = [service("one", [server.endpoint], 4242), service("every", [server.endpoint])]
    sidecar.transparent([routing, HOSTNAMES, *services])

    names = [network.resolve(f"{name}.svc.meshext.local") for name in ("every", "one")]
    assert names == (["NXDOMAIN"] * 2 if forbidden else [["242.0.0.0"], ["242.0.0.1"]])
    reached = [answers(network, address, 4242) for address in ("242.0.0.0", "242.0.0.1")]
    assert reached == [not forbidden] * 2
    # The rest of the world stays as it was.
    assert network.resolve("outside.example") == [outside.address]
    assert answers(network, outside.address, outside.port)
