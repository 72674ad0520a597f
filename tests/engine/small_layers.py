"""Small layers that the tests of the engine are made with."""

from keras import backend as K
from keras.engine.base_layer import Layer


class Affine(Layer):
    """`x . kernel + bias`, with what a layer can add beside its output."""

    def __init__(self, units, regularizer=None, activity_regularizer=None, **kwargs):
        self.units = units
        super(Affine, self).__init__(**kwargs)
        self.regularizer = regularizer
        self.activity_regularizer = activity_regularizer

    def build(self, input_shape):
        self.kernel = self.add_weight('kernel', (input_shape[-1], self.units),
                                      regularizer=self.regularizer)
        self.bias = self.add_weight('bias', (self.units,), initializer='zeros')
        super(Affine, self).build(input_shape)

    def call(self, inputs):
        return K.dot(inputs, self.kernel) + self.bias

    def compute_output_shape(self, input_shape):
        return tuple(input_shape[:-1]) + (self.units,)

    def get_config(self):
        return dict(super(Affine, self).get_config(), units=self.units)


class RunningMax(Layer):
    """Passes its input on and keeps the largest value it saw in a weight."""

    def build(self, input_shape):
        self.largest = self.add_weight('largest', (), initializer='zeros', trainable=False)
        self.seen = self.add_weight('seen', (), initializer='zeros', trainable=False)
        super(RunningMax, self).build(input_shape)

    def call(self, inputs):
        self.add_update(K.update(self.largest, K.maximum(self.largest, K.max(inputs))), inputs)
        if not self._per_input_updates.get(None):
            self.add_update(K.update_add(self.seen, 1.))
        return inputs * 1.


class Splitter(Layer):
    """Gives two outputs: twice the input, and its sum over the last axis."""

    def call(self, inputs):
        return [inputs * 2., K.sum(inputs, axis=-1, keepdims=True)]

    def compute_output_shape(self, input_shape):
        return [input_shape, tuple(input_shape[:-1]) + (1,)]


class MaskFrom(Layer):
    """Passes its input on with a mask: where the last axis is not all zero."""

    def call(self, inputs):
        return inputs * 1.

    def compute_mask(self, inputs, mask=None):
        return K.any(K.not_equal(inputs, 0.), axis=-1)


class MaskedSum(Layer):
    """Sum over time, without the steps that are masked; the mask ends here."""

    supports_masking = True

    def call(self, inputs, mask=None, scale=1.):
        if mask is not None:
            inputs = inputs * K.expand_dims(K.cast(mask, K.floatx()), -1)
        return K.sum(inputs, axis=1) * scale

    def compute_mask(self, inputs, mask=None):
        return None

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[2])
