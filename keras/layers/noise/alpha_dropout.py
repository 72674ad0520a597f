"""Dropout for self-normalizing networks."""

from keras import backend as K
from keras.engine.base_layer import Layer

# The fixed point of the SELU activation (mean 0, variance 1): its two constants.
_SELU_ALPHA = 1.6732632423543772848170429916717
_SELU_SCALE = 1.0507009873554804934193349852946


class AlphaDropout(Layer):
    """Dropout that keeps mean and variance of its input, for use with the SELU activation.

    Dropped values are set to the negative saturation of SELU instead of zero, and the result is
    shifted and scaled so that mean 0 and variance 1 stay.

    Args:
        rate: Fraction to drop, between 0 and 1. With 0 or 1 the input is passed on.
        noise_shape: Shape of the random mask, broadcast over the input, or None (default): every
            value has its own draw.
        seed: Integer seed of the draws, or None.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Example:
        from keras.layers import AlphaDropout, Dense, Input
        outputs = AlphaDropout(0.1)(Dense(8, activation='selu')(Input(shape=(4,))))

    References:
        - Klambauer et al. 2017, Self-Normalizing Neural Networks,
          https://arxiv.org/abs/1706.02515
    """

    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.noise_shape = noise_shape
        self.seed = seed
        self.supports_masking = True

    def _get_noise_shape(self, inputs):
        """Shape of the random mask, with the input's sizes where `noise_shape` has None."""
        sizes = K.shape(inputs)
        if self.noise_shape is None:
            return sizes
        return tuple(sizes[axis] if size is None else size
                     for axis, size in enumerate(self.noise_shape))

    def call(self, inputs, training=None):
        if not 0. < self.rate < 1.:
            return inputs
        dropped_value = -_SELU_ALPHA * _SELU_SCALE
        scale = ((1. - self.rate) * (1. + self.rate * dropped_value ** 2)) ** -0.5
        shift = -scale * dropped_value * self.rate

        def dropped():
            draws = K.random_uniform(self._get_noise_shape(inputs), seed=self.seed)
            kept = K.cast(K.greater_equal(draws, self.rate), K.dtype(inputs))
            return scale * (inputs * kept + dropped_value * (1. - kept)) + shift

        return K.in_train_phase(dropped, inputs, training=training)

    def get_config(self):
        config = super().get_config()
        config['rate'] = self.rate
        if self.noise_shape is not None:  # Keras 2 files have no such entries
            config['noise_shape'] = self.noise_shape
        if self.seed is not None:
            config['seed'] = self.seed
        return config
