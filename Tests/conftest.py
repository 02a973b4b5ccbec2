"""Settings that must be made before anything imports protobuf."""

import os

# The default runtime orders map keys otherwise than C++ and xdsc do: `aa` before `a`.
os.environ["PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION"] = "python"
