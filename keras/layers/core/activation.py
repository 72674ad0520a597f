"""An activation function as a layer."""

from keras import activations
from keras.engine.base_layer import Layer


class Activation(Layer):
    """Applies an activation function to its input.

    Args:
        activation: Name of an activation (`'relu'`, `'softmax'`, ...) or a function of a tensor.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Example:
        from keras.layers import Activation, Dense, Input
        outputs = Activation('tanh')(Dense(4)(Input(shape=(3,))))
    """

    def __init__(self, activation, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.activation = activations.get(activation)

    def call(self, inputs):
        return self.activation(inputs)

    def get_config(self):
        config = super().get_config()
        config['activation'] = activations.serialize(self.activation)
        return config
