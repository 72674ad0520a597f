"""A penalty on what passes."""

from keras import regularizers
from keras.engine.base_layer import Layer


class ActivityRegularization(Layer):
    """Passes its input on and adds a penalty on its size to the loss.

    Args:
        l1: Factor of the sum of absolute values. Default 0.
        l2: Factor of the sum of squares. Default 0.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any.
        Output: The same as the input.

    Example:
        from keras.layers import ActivityRegularization, Dense, Input
        outputs = ActivityRegularization(l1=0.01)(Dense(8)(Input(shape=(4,))))
    """

    def __init__(self, l1=0., l2=0., **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.l1 = l1
        self.l2 = l2
        self.activity_regularizer = regularizers.L1L2(l1=l1, l2=l2)

    def get_config(self):
        config = super().get_config()
        config.update(l1=self.l1, l2=self.l2)
        return config
