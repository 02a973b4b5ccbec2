import EnvoyAPI
import Testing

@testable import XDSCompiler

@Suite struct EnvoyNamesTests {
  @Test(arguments: [
    ("meshexternalservice_a-B_9", "meshexternalservice_a-B_9"), ("a.b", "a_b"),
    ("outbound:[fd00::1]:80", "outbound__fd00__1__80"),
    ("é😀", "__"), ("", ""), ("a b/c", "a_b_c"),
  ])
  func statNames(name: String, expected: String) {
    #expect(statName(name) == expected)
  }

  /// Values that control planes give.
  @Test(arguments: [
    (#"[{"path":{"value":"/","type":"PathPrefix"}}]"#, "9Zuf5Tg79OuZcQITwBbQykxAk2u4fRKrwYn3//AL4Yo="),
    (#"[{"path":{"value":"/v1","type":"PathPrefix"}}]"#, "bzv64o+joRk33jfDADgGv5ar4QyONO0NEVKnoBfJW/E="),
    (
      #"[{"path":{"value":"/v1/specific","type":"Exact"}},{"method":"GET"}]"#,
      "yih0Y9HpUXVKBUFYOjdHJ6ltlVzhID6xNw9/5VgD9w8="
    ),
  ])
  func routeNames(json: String, name: String) {
    #expect(RouteName.of(matchesJSON: json) == name)
  }

  @Test func theCatchAllRoute() {
    #expect(RouteName.catchAll == "9Zuf5Tg79OuZcQITwBbQykxAk2u4fRKrwYn3//AL4Yo=")
  }
}
