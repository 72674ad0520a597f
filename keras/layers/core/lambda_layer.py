"""A function as a layer."""

import warnings

from keras import backend as K
from keras.engine.base_layer import Layer
from keras.layers.core import function_config
from keras.utils.functions import has_arg
from keras.utils.generic_utils import to_list
from keras.utils.generic_utils import unpack_singleton


class Lambda(Layer):
    """Wraps any function of tensors as a layer without weights.

    Saving writes the function as bytecode. A file with bytecode is only run with
    `load_model(..., safe_mode=False)`, by the same version of Python; without it, give the
    function by `custom_objects={'name of the layer or of the function': function}`.

    Args:
        function: Function of the input tensor, or of the list of input tensors. If it takes an
            argument `mask`, the mask of the input is passed too.
        output_shape: What comes out: a tuple without the batch axis, a function from the input
            shape(s) to the output shape, or None (default) to find it out by calling `function`.
        mask: Mask of the output: None, a tensor, or a function of `(inputs, mask)`.
        arguments: Dictionary of further keyword arguments of `function`.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: As `output_shape` says, or as `function` gives.

    Raises:
        TypeError: If `function` cannot be called, or `output_shape` has another type.

    Example:
        from keras.layers import Input, Lambda
        outputs = Lambda(lambda x, power: x ** power, arguments={'power': 2})(Input(shape=(4,)))
    """

    def __init__(self, function, output_shape=None, mask=None, arguments=None, **kwargs):
        super().__init__(**kwargs)
        if not callable(function):
            raise TypeError('`function` must be a function of tensors. Received: {!r}.'
                            .format(function))
        if not (output_shape is None or isinstance(output_shape, (tuple, list))
                or callable(output_shape)):
            raise TypeError(
                '`output_shape` must be None, a tuple without the batch axis, or a function of '
                'the input shape. Received: {!r}.'.format(output_shape))
        self.function = function
        self.arguments = dict(arguments) if arguments else {}
        self.mask = mask
        self.supports_masking = mask is not None
        self._output_shape = tuple(output_shape) if isinstance(output_shape, list) \
            else output_shape
        self._seen_shapes = {}  # shapes of the inputs -> what `function` made of them

    def call(self, inputs, mask=None):
        arguments = dict(self.arguments)
        if has_arg(self.function, 'mask'):
            arguments['mask'] = mask
        outputs = self.function(inputs, **arguments)
        if self._output_shape is None:
            shapes = [K.int_shape(output) for output in to_list(outputs, allow_tuple=True)]
            self._seen_shapes[_shape_key(_shapes_of(inputs))] = unpack_singleton(shapes)
        return outputs

    def compute_output_shape(self, input_shape):
        if self._output_shape is None:
            return self._traced_shape(input_shape)
        if not callable(self._output_shape):
            first = input_shape[0] if isinstance(input_shape, list) else input_shape
            return (first[0],) + self._output_shape
        shape = self._output_shape(input_shape)
        if not isinstance(shape, (tuple, list)):
            raise ValueError(
                'The `output_shape` function of Lambda layer {!r} must return a tuple, or a '
                'list of tuples. Received: {!r}.'.format(self.name, shape))
        if isinstance(shape, list) and not isinstance(shape[0], (tuple, list)):
            return tuple(shape)
        return shape

    def _traced_shape(self, input_shape):
        """Shape that `function` gave for inputs of these shapes, or gives for placeholders."""
        key = _shape_key(input_shape)
        if key not in self._seen_shapes:
            placeholders = [K.placeholder(shape=shape, dtype=self.dtype) for shape in
                            (input_shape if isinstance(input_shape, list) else [input_shape])]
            self.call(placeholders if isinstance(input_shape, list) else placeholders[0])
        return self._seen_shapes[key]

    def compute_mask(self, inputs, mask=None):
        if callable(self.mask):
            return self.mask(inputs, mask)
        return self.mask

    def get_config(self):
        config = super().get_config()
        config.update(function_config.describe('function', self.function))
        if callable(self._output_shape):
            config.update(function_config.describe('output_shape', self._output_shape))
        else:
            config.update(output_shape=self._output_shape, output_shape_type='raw')
        if callable(self.mask):
            config.update(function_config.describe('mask', self.mask))
        elif self.mask is not None:
            warnings.warn('The `mask` of Lambda layer {!r} is a tensor and is not saved. Give a '
                          'function of (inputs, mask) instead.'.format(self.name))
        config['arguments'] = function_config.pack_arguments(self.arguments)
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None, safe_mode=True):
        """Makes the layer from its configuration.

        Args:
            config: What `get_config` returned.
            custom_objects: Dictionary from names to functions. One under the name of the layer
                or of the function is used in place of saved bytecode; the others are global
                names for it.
            safe_mode: Whether bytecode that this process did not write is refused.

        Returns:
            A `Lambda` layer.

        Raises:
            ValueError: If bytecode is refused, of another version of Python, or damaged.
        """
        config = dict(config)
        for key in ('function', 'output_shape', 'mask'):
            if config.get(key + '_type') == 'raw':
                del config[key + '_type']
            elif key == 'function' or config.get(key) is not None:
                config[key] = function_config.restore(key, config, custom_objects, safe_mode)
        config['arguments'] = function_config.unpack_arguments(config.get('arguments'))
        return cls(**config)


def _shapes_of(inputs):
    """Shape of a tensor, or list of the shapes of a list of tensors."""
    if isinstance(inputs, list):
        return [K.int_shape(tensor) for tensor in inputs]
    return K.int_shape(inputs)


def _shape_key(shape):
    """A shape or list of shapes as a key of a dictionary."""
    if isinstance(shape, list):
        return ('list',) + tuple(tuple(each) for each in shape)
    return tuple(shape)
