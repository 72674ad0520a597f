"""ReLU that leaks."""

from keras import backend as K
from keras.engine.base_layer import Layer


class LeakyReLU(Layer):
    """ReLU with a small slope for negative inputs: `x` if x >= 0, else `alpha * x`.

    Args:
        alpha: Slope for negative inputs, not negative. Default 0.3.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Example:
        from keras.layers import Dense, Input, LeakyReLU
        outputs = LeakyReLU(alpha=0.1)(Dense(8)(Input(shape=(4,))))

    References:
        - Maas et al. 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models,
          https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf
    """

    def __init__(self, alpha=0.3, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.alpha = float(K.cast_to_floatx(alpha))

    def call(self, inputs):
        return K.relu(inputs, alpha=self.alpha)

    def get_config(self):
        config = super().get_config()
        config['alpha'] = self.alpha
        return config
