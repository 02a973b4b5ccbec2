#!/usr/bin/env python3
"""A gRPC server with reflection at the address given; it prints a line of JSON for every call that it gets."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_reflection.v1alpha import reflection


class Recorder(grpc.ServerInterceptor):
    def intercept_service(self, continuation, call):
        print(json.dumps({"method": call.method, "metadata": dict(call.invocation_metadata)}), flush=True)
        return continuation(call)


server = grpc.server(ThreadPoolExecutor(4), interceptors=[Recorder()])
reflection.enable_server_reflection(["hello.HelloService", reflection.SERVICE_NAME], server)
server.add_insecure_port(sys.argv[1])
server.start()
print("ready", flush=True)
server.wait_for_termination()
