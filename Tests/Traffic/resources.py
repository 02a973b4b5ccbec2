"""The resources that tests compile, as mappings."""

from network import DNS_PORT, NAMESERVER, REDIRECT_PORT, SIDECAR

ADMIN_PORT = 9901
HOSTNAMES = {
    "type": "HostnameGenerator",
    "name": "example",
    "mesh": "default",
    "spec": {
        "selector": {"meshExternalService": {"matchLabels": {"kuma.io/origin": "zone"}}},
        "template": "{{ .DisplayName }}.svc.meshext.local",
    },
}
INBOUND = {
    "port": 16379,
    "servicePort": 26379,
    "serviceAddress": "127.0.0.1",
    "tags": {"kuma.io/service": "example", "kuma.io/protocol": "tcp"},
}
TAGS = "&kuma.io/protocol=tcp&&kuma.io/service=example&"  # the inbound's, as Envoy sends them
DNS_OPTIONS = ["--dns-port", DNS_PORT, "--dns-upstream", f"{NAMESERVER}:53"]


def service(name, endpoints, port=None, protocol="tcp", tls=None, **verification):
    """A MeshExternalService. Any `verification` or `tls` turns TLS on; `port=None` leaves the port out."""
    match = {"type": "HostnameGenerator", "protocol": protocol}
    if port:
        match["port"] = port
    spec = {"match": match, "endpoints": endpoints}
    if tls is not None or verification:
        spec["tls"] = {"enabled": True, **(tls or {}), "verification": verification}
    return {"type": "MeshExternalService", "name": name, "mesh": "default", "spec": spec}


def transparent_dataplane(**settings):
    """A sidecar with a transparent proxy that listens where the network redirects to."""
    redirect = {"redirectPortOutbound": REDIRECT_PORT, "redirectPortInbound": 15006}
    return dataplane(address=SIDECAR, transparentProxying={**redirect, **settings})


def explicit_dataplane(outbounds, admin_port=ADMIN_PORT, address="127.0.0.1"):
    """A sidecar without a transparent proxy; `outbounds` maps service names to local ports."""
    outbound = [
        {"port": port, "backendRef": {"kind": "MeshExternalService", "name": name}} for name, port in outbounds.items()
    ]
    return dataplane(admin_port, address=address, outbound=outbound)


def dataplane(admin_port=ADMIN_PORT, **networking):
    networking = {"inbound": [INBOUND], "admin": {"port": admin_port}, **networking}
    return {"type": "Dataplane", "name": "example", "mesh": "default", "networking": networking}


def mesh(**body):
    return {"type": "Mesh", "name": "default", **body}


def secret(name, data):
    """A Secret; `data` is base64."""
    return {"type": "Secret", "name": name, "mesh": "default", "data": data}


def policy(kind, name, default, to=None):
    """A policy for every dataplane; `to` names a service, else it is for all."""
    target = {"kind": "MeshExternalService", "name": to} if to else {"kind": "Mesh"}
    spec = {"targetRef": {"kind": "Mesh"}, "to": [{"targetRef": target, "default": default}]}
    return {"type": kind, "name": name, "mesh": "default", "spec": spec}


def route(kind, to, rules):
    """A MeshHTTPRoute or a MeshTCPRoute for every dataplane; `to` names the service whose traffic is routed."""
    spec = {"targetRef": {"kind": "Mesh"}, "to": [{"targetRef": backend(to), "rules": rules}]}
    return {"type": kind, "name": to, "mesh": "default", "spec": spec}


def backend(name, **weight):
    """A reference to a service."""
    return {"kind": "MeshExternalService", "name": name, **weight}


def rule(matches, *filters, to=()):
    """A rule of a MeshHTTPRoute; `to` are references."""
    return {"matches": matches, "default": {"filters": list(filters), "backendRefs": list(to)}}


def path(type, value):
    """A match by path."""
    return {"path": {"type": type, "value": value}}


def route_filter(type, **settings):
    member = "urlRewrite" if type == "URLRewrite" else type[0].lower() + type[1:]
    return {"type": type, member: settings}
