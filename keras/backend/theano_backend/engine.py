"""The engine itself: Theano, or Aesara where Theano does not install, under one set of names.

What the two call differently is named here once; everything else of this package is one code path.
"""

import importlib
import os
import warnings

from keras.backend import common

NAME = 'theano'


def _import():
    """Returns the engine's package and whether it is Aesara, the heir of Theano."""
    try:
        return importlib.import_module('theano'), False
    except ImportError:
        # What users know how to set.
        os.environ.setdefault('AESARA_FLAGS', os.environ.get('THEANO_FLAGS', ''))
        return importlib.import_module('aesara'), True


def _part(old, new=None):
    """Returns a module of the engine by its place in Theano and, if it moved, in Aesara."""
    return importlib.import_module(theano.__name__ + '.' + (new or old if IS_HEIR else old))


with warnings.catch_warnings():
    warnings.simplefilter('ignore')         # of the engine, about its own modules
    theano, IS_HEIR = _import()
    T = _part('tensor')
    nnet = _part('tensor.nnet')
    convolution = _part('tensor.nnet.abstract_conv')
    pooling = _part('tensor.signal.pool')
    subtensor = _part('tensor.subtensor')
    scalar = _part('scalar')
    sparse = _part('sparse')
    gradient = _part('gradient')
    ifelse = _part('ifelse').ifelse
    _scan = _part('scan_module', 'scan.basic').scan
    Print = _part('printing').Print
    SharedVariable = _part('compile.sharedvalue').SharedVariable
    Apply, Constant, Variable = [getattr(_part('gof', 'graph.basic'), name)
                                 for name in ('Apply', 'Constant', 'Variable')]
    Op = _part('gof', 'graph.op').Op
    TensorType = T.TensorType
    SparseType = sparse.SparseTensorType if IS_HEIR else sparse.SparseType
    _shapes = _part('tensor', 'tensor.shape')
    _modes = _part('compile.mode')

config = theano.config


def _mend_convolution():
    """Lets Aesara make its compiled convolution, which calls `tuple` with four arguments in 2.9."""
    def make_node(self, img, kern):
        img, kern = self.as_common_dtype(T.as_tensor_variable(img), T.as_tensor_variable(kern))
        pattern = img.broadcastable[0], kern.broadcastable[0], False, False
        return Apply(self, [img, kern], [tensor_type(img.dtype, pattern)()])

    _part('tensor.nnet.corr').CorrMM.make_node = make_node


def _mend_sizes():
    """Lets Aesara see at once which sizes of what it allocates are constant.

    It would rewrite all that the sizes are computed from, as far back as the first layer, anew for
    each tensor: that takes minutes in a deep network, and in the gradient of a loop.
    """
    basic = _part('tensor.basic')

    def static_size(size):
        if isinstance(size, Constant):
            return int(size.data)
        node = size.owner
        source = node.inputs[0] if node and isinstance(node.op, subtensor.Subtensor) else None
        if source is None or not source.owner or not isinstance(source.owner.op, _shapes.Shape):
            return None
        index, = subtensor.get_constant_idx(node.op.idx_list, node.inputs, allow_partial=True)
        known = source.owner.inputs[0].type.shape
        return None if isinstance(index, Variable) else known[int(index)]

    def infer_static_shape(shape):
        sizes = [T.as_tensor_variable(size, ndim=0) for size in shape]
        for size in sizes:
            if size.type.dtype not in basic.integer_dtypes:
                raise TypeError('A size must be an integer; received {!r} of type {}.'
                                .format(size, size.type))
        return sizes, tuple(static_size(size) for size in sizes)

    basic.infer_static_shape = infer_static_shape


def sync():
    """Lets the engine's own float type follow the default one of `K`."""
    if config.floatX != common.floatx():
        config.floatX = common.floatx()


def tensor_type(dtype, pattern):
    """Returns the type of tensors with axes of size 1 where `pattern` is true."""
    if IS_HEIR:
        return TensorType(dtype, shape=tuple(1 if one else None for one in pattern))
    return TensorType(dtype, tuple(pattern))


def with_pattern(x, pattern):
    """Returns a tensor that is known to have size 1 where `pattern` is true, and only there."""
    pattern = tuple(bool(one) for one in pattern)
    if x.broadcastable == pattern:
        return x
    pairs = list(enumerate(zip(x.broadcastable, pattern)))
    wide = [axis for axis, (old, new) in pairs if old and not new]
    thin = [axis for axis, (old, new) in pairs if new and not old]
    if wide:
        x = (_shapes.unbroadcast if IS_HEIR else T.unbroadcast)(x, *wide)
    if thin:
        x = (_shapes.specify_broadcastable if IS_HEIR else T.addbroadcast)(x, *thin)
    return x


if IS_HEIR:
    _mend_convolution()
    _mend_sizes()


def shared(value, name, pattern):
    """Returns a variable of the engine that keeps an array."""
    kind = 'shape' if IS_HEIR else 'broadcastable'
    pattern = tuple((1 if one else None) if IS_HEIR else one for one in pattern)
    return theano.shared(value, name=name, **{kind: pattern})


class _Rectifier(scalar.ScalarMaximum if IS_HEIR else scalar.Maximum):
    """The larger one of two numbers; its slope goes to the second one where that is above.

    One pass over memory in each direction: a condition that both share would be stored.
    """

    def L_op(self, inputs, outputs, gout):
        is_above = scalar.gt(inputs[1], inputs[0])
        zero = scalar.constant(0, dtype=gout[0].dtype)
        return scalar.switch(is_above, zero, gout[0]), scalar.switch(is_above, gout[0], zero)


#: `rectifier(limit, x)`: the larger one; the slope of `x` is 0 where both are the same.
rectifier = T.elemwise.Elemwise(_Rectifier(scalar.upcast_out, name='rectifier'))


def softmax(x):
    """Returns the engine's softmax of a matrix, along its rows."""
    return nnet.softmax(x, axis=-1) if IS_HEIR else nnet.softmax(x)


def scan(*args, **kwargs):
    """Calls the engine's loop, which imports modules of its own that Python warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)
        return _scan(*args, **kwargs)


def mode():
    """Returns the mode that functions are compiled in: the engine's default but for two things.

    A product that is used as it is and times a number, as a gradient in Adam, would be computed
    twice. Without a C++ compiler convolutions run as the engine's own Python: it has those only for
    the abstract operations, which its optimizer otherwise insists on replacing.
    """
    without = () if config.cxx else ('local_abstractconv_check',)
    return _modes.get_default_mode().excluding('local_dot22_to_dot22scalar', *without)


def number(x):
    """Returns the number of a tensor: those made later have higher ones."""
    return int(x.auto_name[5:])


# What `keras.backend.traced.state` asks an engine for.


def devices():
    return ['/cpu:0']


def check_device(name):
    """Raises an error if what is built under a device scope would run somewhere else."""
    kind = name.lower().rpartition('/')[2].replace('device:', '').partition(':')[0]
    if kind != 'cpu':
        raise ValueError('The device {!r} cannot be used: {} computes a whole process on one '
                         'device, which its flag `device` chooses.'.format(name, theano.__name__))


def clear():
    """Frees what the engine itself keeps: nothing, values live in variables and functions."""
