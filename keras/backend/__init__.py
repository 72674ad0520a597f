"""The backend: one namespace of tensor operations, `K`, over the chosen engine.

    from keras import backend as K
    x = K.placeholder(shape=(None, 3))
    f = K.function([x], [K.sum(x, axis=-1)])

The namespace is put together here: for each op of `keras.backend.contract` the engine's own
function, else the one that `composite` writes over other ops, else, where an engine refuses an op,
a function that raises `NotImplementedError` with the reason and the alternative.
"""

from keras.backend import assembly, common, load_backend

if '_BACKEND' in globals():     # this module is being reloaded, its engine cannot be
    load_backend.check_unchanged(globals()['_BACKEND'])
_BACKEND = load_backend.choose()

# What all engines share comes first: engine packages and `composite` look it up here.
globals().update(assembly.shared())
_ENGINE = load_backend.load(_BACKEND)
_NAMESPACE = assembly.assemble(_BACKEND, _ENGINE)
globals().update(_NAMESPACE)
common.offer_float_types(getattr(_ENGINE, 'FLOAT_TYPES', ('float16', 'float32', 'float64')))


def backend():
    """Returns the name of the backend in use, for example 'tensorflow'."""
    return _BACKEND


assembly.publish(dict(_NAMESPACE, backend=backend), _ENGINE, load_backend)
assembly.publish({'symbolic': _ENGINE.symbolic, 'eager': _ENGINE.eager}, common)
