"""Steps of a sequence to be skipped."""

from keras import backend as K
from keras.engine.base_layer import Layer


class Masking(Layer):
    """Masks the steps of a sequence whose features all equal one value.

    Layers that follow and support masks skip the masked steps; the values of these steps are
    set to zero.

    Args:
        mask_value: Number that marks a step as missing. Default 0.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, steps, ..., features)`.
        Output: The same as the input; the mask has the shape without the last axis.

    Example:
        from keras.layers import GlobalAveragePooling1D, Input, Masking
        outputs = GlobalAveragePooling1D()(Masking(mask_value=-1.)(Input(shape=(5, 3))))
    """

    def __init__(self, mask_value=0., **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.mask_value = mask_value

    def compute_mask(self, inputs, mask=None):
        return K.any(K.not_equal(inputs, self.mask_value), axis=-1)

    def call(self, inputs):
        kept = K.any(K.not_equal(inputs, self.mask_value), axis=-1, keepdims=True)
        return inputs * K.cast(kept, K.dtype(inputs))

    def get_config(self):
        config = super().get_config()
        config['mask_value'] = self.mask_value
        return config
