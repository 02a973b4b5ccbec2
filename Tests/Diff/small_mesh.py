"""A mesh of a few resources, in files."""

import yaml


class Mesh:
    """Resources in a folder; services by name, with the host of their only endpoint."""

    def __init__(self, folder, dataplanes, **hosts):
        self.folder, self.dataplanes, self.hosts = folder, dataplanes, hosts
        self.write()

    def write(self, **hosts):
        self.hosts.update(hosts)
        self.folder.mkdir(exist_ok=True)
        for name in self.dataplanes:
            self.put(f"dataplane-{name}", dataplane(name, self.hosts))
        for name, host in self.hosts.items():
            self.put(f"service-{name}", service(name, host))

    def put(self, name, resource):
        (self.folder / f"{name}.yaml").write_text(yaml.safe_dump(resource))


def dataplane(name, services):
    outbound = [
        {"port": 8000 + index, "backendRef": {"kind": "MeshExternalService", "name": service}}
        for index, service in enumerate(services)
    ]
    networking = {"address": "192.168.0.1", "outbound": outbound}
    return {"type": "Dataplane", "name": name, "mesh": "default", "networking": networking}


def service(name, host):
    spec = {"match": {"port": 80, "protocol": "http"}, "endpoints": [{"address": host, "port": 443}]}
    spec["tls"] = {"enabled": True, "verification": {"serverName": host}}
    return {"type": "MeshExternalService", "name": name, "mesh": "default", "spec": spec}
