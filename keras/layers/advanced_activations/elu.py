"""The exponential linear unit."""

from keras import backend as K
from keras.engine.base_layer import Layer


class ELU(Layer):
    """Exponential linear unit: `x` if x >= 0, else `alpha * (exp(x) - 1)`.

    Args:
        alpha: Limit for very negative inputs is `-alpha`. Default 1.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Example:
        from keras.layers import Dense, ELU, Input
        outputs = ELU()(Dense(8)(Input(shape=(4,))))

    References:
        - Clevert et al. 2015, Fast and Accurate Deep Network Learning by Exponential Linear
          Units, https://arxiv.org/abs/1511.07289
    """

    def __init__(self, alpha=1.0, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.alpha = float(K.cast_to_floatx(alpha))

    def call(self, inputs):
        return K.elu(inputs, self.alpha)

    def get_config(self):
        config = super().get_config()
        config['alpha'] = self.alpha
        return config
