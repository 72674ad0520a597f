"""Additive noise."""

from keras import backend as K
from keras.engine.base_layer import Layer


class GaussianNoise(Layer):
    """Adds normal noise of mean zero while training.

    Args:
        stddev: Standard deviation of the noise.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Example:
        from keras.layers import GaussianNoise, Input
        outputs = GaussianNoise(0.1)(Input(shape=(10,)))
    """

    def __init__(self, stddev, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.stddev = stddev

    def call(self, inputs, training=None):
        def noised():
            return inputs + K.random_normal(shape=K.shape(inputs), mean=0., stddev=self.stddev,
                                            dtype=K.dtype(inputs))

        return K.in_train_phase(noised, inputs, training=training)

    def get_config(self):
        config = super().get_config()
        config['stddev'] = self.stddev
        return config
