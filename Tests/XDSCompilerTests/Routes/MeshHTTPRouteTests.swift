import Foundation
import Testing

@testable import XDSCompiler

/// What is wrong with MeshHTTPRoutes, in the words of Kuma's validator.
@Suite struct MeshHTTPRouteTests {
  @Test func matches() {
    expectFindings(
      """
      type: MeshHTTPRoute
      name: r
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: MeshExternalService, name: es}
          rules:
          - matches:
            - path: {type: PathPrefix, value: /v1/}
              #                               ^~~~ policy-field spec.to[0].rules[0].matches[0].path.value: does not need a trailing slash because only a `/`-separated prefix or an entire path is matched
            - path: {type: PathPrefix, value: v1}
              #                               ^~ policy-field spec.to[0].rules[0].matches[1].path.value: must be an absolute path
            - path: {type: Exact, value: v1}
              #                          ^~ policy-field spec.to[0].rules[0].matches[2].path.value: must be an absolute path
            - path: {type: Exact, value: /v1/}
            - path: {type: PathPrefix, value: /}
            - path: {type: RegularExpression, value: ""}
              #                                      ^~ policy-field spec.to[0].rules[0].matches[5].path.value: must not be empty
            - path: {type: RegularExpression, value: "/a(?=b)"}
              #                                      ^~~~~~~~~ policy-field spec.to[0].rules[0].matches[6].path.value: Envoy takes no such regular expression: invalid perl operator: (?=
              # help: the syntax is RE2's: no lookaround, no backreferences, and a group is named by (?P<name>...)
            - path: {type: Prefixes, value: /v1}
              #            ^~~~~~~~ policy-field spec.to[0].rules[0].matches[7].path.type: "type" must be one of ["Exact", "PathPrefix", "RegularExpression"]
            - path: {value: /v1}
      #       ^~~~ policy-field spec.to[0].rules[0].matches[8].path.type: must be defined
            - method: GRAB
              #       ^~~~ policy-field spec.to[0].rules[0].matches[9].method: "method" must be one of ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"]
            - queryParams:
              - {type: Exact, name: q, value: a}
              - {type: Exact, name: q, value: b}
                #                   ^ policy-field spec.to[0].rules[0].matches[10].queryParams[1].name: multiple entries for name q
              - {type: RegularExpression, name: e, value: ""}
                #                                         ^~ policy-field spec.to[0].rules[0].matches[10].queryParams[2].value: must not be empty
            - headers:
              - {type: Present, name: h, value: v}
                #                               ^ policy-field spec.to[0].rules[0].matches[11].headers[0].value: must not be defined
              - {name: Upper, value: v}
                #      ^~~~~ policy-field spec.to[0].rules[0].matches[11].headers[1].name: must be a header name: 1 to 256 lower-case letters, digits and !#$%&'*+-.^_`|~
              - {type: RegularExpression, name: x}
      #         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ policy-field spec.to[0].rules[0].matches[11].headers[2].value: must be defined
            default: {}
          - matches: []
      #     ^~~~~~~ policy-field spec.to[0].rules[1].matches: needs at least one item
          - default: {}
      #     ^~~~~~~ policy-field spec.to[0].rules[2].matches: must be defined
      """)
  }

