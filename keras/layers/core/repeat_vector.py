"""One vector as a sequence."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers.arguments import positive_integer


class RepeatVector(Layer):
    """Repeats a vector as every step of a sequence.

    Args:
        n: Positive integer, the number of steps.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, features)`.
        Output: `(batch, n, features)`.

    Raises:
        ValueError: If `n` is no positive integer.

    Example:
        from keras import backend as K
        from keras.layers import Input, RepeatVector
        outputs = RepeatVector(3)(Input(shape=(32,)))
        assert K.int_shape(outputs)[1:] == (3, 32)
    """

    def __init__(self, n, **kwargs):
        super().__init__(**kwargs)
        self.n = positive_integer(n, 'n')
        self.input_spec = InputSpec(ndim=2)

    def call(self, inputs):
        return K.repeat(inputs, self.n)

    def compute_output_shape(self, input_shape):
        return input_shape[0], self.n, input_shape[1]

    def get_config(self):
        config = super().get_config()
        config['n'] = self.n
        return config
