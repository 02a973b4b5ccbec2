"""The rule checker complains where Envoy would: a checker that is always content proves nothing."""

import pytest

from envoy_messages import message_class
from validate_rules import violations

CASES = [
    ("envoy.config.cluster.v3.Cluster", {}, "name: '' breaks string.min_len"),
    ("envoy.config.cluster.v3.Cluster", {"name": "a", "type": 99}, "type: 99 breaks enum.defined_only"),
    ("envoy.config.cluster.v3.Cluster", {"name": "a", "connect_timeout": {}}, "connect_timeout: "),
    ("envoy.config.core.v3.SocketAddress", {"address": "a", "port_value": 65536}, "port_value: 65536 is not within"),
    ("envoy.config.core.v3.SocketAddress", {"address": "a"}, "port_specifier: one of its members is required"),
    ("envoy.config.core.v3.HeaderValue", {"key": "a\nb"}, "key: 'a\\nb' breaks string.well_known_regex"),
    ("envoy.config.core.v3.HeaderValueOption", {}, "header: is required"),
    ("envoy.config.route.v3.VirtualHost", {"name": "a"}, "domains: [] breaks repeated.min_items"),
    ("envoy.config.route.v3.VirtualHost", {"name": "a", "domains": ["\n"]}, "domains: items: '\\n' breaks"),
    ("envoy.config.route.v3.RedirectAction", {"response_code": 7}, "response_code: 7 breaks enum.defined_only"),
    ("envoy.config.endpoint.v3.LbEndpoint", {"load_balancing_weight": {"value": 0}}, "load_balancing_weight: 0 "),
]


@pytest.mark.parametrize("kind, fields, expected", CASES, ids=[case[2][:40] for case in CASES])
def test_finds(kind, fields, expected):
    found = list(violations(message_class(kind)(**fields)))
    assert any(expected in problem for problem in found), found


def test_is_content_with_a_good_message():
    good = {"name": "a", "connect_timeout": {"seconds": 5}, "alt_stat_name": "b"}
    assert list(violations(message_class("envoy.config.cluster.v3.Cluster")(**good))) == []
