import Testing

@testable import XDSCompiler

@Suite struct FormatTests {
  private func operators(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return FormatString(bytes).operators.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test func operatorsAreFound() {
    #expect(
      operators("a%PROTOCOL%b%REQ(:path?x):20%%%c%START_TIME(%H%M)%")
        == ["%PROTOCOL%", "%REQ(:path?x):20%", "%START_TIME(%H%M)%"])
    #expect(operators("%%PROTOCOL%%") == [])
    #expect(operators("%%%PROTOCOL%") == ["%PROTOCOL%"])
    #expect(operators("%ENVIRONMENT(a))%") == ["%ENVIRONMENT(a))%"])
    #expect(operators("%ENVIRONMENT(a)%)") == ["%ENVIRONMENT(a)%"])
  }

  @Test(
    arguments: [
      ("5%", 1), ("%protocol%", 0), ("%%%", 2), ("%PROTOCOL%%", 10), ("%REQ(a):%", 0), ("%REQ(a", 0), ("%REQ (a)%", 0),
      ("%START_TIME(\n)%", 0), ("%REQ(a):99999999999999999999999%", 0), ("100%% %", 6),
    ]) func strayPercents(text: String, offset: Int)
  {
    #expect(FormatString(Array(text.utf8)).strayPercent == offset)
  }

  @Test func commasInsideOperatorsPartNothing() {
    #expect(FormatString.split("a,%START_TIME(%H,%M)%,,b") == ["a", "%START_TIME(%H,%M)%", "", "b"])
    #expect(FormatString.split("") == [""])
  }

  @Test func whatEnvoyRefusesIsSaid() {
    expectFindings(
      """
      type: MeshAccessLog
      name: l
      spec:
        targetRef: {kind: Mesh}
        to:
        - targetRef: {kind: Mesh}
          default:
            backends:
            - type: File
              file:
                path: /l
                format: {type: Plain, plain: "%KUMA_MESH% %%FOO ä %UPSTREAM_HOSTS% %REQ(a b)%"}
                #                                                 ^~~~~~~~~~~~~~~~ policy-field spec.to[0].default.backends[0].file.format.plain: Envoy has no command operator %UPSTREAM_HOSTS%
                # help: did you mean "%UPSTREAM_HOST%"?
                #                                                                  ^~~~~~~~~~ policy-field spec.to[0].default.backends[0].file.format.plain: %REQ% takes the name of a header, and perhaps of another behind a question mark
            - type: File
              file:
                path: /l
                format:
                  type: Json
                  json:
                  - {key: "%", value: "%PROTOCOL(a)% %START_TIME:3% %PATH(WQ:ALL)% %KUMA_MESH:5%"}
                    #                  ^~~~~~~~~~~~~ policy-field spec.to[0].default.backends[1].file.format.json[0].value: %PROTOCOL% takes no parameter
                    #                                ^~~~~~~~~~~~~~ policy-field spec.to[0].default.backends[1].file.format.json[0].value: %START_TIME% takes no length
                    #                                               ^~~~~~~~~~~~~~ policy-field spec.to[0].default.backends[1].file.format.json[0].value: %PATH% takes WQ or NQ, and ORIG, PATH or ORIG_OR_PATH behind a colon
                    #                                                              ^~~~~~~~~~~~~ policy-field spec.to[0].default.backends[1].file.format.json[0].value: %KUMA_MESH% is filled in in access logs only, and takes no parameter and no length
                  - {key: b, value: "é %kuma_mesh%"}
                    #                  ^ policy-field spec.to[0].default.backends[1].file.format.json[1].value: must have % only around command operators such as %PROTOCOL%: a percent sign is written %%
            - type: OpenTelemetry
              openTelemetry:
                endpoint: c
                attributes: [{key: "%", value: "50%"}]
                #                                 ^ policy-field spec.to[0].default.backends[2].openTelemetry.attributes[0].value: must have % only around command operators such as %PROTOCOL%: a percent sign is written %%
                body: {kvlistValue: {values: [{key: "%", value: {stringValue: "%FOO%"}}]}}
                #                                                              ^~~~~ policy-field spec.to[0].default.backends[2].openTelemetry.body.kvlistValue.values[0].value.stringValue: Envoy has no command operator %FOO%
            - type: OpenTelemetry
              openTelemetry:
                endpoint: c
                body: {"a%": [1, "b%"]}
                #        ^ policy-field spec.to[0].default.backends[3].openTelemetry.body["a%"]: must have % only around command operators such as %PROTOCOL%: a percent sign is written %%
                #                  ^ policy-field spec.to[0].default.backends[3].openTelemetry.body["a%"][1]: must have % only around command operators such as %PROTOCOL%: a percent sign is written %%
      """)
  }

  @Test func kumaOperatorsAreFilledIn() throws {
    let listener = try outputs(
      "MeshAccessLog",
      [
        """
        {backends: [{type: File, file: {path: /l, format: {type: Plain, plain: "%%KUMA_MESH%% %KUMA_MESH%%KUMA_SOURCE_SERVICE%"}}}]}
        """
      ], services: service("es", "match: {port: 1, protocol: tcp}", "endpoints: [{address: 10.0.0.1, port: 1}]")
    ).listener("outbound:242.0.0.0:1")
    #expect(
      listener(
        "filterChains[0].filters[0].typedConfig.accessLog[0].typedConfig.logFormat.textFormatSource.inlineString")
        == "%%KUMA_MESH%% defaultunknown\n")
  }
}