  @Test func filters() {
    expectFindings(
      """
      type: MeshHTTPRoute
      name: r
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: MeshExternalService, name: es}
          rules:
          - matches: [{path: {type: PathPrefix, value: /v1}}, {path: {type: Exact, value: /v2}}]
            default:
              filters:
              - type: RequestRedirects
                #     ^~~~~~~~~~~~~~~~ policy-field spec.to[0].rules[0].default.filters[0].type: "type" must be one of ["RequestHeaderModifier", "ResponseHeaderModifier", "RequestRedirect", "URLRewrite", "RequestMirror"]
                # help: did you mean "RequestRedirect"?
              - type: RequestRedirect
      #         ^~~~ policy-field spec.to[0].rules[0].default.filters[1].requestRedirect: must be defined
              - type: RequestHeaderModifier
                requestHeaderModifier: {}
      #         ^~~~~~~~~~~~~~~~~~~~~ policy-field spec.to[0].rules[0].default.filters[2].requestHeaderModifier: must have at least one defined: set, add, remove
              - type: ResponseHeaderModifier
                responseHeaderModifier:
                  set: [{name: a, value: x}, {name: host, value: x}, {name: c, value: 5%}]
                  #                                 ^~~~ policy-field spec.to[0].rules[0].default.filters[3].responseHeaderModifier.set[1].name: must not be host, which Envoy does not let headers change
                  #                                                                    ^ policy-field spec.to[0].rules[0].default.filters[3].responseHeaderModifier.set[2].value: must have % only around command operators such as %PROTOCOL%: a percent sign is written %%
                  add: [{name: a, value: y}, {name: d}]
                  #            ^ policy-field spec.to[0].rules[0].default.filters[3].responseHeaderModifier.add[0].name: duplicate header name
      #                                      ^~~~~~~~~ policy-field spec.to[0].rules[0].default.filters[3].responseHeaderModifier.add[1].value: must be defined
                  remove: [c]
                  #        ^ policy-field spec.to[0].rules[0].default.filters[3].responseHeaderModifier.remove[0]: duplicate header name
              - type: RequestRedirect
                requestRedirect:
                  scheme: ftp
                  #       ^~~ policy-field spec.to[0].rules[0].default.filters[4].requestRedirect.scheme: "scheme" must be one of ["http", "https"]
                  hostname: 10.0.0.1
                  #         ^~~~~~~~ policy-field spec.to[0].rules[0].default.filters[4].requestRedirect.hostname: cannot be an IP address
                  port: 0
                  #     ^ policy-field spec.to[0].rules[0].default.filters[4].requestRedirect.port: port must be a valid (1-65535)
                  statusCode: 304
                  #           ^~~ policy-field spec.to[0].rules[0].default.filters[4].requestRedirect.statusCode: "statusCode" must be one of [301, 302, 303, 307, 308]
                  path: {type: ReplacePrefixMatch, replacePrefixMatch: /x/}
                  #                                                    ^~~ policy-field spec.to[0].rules[0].default.filters[4].requestRedirect.path.replacePrefixMatch: can only appear if all matches match a path prefix
          - matches: [{}]
            default:
              filters:
              - type: URLRewrite
                urlRewrite:
                  hostname: Example.com
                  #         ^~~~~~~~~~~ policy-field spec.to[0].rules[1].default.filters[0].urlRewrite.hostname: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character
                  path: {type: ReplacePrefixMatch, replacePrefixMatch: /x/}
                  #                                                    ^~~ policy-field spec.to[0].rules[1].default.filters[0].urlRewrite.path.replacePrefixMatch: can only appear if all matches match a path prefix
              - type: URLRewrite
                urlRewrite: {hostToBackendHostname: true, hostname: a.b, path: {type: ReplaceFullPath}}
                #                                   ^~~~ policy-field spec.to[0].rules[1].default.filters[1].urlRewrite.hostToBackendHostname: can only be set with MeshGateway
                #                                   ^~~~ policy-field spec.to[0].rules[1].default.filters[1].urlRewrite.hostToBackendHostname: cannot be set together with hostname
                #                                                        ^~~~ policy-field spec.to[0].rules[1].default.filters[1].urlRewrite.path.replaceFullPath: must be defined
              - type: RequestMirror
                requestMirror: {percentage: 101, backendRef: {kind: Mesh}}
                #                           ^~~ policy-field spec.to[0].rules[1].default.filters[2].requestMirror.percentage: must be in inclusive range [0.0, 100.0]
                #                                                   ^~~~ target-ref spec.to[0].rules[1].default.filters[2].requestMirror.backendRef.kind: value is not supported
                # help: supported here: MeshService, MeshServiceSubset, MeshExternalService, MeshMultiZoneService
              - type: RequestMirror
                requestMirror: {}
      #         ^~~~~~~~~~~~~ policy-field spec.to[0].rules[1].default.filters[3].requestMirror.backendRef: must be defined
      """)
  }

  /// One rule of a route to service `es`, which matches everything below `/v1`.
  private func findings(filters: String = "[]", backends: String = "[]", target: String = "{kind: Mesh}") -> [String] {
    Stages(
      policy(
        "MeshHTTPRoute", "r", target: target, "to:",
        "- targetRef: {kind: \(target.contains("Gateway") ? "Mesh" : "MeshExternalService, name: es")}",
        "  rules:", "  - matches: [{path: {type: PathPrefix, value: /v1}}]",
        "    default: {filters: \(filters), backendRefs: \(backends)}")
    ).findings
  }

  private let path = "spec.to[0].rules[0].default"

