"""Names in C, as protoc-c makes them, and in Swift, as the overlay has them."""

import re

# Swift names of types whose own would clash with another, hide one of the standard library, or not be allowed. A
# nested type is found below the name of the type around it.
SWIFT_TYPES = {
    "google.protobuf.Any": "AnyMessage",
    "google.protobuf.Struct": "StructMessage",
    "envoy.config.core.v3.RetryPolicy": "CoreRetryPolicy",
    "envoy.config.core.v3.SocketAddress.Protocol": "TransportProtocol",
    "envoy.config.core.v3.UpstreamHttpProtocolOptions": "CoreUpstreamHttpProtocolOptions",
    "envoy.config.route.v3.FilterConfig": "RouteFilterConfig",
    "envoy.config.route.v3.Tracing": "RouteTracing",
    "envoy.config.trace.v3.Tracing": "TraceConfig",
    "envoy.extensions.filters.http.grpc_stats.v3.FilterConfig": "GrpcStatsFilterConfig",
    "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": "UpstreamHttpProtocolOptions",
}

# Types that Swift sees as values of its own, so that the overlay has no handle for them.
SWIFT_VALUES = {
    "google.protobuf.BoolValue": ("Bool", "boolValue"),
    "google.protobuf.UInt32Value": ("UInt32", "uint32Value"),
    "google.protobuf.UInt64Value": ("UInt64", "uint64Value"),
    "google.protobuf.DoubleValue": ("Double", "doubleValue"),
    "google.protobuf.Duration": ("Duration", "duration"),
}

# The packages of what the compiler makes: their types, and all that their fields hold, have a Swift form. Other types are
# there for what users write, and are found by their names.
MADE = {
    "envoy.config.bootstrap.v3",
    "envoy.config.trace.v3",
    "envoy.extensions.access_loggers.file.v3",
    "envoy.extensions.access_loggers.open_telemetry.v3",
    "envoy.extensions.filters.http.grpc_stats.v3",
    "envoy.extensions.filters.http.router.v3",
    "envoy.extensions.filters.listener.original_dst.v3",
    "envoy.extensions.filters.listener.tls_inspector.v3",
    "envoy.extensions.filters.network.http_connection_manager.v3",
    "envoy.extensions.filters.network.tcp_proxy.v3",
    "envoy.extensions.filters.udp.dns_filter.v3",
    "envoy.extensions.health_check.event_sinks.file.v3",
    "envoy.extensions.network.dns_resolver.cares.v3",
    "envoy.extensions.regex_engines.v3",
    "envoy.extensions.retry.host.omit_host_metadata.v3",
    "envoy.extensions.retry.host.previous_hosts.v3",
    "envoy.extensions.retry.priority.previous_priorities.v3",
    "envoy.extensions.transport_sockets.tls.v3",
    "envoy.extensions.upstreams.http.v3",
    "envoy.service.discovery.v3",
}

# Types written by hand in Sources/EnvoyAPI.
HAND_WRITTEN = {"google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue", "google.protobuf.NullValue"}

REFUSED_IN_SWIFT = {"Any", "Type", "Protocol", "Self", "Duration", "String", "Bool", "Double", "Array", "Optional"}

# Members that every message of the overlay has.
MEMBERS = {"pointer", "memory", "messageType", "storage", "packed", "bytes"}

SWIFT_KEYWORDS = set(
    "associatedtype class deinit enum extension fileprivate func import init inout internal let open operator private "
    "protocol public rethrows static struct subscript typealias var break case continue default defer do else "
    "fallthrough for guard if in repeat return switch where while as catch false is nil self super throw throws true try".split()
)

C_KEYWORDS = set(
    "and and_eq asm auto bitand bitor bool break case catch char class compl const const_cast continue default delete do "
    "double dynamic_cast else enum explicit extern false float for friend goto if inline int long mutable namespace new "
    "not not_eq operator or or_eq private protected public register reinterpret_cast return short signed sizeof static "
    "static_cast struct switch template this throw true try typedef typeid typename union unsigned using virtual void "
    "volatile wchar_t while xor xor_eq".split()
)


def _camel(part: str) -> str:
    return re.sub(r"(?:^|_)(.?)", lambda match: match[1].upper(), part)


def c_type(full_name: str) -> str:
    return "__".join(_camel(part) for part in full_name.split("."))


def c_lower(full_name: str) -> str:
    return "__".join(re.sub(r"(?<=[^A-Z])(?=[A-Z])", "_", part).lower() for part in full_name.split("."))


def c_field(name: str) -> str:
    name = name.lower()
    return name + "_" if name in C_KEYWORDS else name


def c_member(name: str) -> str:
    """The field of a C struct, as Swift writes it."""
    name = c_field(name)
    return f"`{name}`" if name in SWIFT_KEYWORDS else name


def swift_field(name: str) -> str:
    head, *tail = name.split("_")
    swift = head.lower() + "".join(part[:1].upper() + part[1:] for part in tail)
    if swift in MEMBERS:
        raise SystemExit(f"the field {name} has the name of a member that every message has")
    return f"`{swift}`" if swift in SWIFT_KEYWORDS else swift


def swift_case(name: str) -> str:
    head, *tail = name.lower().split("_")
    swift = head + "".join(part[:1].upper() + part[1:] for part in tail)
    return f"`{swift}`" if swift in SWIFT_KEYWORDS else swift


def _with_nested(item):
    yield item
    for inner in [*getattr(item, "messages", ()), *getattr(item, "enums", ())]:
        yield from _with_nested(inner)


def _with_handles(files) -> set[str]:
    """The types at the top of their files that have a Swift form: those of `MADE` and what their fields hold."""
    tops = [(file, top) for file in files for top in [*file.messages, *file.enums]]
    top_of = {item.full_name: top for _, top in tops for item in _with_nested(top)}
    pending, found = [top for file, top in tops if file.package in MADE], set()
    while pending:
        top = pending.pop()
        if top.full_name not in found:
            found.add(top.full_name)
            for item in _with_nested(top):
                pending += [top_of[field.type_name] for field in getattr(item, "fields", ()) if field.type_name]
    return found


class SwiftTypes:
    """The Swift name of every type that has a Swift form."""

    def __init__(self, files):
        self.by_full_name: dict[str, str] = {}
        self.outermost = _with_handles(files)
        for file in files:
            self._add(file, "")
        seen: dict[str, str] = {}
        for full_name, swift in self.by_full_name.items():
            if swift in seen:
                raise SystemExit(f"{full_name} and {seen[swift]} are both {swift}: add one to tools/overlay/names.py")
            seen[swift] = full_name

    def _add(self, scope, prefix):
        for item in [*scope.messages, *scope.enums]:
            if not prefix and item.full_name not in self.outermost:
                continue
            short = SWIFT_TYPES.get(item.full_name, item.full_name.rpartition(".")[2])
            if short in REFUSED_IN_SWIFT and item.full_name not in SWIFT_VALUES:
                raise SystemExit(f"{item.full_name} cannot be {short} in Swift: add it to tools/overlay/names.py")
            self.by_full_name[item.full_name] = prefix + short
            if hasattr(item, "messages"):
                self._add(item, f"{prefix}{short}.")

    def __getitem__(self, full_name: str) -> str:
        return self.by_full_name[full_name]
