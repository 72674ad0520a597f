"""The symbolic graph of engines that have none of their own.

An op called on symbolic tensors is recorded as a node (`record`); shapes and types are inferred by
running its kernel on stand-ins without values (`abstract`). A function over tensors is planned
(`plan`: one sorted list of steps for each learning phase, gradients around the forward pass they
share), written down as straight-line Python (`source`), and handed to the engine to be run.

An engine is a package that has one kernel - a plain function on its own arrays - for each op, and a
module `engine` with the few services that `traced.engine` lists.
"""
