"""ReLU with all its parameters."""

from keras import backend as K
from keras.engine.base_layer import Layer


class ReLU(Layer):
    """Rectified linear unit with slope, threshold and ceiling.

    `x` from the threshold up to `max_value`, `max_value` above that, and
    `negative_slope * (x - threshold)` below the threshold.

    Args:
        max_value: Largest output, not negative; None (default) for no limit.
        negative_slope: Slope below the threshold, not negative. Default 0.
        threshold: Where the unit opens. Default 0.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Raises:
        ValueError: If `max_value` or `negative_slope` is negative.

    Example:
        from keras.layers import Dense, Input, ReLU
        outputs = ReLU(max_value=6.)(Dense(8)(Input(shape=(4,))))
    """

    def __init__(self, max_value=None, negative_slope=0., threshold=0., **kwargs):
        super().__init__(**kwargs)
        for name, value in (('max_value', max_value), ('negative_slope', negative_slope)):
            if value is not None and value < 0.:
                raise ValueError('`{}` of a ReLU layer must not be negative. Received: {!r}.'
                                 .format(name, value))
        self.supports_masking = True
        self.max_value = None if max_value is None else float(K.cast_to_floatx(max_value))
        self.negative_slope = float(K.cast_to_floatx(negative_slope))
        self.threshold = float(K.cast_to_floatx(threshold))

    def call(self, inputs):
        return K.relu(inputs, alpha=self.negative_slope, max_value=self.max_value,
                      threshold=self.threshold)

    def get_config(self):
        config = super().get_config()
        config.update(max_value=self.max_value, negative_slope=self.negative_slope,
                      threshold=self.threshold)
        return config
