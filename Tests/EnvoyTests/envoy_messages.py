"""Envoy's own message classes, found by name, and a walk over a message through every Any inside it."""

import importlib
import importlib.util
import pkgutil
from dataclasses import dataclass

from google.protobuf import any_pb2, descriptor_pool, message_factory
from google.protobuf.internal import api_implementation
from google.protobuf.message import Message

assert api_implementation.Type() == "python", "map order needs PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION=python"

TYPE_PREFIX = "type.googleapis.com/"


def message_class(full_name):
    """The class of a message; its package's modules are imported on the way. KeyError where Envoy has none."""
    package = full_name.rpartition(".")[0]
    if not package.startswith("google.protobuf"):
        try:
            folder = importlib.util.find_spec(package)
        except ModuleNotFoundError:
            folder = None
        for module in pkgutil.iter_modules(folder.submodule_search_locations if folder else []):
            if module.name.endswith("_pb2"):
                importlib.import_module(f"{package}.{module.name}")
    return message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(full_name))


def unpack(any_message):
    """The message inside an Any."""
    assert any_message.type_url.startswith(TYPE_PREFIX), any_message.type_url
    return message_class(any_message.type_url.removeprefix(TYPE_PREFIX)).FromString(any_message.value)


def is_map(field):
    return field.message_type is not None and field.message_type.GetOptions().map_entry


@dataclass
class Node:
    """A message somewhere in a tree: its path, and the bytes that it was read from where an Any held it."""

    path: str
    message: Message
    packed: bytes | None = None


def walk(message, path="", packed=None):
    """Every message of the tree, the root first, through every Any."""
    yield Node(path, message, packed)
    if isinstance(message, any_pb2.Any):
        yield from walk(unpack(message), f"{path}[{message.type_url.rpartition('.')[2]}]", message.value)
        return
    for field, value in message.ListFields():
        if field.message_type is None:
            continue
        here = f"{path}.{field.name}"
        if is_map(field):
            if field.message_type.fields_by_name["value"].message_type is not None:
                for key in value:
                    yield from walk(value[key], f"{here}[{key!r}]")
        elif field.is_repeated:
            for index, element in enumerate(value):
                yield from walk(element, f"{here}[{index}]")
        else:
            yield from walk(value, here)
