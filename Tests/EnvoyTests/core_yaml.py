"""YAML as the compiler reads it: by the core schema of YAML 1.2, with every key a string. A reader of its own."""

import json
import math
import re

import yaml


class Loader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}

    def flatten_mapping(self, node):
        """`<<` is a key like any other."""

    def construct_mapping(self, node, deep=False):
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


def scalar(tag, pattern, first, construct):
    Loader.add_implicit_resolver(tag, re.compile(rf"(?:{pattern})\Z"), list(first))
    Loader.add_constructor(tag, lambda loader, node: construct(node.value))


def integer(text):
    return int(text, 0 if text[:2] in ("0x", "0o") else 10)


def floating(text):
    word = text.lower().lstrip("+-")
    if word == ".nan":
        return math.nan
    return float(text.replace(".inf", "inf").replace(".Inf", "inf").replace(".INF", "inf"))


scalar("tag:yaml.org,2002:null", "~|null|Null|NULL|", ["~", "n", "N", ""], lambda text: None)
scalar("tag:yaml.org,2002:bool", "true|True|TRUE|false|False|FALSE", "tTfF", lambda text: text.lower() == "true")
scalar("tag:yaml.org,2002:int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789", integer)
scalar(
    "tag:yaml.org,2002:float",
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    "-+.0123456789",
    floating,
)


def documents(path):
    """The documents of a file, each as the number of its first line and its value; what holds nothing is left out."""
    text = path.read_text()
    if path.suffix == ".json":
        return [(1, json.loads(text))]
    loader = Loader(text)
    found = []
    while loader.check_node():
        node = loader.get_node()
        found.append((node.start_mark.line + 1, loader.construct_document(node)))
    return found
