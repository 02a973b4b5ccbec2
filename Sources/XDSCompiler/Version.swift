/// The version of xdsc, as `--version` and manifests show it.
public let xdscVersion = "0.1.0"
