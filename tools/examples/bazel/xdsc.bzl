"""A rule that compiles a mesh to Envoy configuration."""

def _compile(ctx, tree, shard = []):
    """The action that compiles the mesh, or a part of it, into a folder."""
    inputs = list(ctx.files.srcs)
    arguments = ctx.actions.args()
    arguments.add("compile")
    arguments.add_all(ctx.files.srcs)
    arguments.add_all(["-o", tree.path])
    arguments.add_all(shard)
    if ctx.file.vip_lock:
        inputs.append(ctx.file.vip_lock)
        arguments.add_all(["--vip-lock", ctx.file.vip_lock, "--frozen"])
    arguments.add_all(ctx.attr.options)
    ctx.actions.run(
        executable = ctx.executable.compiler,
        arguments = [arguments],
        inputs = inputs,
        outputs = [tree],
        mnemonic = "XdscCompile",
        progress_message = " ".join(["Compiling %s" % ctx.label] + shard),
    )

def _join(ctx, parts, tree):
    """The action that makes the whole of its parts."""
    arguments = ctx.actions.args()
    arguments.add("join")
    arguments.add_all(parts, expand_directories = False)
    arguments.add_all(["-o", tree.path])
    ctx.actions.run(
        executable = ctx.executable.compiler,
        arguments = [arguments],
        inputs = parts,
        outputs = [tree],
        mnemonic = "XdscJoin",
        progress_message = "Joining %s" % ctx.label,
    )

def _xdsc_compile(ctx):
    tree = ctx.actions.declare_directory(ctx.label.name)
    count = ctx.attr.shards
    if count == 1:
        _compile(ctx, tree)
    else:
        parts = []
        for index in range(1, count + 1):
            part = ctx.actions.declare_directory("%s.parts/%d" % (ctx.label.name, index))
            _compile(ctx, part, ["--shard", "%d/%d" % (index, count)])
            parts.append(part)
        _join(ctx, parts, tree)
    return [DefaultInfo(files = depset([tree]))]

xdsc_compile = rule(
    implementation = _xdsc_compile,
    doc = "Compiles resources into a folder named after the target: what `xdsc compile -o` writes, byte for byte.",
    attrs = {
        "srcs": attr.label_list(
            doc = "The resources.",
            allow_files = [".yaml", ".yml", ".json"],
            mandatory = True,
        ),
        "shards": attr.int(
            doc = "Over how many actions to spread the compile. How many there are changes no byte.",
            default = 1,
        ),
        "vip_lock": attr.label(
            doc = "The file that remembers which VIP each service has. The build does not change it.",
            allow_single_file = True,
        ),
        "options": attr.string_list(doc = "More options of `xdsc compile`, such as `--zone`."),
        "compiler": attr.label(
            doc = "The compiler.",
            allow_single_file = True,
            executable = True,
            cfg = "exec",
            mandatory = True,
        ),
    },
)