  @Test func backendsAreReferences() {
    #expect(
      findings(backends: "[{kind: MeshExternalService}]") == [
        "target-ref \(path).backendRefs[0].name: must be set with kind MeshExternalService"
      ])
    #expect(
      findings(backends: "[{kind: MeshExternalService, name: x, labels: {a: b}}]") == [
        "target-ref \(path).backendRefs[0].labels: either labels or name must be specified"
      ])
    #expect(
      findings(
        backends: "[{kind: MeshExternalService, name: x, weight: -1}, {kind: MeshService, name: y, port: 70000}]")
        == [
          "policy-field \(path).backendRefs[0].weight: must be in inclusive range [0, 4294967295]",
          "policy-field \(path).backendRefs[1].port: port must be a valid (1-65535)",
        ])
    #expect(
      findings(backends: "[{kind: MeshExternalService, name: x, wait: 1}]") == [
        "unknown-field \(path).backendRefs[0].wait: unknown field \"wait\""
      ])
  }

  private let redirect = "{type: RequestRedirect, requestRedirect: {hostname: a.example}}"
  private let rewrite = "{type: URLRewrite, urlRewrite: {hostname: a.example}}"
  private let mirror = "{type: RequestMirror, requestMirror: {backendRef: {kind: MeshService, name: x}}}"

  @Test func whatARedirectAnswersGoesNowhere() {
    let error = "must not follow RequestRedirect, which answers the request"
    #expect(
      findings(filters: "[\(redirect), \(rewrite), \(mirror)]") == [
        "policy-field \(path).filters[1].type: \(error)", "policy-field \(path).filters[2].type: \(error)",
      ])
    #expect(
      findings(filters: "[\(rewrite), \(redirect)]") == [
        "policy-no-effect \(path).filters[0].type: no effect: this rule redirects its requests"
      ])
    #expect(
      findings(
        filters: "[\(redirect), {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: b}]}}]")
        == []
    )
  }

  @Test func gatewaysHaveMore() {
    let filters = "[{type: URLRewrite, urlRewrite: {hostToBackendHostname: true}}]"
    #expect(
      findings(filters: filters) == [
        "policy-field \(path).filters[0].urlRewrite.hostToBackendHostname: can only be set with MeshGateway"
      ])
    #expect(findings(filters: filters, target: "{kind: MeshGateway, name: edge}") == [])
    let hostnames = "to: [{targetRef: {kind: %}, hostnames: [a.example], rules: []}]"
    #expect(
      Stages(
        policy(
          "MeshHTTPRoute", "r", hostnames.replacingOccurrences(of: "%", with: "MeshExternalService, name: es"))
      ).findings == ["policy-field spec.to[0].hostnames: must not be defined"])
    #expect(
      Stages(
        policy(
          "MeshHTTPRoute", "r", target: "{kind: MeshGateway, name: edge}",
          hostnames.replacingOccurrences(of: "%", with: "Mesh"))
      ).findings == [])
  }

  @Test func aPrefixTakesItsSlashAlong() {
    func findings(_ prefix: String) -> [String] {
      self.findings(
        filters: "[{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: \(prefix)}}}]")
    }
    #expect(
      findings("/v2") == [
        "route-filter \(path).filters[0].urlRewrite.path.replacePrefixMatch: this takes the place of the prefix and the "
          + "slash behind it, so that a path becomes /v2rest"
      ])
    #expect(findings("/v2/") == [])
  }

  @Test func settingsOfOtherTypesHaveNoEffect() {
    #expect(
      findings(filters: "[{type: URLRewrite, urlRewrite: {hostname: a.b}, requestRedirect: {}}]") == [
        "policy-no-effect \(path).filters[0].requestRedirect: no effect: the type is URLRewrite"
      ])
  }

  @Test(arguments: ["100%%", "%PROTOCOL%", "a%REQ(X-Y?Z):5%b", "%START_TIME(%s)%", "%DURATION%%%%PROTOCOL%", ""])
  func valuesMayHaveVariables(_ value: String) {
    #expect(header(value: value) == [])
  }

  @Test(arguments: ["%", "100%", "50% off, 20% on", "%protocol%", "%%%", "%PROTOCOL", "%REQ(X%", "%()%"])
  func valuesHaveNoOtherPercentSigns(_ value: String) {
    #expect(header(value: value).count == 1)
  }

  private func header(value: String) -> [String] {
    findings(
      filters: "[{type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: a, value: \"\(value)\"}]}}]")
  }

  @Test func linesAreWhole() {
    #expect(header(value: "a\\nb").map { $0.hasSuffix("must not have line breaks") } == [true])
  }

  @Test func onlyTheFirstMatchOfAHeaderCounts() {
    expectFindings(
      """
      type: MeshHTTPRoute
      name: r
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: MeshService, name: es}
          rules:
          - matches: [{headers: [{name: a, value: b}, {name: a, type: Prefix, value: c}]}]
            #                                                ^ policy-no-effect spec.to[0].rules[0].matches[0].headers[1].name: no effect: header a has a match above, which alone counts
            default: {}
      """)
  }

  @Test func whatComesAfterEverythingIsNeverReached() {
    expectFindings(
      """
      type: MeshHTTPRoute
      name: r
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: MeshService, name: es}
          rules:
          - matches: [{path: {type: PathPrefix, value: /}}]
          - matches:
            - headers: [{name: a, value: b}]
      #       ^~~~~~~ route-shadowed spec.to[0].rules[1].matches[0]: no request gets here: path prefix / comes first, and takes them all
      # help: give this match the path prefix / as well
            - path: {type: RegularExpression, value: /a.*}
      #       ^~~~ route-shadowed spec.to[0].rules[1].matches[1]: no request gets here: path prefix / comes first, and takes them all
            - path: {type: Exact, value: /a}
            - {path: {type: PathPrefix, value: /}, method: GET}
            - path: {type: PathPrefix, value: /b}
      """)
  }
}
