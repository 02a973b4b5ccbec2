"""Clients: what an application beside the sidecar does."""


def echo(network, address, port, message=b"echo this\n"):
    """Sends a message and returns what came back before the peer closed; b"" when it closed without a word."""
    with network.connect(address, port) as stream:
        try:
            stream.sendall(message)
            answer = b""
            while len(answer) < len(message) and (data := stream.recv(65536)):
                answer += data
            return answer
        except ConnectionError:
            return b""


def answers(network, address, port):
    """Whether a TCP service echoes."""
    return echo(network, address, port) == b"echo this\n"


def curl(network, url, *options):
    """Curl as an application would run it; its standard output, "" when it failed."""
    return network.run("curl", "--silent", "--max-time", "10", *options, url).stdout


def status(network, url, *options):
    """The status of the response to a request; "000" when there was none."""
    return curl(network, url, "--output", "/dev/null", "--write-out", "%{http_code}", *options)
