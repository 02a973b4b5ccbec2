"""Reads the descriptor set that protoc-c writes, with nothing but the standard library.

The numbers below are the field numbers of google/protobuf/descriptor.proto.
"""

from dataclasses import dataclass, field

STRING, BYTES, MESSAGE, ENUM = 9, 12, 11, 14
SCALARS = {1: "double", 3: "int64", 4: "uint64", 5: "int32", 8: "bool", 13: "uint32"}


@dataclass
class Field:
    name: str
    number: int
    type: int
    type_name: str
    repeated: bool
    oneof: str | None
    comment: str


@dataclass
class Enum:
    full_name: str
    comment: str
    values: list[tuple[str, int, str]]


@dataclass
class Message:
    full_name: str
    comment: str
    map_entry: bool
    fields: list[Field] = field(default_factory=list)
    messages: list["Message"] = field(default_factory=list)
    enums: list[Enum] = field(default_factory=list)


@dataclass
class File:
    path: str
    package: str
    messages: list[Message]
    enums: list[Enum]


def read(data: bytes) -> list[File]:
    """The files of a descriptor set, in its order."""
    return [_file(part) for part in _all(_fields(data), 1)]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7


def _fields(data: bytes) -> list[tuple[int, int | bytes]]:
    """The fields of one encoded message: number, and value or bytes."""
    result, at = [], 0
    while at < len(data):
        tag, at = _varint(data, at)
        value, at = _varint(data, at)
        if tag & 7 == 2:
            value, at = data[at : at + value], at + value
        elif tag & 7 != 0:
            raise ValueError(f"unexpected wire type {tag & 7} in a descriptor")
        result.append((tag >> 3, value))
    return result


def _all(fields, number):
    return [value for key, value in fields if key == number]


def _one(fields, number, default):
    return (_all(fields, number) or [default])[-1]


def _text(fields, number) -> str:
    return _one(fields, number, b"").decode()


def _comments(info: bytes) -> dict[tuple[int, ...], str]:
    """Leading comments by the path of what they stand before."""
    comments = {}
    for location in map(_fields, _all(_fields(info), 1)):
        packed, at, path = _one(location, 1, b""), 0, []
        while at < len(packed):
            step, at = _varint(packed, at)
            path.append(step)
        lines = _text(location, 3).splitlines()
        comments[tuple(path)] = "\n".join(line.removeprefix(" ").rstrip() for line in lines)
    return comments


def _file(data: bytes) -> File:
    fields = _fields(data)
    package = _text(fields, 2)
    comments = _comments(_one(fields, 9, b""))
    return File(
        _text(fields, 1),
        package,
        [_message(m, package, comments, (4, i)) for i, m in enumerate(_all(fields, 4))],
        [_enum(e, package, comments, (5, i)) for i, e in enumerate(_all(fields, 5))],
    )


def _message(data: bytes, scope: str, comments, path) -> Message:
    fields = _fields(data)
    full_name = f"{scope}.{_text(fields, 1)}"
    oneofs = [_text(_fields(oneof), 1) for oneof in _all(fields, 8)]
    message = Message(full_name, comments.get(path, ""), bool(_one(_fields(_one(fields, 7, b"")), 7, 0)))
    for index, part in enumerate(_all(fields, 2)):
        field = _fields(part)
        oneof = _one(field, 9, None)
        message.fields.append(
            Field(
                _text(field, 1),
                _one(field, 3, 0),
                _one(field, 5, 0),
                _text(field, 6).removeprefix("."),
                _one(field, 4, 1) == 3,
                None if oneof is None else oneofs[oneof],
                comments.get(path + (2, index), ""),
            )
        )
    if message.map_entry and (message.fields[0].type != STRING or message.fields[1].type not in (STRING, MESSAGE)):
        raise SystemExit(f"{full_name}: only maps from strings to strings and messages are read and written")
    message.messages = [_message(m, full_name, comments, path + (3, i)) for i, m in enumerate(_all(fields, 3))]
    message.enums = [_enum(e, full_name, comments, path + (4, i)) for i, e in enumerate(_all(fields, 4))]
    return message


def _enum(data: bytes, scope: str, comments, path) -> Enum:
    fields = _fields(data)
    values = []
    for index, part in enumerate(_all(fields, 2)):
        value = _fields(part)
        values.append((_text(value, 1), _one(value, 2, 0), comments.get(path + (2, index), "")))
    return Enum(f"{scope}.{_text(fields, 1)}", comments.get(path, ""), values)
