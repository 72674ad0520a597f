"""ReLU with a threshold above zero."""

from keras import backend as K
from keras.engine.base_layer import Layer


class ThresholdedReLU(Layer):
    """Passes what is above a threshold: `x` if x > theta, else 0.

    Args:
        theta: The threshold, not negative. Default 1.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Example:
        from keras.layers import Dense, Input, ThresholdedReLU
        outputs = ThresholdedReLU(theta=0.5)(Dense(8)(Input(shape=(4,))))

    References:
        - Konda et al. 2014, Zero-bias autoencoders and the benefits of co-adapting features,
          https://arxiv.org/abs/1402.3337
    """

    def __init__(self, theta=1.0, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.theta = float(K.cast_to_floatx(theta))

    def call(self, inputs, mask=None):
        return inputs * K.cast(K.greater(inputs, self.theta), K.dtype(inputs))

    def get_config(self):
        config = super().get_config()
        config['theta'] = self.theta
        return config
