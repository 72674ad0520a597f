"""`InputLayer` and `Input`: where the graph of layers begins."""
from keras import backend as K
from keras.engine.base_layer import Layer, automatic_name
from keras.engine.node import Node
from keras.legacy import interfaces  # noqa: F401  (a name of this module in 2.3.1)
from keras.utils.generic_utils import unpack_singleton


class InputLayer(Layer):
    """A layer that stands for an input of a model.

    Args:
        input_shape: tuple, shape without the batch axis; None entries are free.
        batch_size: integer or None, size of the batch axis.
        batch_input_shape: tuple, shape with the batch axis; instead of the two above.
        dtype: string, data type. Default: that of `input_tensor`, else `K.floatx()`.
        input_tensor: tensor to use instead of a new placeholder.
        sparse: boolean, whether the placeholder is sparse. Default: False.
        name: string. Default: `'input_1'`, `'input_2'`, ...

    Raises:
        ValueError: if no shape is given, or both `input_shape` and `batch_input_shape` are.

    Example:

        from keras.layers import Dense, InputLayer
        from keras.models import Sequential
        model = Sequential([InputLayer(input_shape=(4,)), Dense(2)])
    """

    def __init__(self, input_shape=None, batch_size=None, batch_input_shape=None, dtype=None,
                 input_tensor=None, sparse=False, name=None):
        if input_shape is not None and batch_input_shape is not None:
            raise ValueError('InputLayer received both input_shape=%s and batch_input_shape=%s; '
                             'give only one of them.' % (input_shape, batch_input_shape))
        if batch_input_shape is not None:
            shape = _as_shape(batch_input_shape, 'batch_input_shape')
        elif input_shape is not None:
            shape = (batch_size,) + _as_shape(input_shape, 'input_shape')
        elif input_tensor is not None:
            shape = _static_shape(input_tensor)
        else:
            raise ValueError('InputLayer needs `input_shape=(...)` (without the batch axis) or '
                             '`batch_input_shape=(...)`; neither was given.')
        if dtype is None:
            dtype = K.floatx() if input_tensor is None else K.dtype(input_tensor)
        super(InputLayer, self).__init__(dtype=dtype, name=name or automatic_name('input'))
        self.trainable = False
        self.built = True
        self.sparse = sparse
        self.supports_masking = True
        self.batch_input_shape = shape
        self.is_placeholder = input_tensor is None or K.is_placeholder(input_tensor)
        if hasattr(input_tensor, '_keras_history'):
            if self.is_placeholder:
                raise ValueError('Tensor %s is the input made by layer %s already: use it as it '
                                 'is instead of wrapping it in another `Input(tensor=...)`.'
                                 % (input_tensor, input_tensor._keras_history[0].name))
            input_tensor = K.identity(input_tensor)
        if input_tensor is None:
            input_tensor = K.placeholder(shape=shape, dtype=dtype, sparse=sparse, name=self.name)
        input_tensor._keras_shape = shape
        input_tensor._uses_learning_phase = False
        input_tensor._keras_history = (self, 0, 0)
        Node(self, inbound_layers=[], node_indices=[], tensor_indices=[],
             input_tensors=[input_tensor], output_tensors=[input_tensor],
             input_masks=[None], output_masks=[None],
             input_shapes=[shape], output_shapes=[shape])

    def get_config(self):
        """The arguments that make the layer again."""
        return {'batch_input_shape': self.batch_input_shape, 'dtype': self.dtype,
                'sparse': self.sparse, 'name': self.name}


def Input(shape=None, batch_shape=None, name=None, dtype=None, sparse=False, tensor=None):
    """Make a symbolic input tensor, where a model begins.

    Args:
        shape: tuple, shape of one sample, without the batch axis; None entries are free.
        batch_shape: tuple, shape with the batch axis; instead of `shape`.
        name: string, unique in a model. Default: `'input_1'`, `'input_2'`, ...
        dtype: string, data type. Default: `K.floatx()`.
        sparse: boolean, whether the input is sparse. Default: False.
        tensor: existing tensor to wrap; then no placeholder is made.

    Returns:
        A tensor.

    Raises:
        ValueError: if neither `shape`, `batch_shape` nor `tensor` is given.

    Example:

        from keras.layers import Dense, Input
        from keras.models import Model
        x = Input(shape=(32,))
        model = Model(x, Dense(16, activation='softmax')(x))
    """
    if shape is None and batch_shape is None and tensor is None:
        raise ValueError('Input() needs `shape=(...)`, without the batch axis: Input(shape=(10,)) '
                         'for vectors of 10 numbers; or `batch_shape=(...)` with it.')
    if batch_shape is None and shape is not None:
        batch_shape = (None,) + _as_shape(shape, 'shape')
    layer = InputLayer(batch_input_shape=batch_shape, name=name, dtype=dtype, sparse=sparse,
                       input_tensor=tensor)
    return unpack_singleton(layer._inbound_nodes[0].output_tensors)


def _as_shape(shape, argument):
    """`shape` as a tuple of integers and None."""
    try:
        return tuple(None if size is None else int(size) for size in shape)
    except (TypeError, ValueError):
        raise ValueError('`%s` must be a tuple of integers or None, e.g. (10,) or (None, 3); '
                         'received: %r.' % (argument, shape))


def _static_shape(tensor):
    """The static shape of a tensor given by the user."""
    shape = K.int_shape(tensor)
    if shape is None:
        raise ValueError('The rank of the input tensor %s is unknown: pass `batch_shape=` too.'
                         % (tensor,))
    return shape
