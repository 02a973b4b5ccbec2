"""The rules that Envoy's protos set on their fields (protoc-gen-validate), read from the descriptors' options.

A rule that is not known here raises, so that none passes unseen."""

import ipaddress
import operator
import re

from google.protobuf import duration_pb2, wrappers_pb2
from validate import validate_pb2

from envoy_messages import is_map

HEADER_NAME = re.compile(r"\A:?[0-9a-zA-Z!#$%&'*+\-.^_|~`]+\Z")
HEADER_VALUE = re.compile(r"\A[^\x00-\x08\x0a-\x1f\x7f]*\Z")
HEADER_LOOSE = re.compile(r"\A[^\x00\n\r]*\Z")
HOSTNAME = re.compile(r"\A(?=.{1,253}\Z)(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*\.?\Z")


def violations(message):
    """What is wrong with the message's own fields; its children are the caller's to walk."""
    options = message.DESCRIPTOR.GetOptions()
    if options.Extensions[validate_pb2.disabled] or options.Extensions[validate_pb2.ignored]:
        return
    for oneof in message.DESCRIPTOR.oneofs:
        if oneof.GetOptions().Extensions[validate_pb2.required] and message.WhichOneof(oneof.name) is None:
            yield f"{oneof.name}: one of its members is required"
    for field in message.DESCRIPTOR.fields:
        if field.GetOptions().HasExtension(validate_pb2.rules):
            rules = field.GetOptions().Extensions[validate_pb2.rules]
            for problem in field_violations(message, field, rules):
                yield f"{field.name}: {problem}"


def field_violations(message, field, rules):
    value = getattr(message, field.name)
    if is_map(field) or field.is_repeated or not field.has_presence:
        yield from value_violations(value, field, rules)
    elif message.HasField(field.name):
        yield from value_violations(value, field, rules)
    elif field.containing_oneof is None:  # a oneof's unset members are nobody's loss
        kind = rules.WhichOneof("type")
        required = kind in ("any", "duration", "timestamp") and getattr(rules, kind).required
        if required or rules.message.required:
            yield "is required"


def value_violations(value, field, rules):
    kind = rules.WhichOneof("type")
    if kind is None:
        return
    kind_rules = getattr(rules, kind)
    if isinstance(value, tuple(WRAPPERS)):
        value = value.value
    if any(rule.name == "ignore_empty" and on for rule, on in kind_rules.ListFields()) and not value:
        return
    bounds = {}
    for rule, limit in kind_rules.ListFields():
        if rule.name in BOUNDS:
            bounds[rule.name] = comparable(limit)
        elif rule.name in IGNORED:
            continue
        elif rule.name in ("items", "keys", "values"):
            elements = value.values() if rule.name == "values" else value
            for element in elements:
                for problem in value_violations(element, field, limit):
                    yield f"{rule.name}: {problem}"
        elif not CHECKS[rule.name](value, limit, field, kind_rules):
            yield f"{value!r} breaks {kind}.{rule.name} = {limit!r}"
    if not within(comparable(value), bounds):
        yield f"{value!r} is not within {bounds}"


def within(value, bounds):
    """All limits hold; when they exclude a gap (the upper one is below the lower), one of them must."""
    holds = [BOUNDS[name](value, limit) for name, limit in bounds.items()]
    upper, lower = bounds.get("lt", bounds.get("lte")), bounds.get("gt", bounds.get("gte"))
    excludes = upper is not None and lower is not None and upper < lower
    return any(holds) if excludes else all(holds)


def comparable(value):
    return value.ToTimedelta() if isinstance(value, duration_pb2.Duration) else value


def well_known(value, limit, _, rules):
    pattern = HEADER_NAME if limit == validate_pb2.HTTP_HEADER_NAME else HEADER_VALUE
    return (pattern if rules.strict else HEADER_LOOSE).match(value) is not None


def is_ip(value):
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


BOUNDS = {"lt": operator.lt, "lte": operator.le, "gt": operator.gt, "gte": operator.ge}
WRAPPERS = [getattr(wrappers_pb2, name) for name in wrappers_pb2.DESCRIPTOR.message_types_by_name]
IGNORED = {"ignore_empty", "required", "skip", "no_sparse", "strict"}  # looked at elsewhere, or no limit
CHECKS = {
    "const": lambda value, limit, *_: value == limit,
    "in": lambda value, limit, *_: getattr(value, "type_url", value) in limit,
    "not_in": lambda value, limit, *_: getattr(value, "type_url", value) not in limit,
    "len": lambda value, limit, *_: len(value) == limit,
    "min_len": lambda value, limit, *_: len(value) >= limit,
    "max_len": lambda value, limit, *_: len(value) <= limit,
    "min_bytes": lambda value, limit, *_: len(value.encode()) >= limit,
    "max_bytes": lambda value, limit, *_: len(value.encode()) <= limit,
    "min_items": lambda value, limit, *_: len(value) >= limit,
    "max_items": lambda value, limit, *_: len(value) <= limit,
    "min_pairs": lambda value, limit, *_: len(value) >= limit,
    "max_pairs": lambda value, limit, *_: len(value) <= limit,
    "unique": lambda value, limit, *_: not limit or len({str(element) for element in value}) == len(value),
    "pattern": lambda value, limit, *_: re.search(re.sub(r"\\z", r"\\Z", limit), value) is not None,
    "prefix": lambda value, limit, *_: value.startswith(limit),
    "suffix": lambda value, limit, *_: value.endswith(limit),
    "contains": lambda value, limit, *_: limit in value,
    "not_contains": lambda value, limit, *_: limit not in value,
    "ip": lambda value, limit, *_: is_ip(value),
    "hostname": lambda value, limit, *_: HOSTNAME.match(value) is not None,
    "address": lambda value, limit, *_: is_ip(value) or HOSTNAME.match(value) is not None,
    "uri_ref": lambda value, limit, *_: " " not in value,
    "well_known_regex": well_known,
    "defined_only": lambda value, limit, field, _: not limit or value in field.enum_type.values_by_number,
}
