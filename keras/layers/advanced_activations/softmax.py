"""Softmax along any axis."""

from keras import activations
from keras.engine.base_layer import Layer


class Softmax(Layer):
    """Softmax along one axis: positive values that sum to one.

    Args:
        axis: The axis. Default -1.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any, at least two axes.
        Output: The same as the input.

    Example:
        from keras.layers import Dense, Input, Softmax
        outputs = Softmax()(Dense(10)(Input(shape=(4,))))
    """

    def __init__(self, axis=-1, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.axis = axis

    def call(self, inputs):
        return activations.softmax(inputs, axis=self.axis)

    def get_config(self):
        config = super().get_config()
        config['axis'] = self.axis
        return config
