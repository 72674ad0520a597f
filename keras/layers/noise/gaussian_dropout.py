"""Multiplicative noise."""

from keras import backend as K
from keras.engine.base_layer import Layer


class GaussianDropout(Layer):
    """Multiplies with normal noise of mean one while training.

    The standard deviation is `sqrt(rate / (1 - rate))`, the same as that of dropout.

    Args:
        rate: Fraction as of dropout, between 0 and 1. Outside of that, and with 0 or 1, the
            input is passed on.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Example:
        from keras.layers import GaussianDropout, Input
        outputs = GaussianDropout(0.3)(Input(shape=(10,)))

    References:
        - Srivastava et al. 2014, Dropout: A Simple Way to Prevent Neural Networks from
          Overfitting, http://www.jmlr.org/papers/volume15/srivastava14a/srivastava14a.pdf
    """

    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.rate = rate

    def call(self, inputs, training=None):
        if not 0. < self.rate < 1.:
            return inputs

        def noised():
            stddev = (self.rate / (1. - self.rate)) ** 0.5
            return inputs * K.random_normal(shape=K.shape(inputs), mean=1., stddev=stddev,
                                            dtype=K.dtype(inputs))

        return K.in_train_phase(noised, inputs, training=training)

    def get_config(self):
        config = super().get_config()
        config['rate'] = self.rate
        return config
