"""Vectors for indices."""

from keras import backend as K
from keras import regularizers
from keras.engine.base_layer import Layer
from keras.layers import weights
from keras.layers.arguments import positive_integer


class Embedding(Layer):
    """Turns non-negative integers into dense vectors, rows of a learned table.

    Args:
        input_dim: Number of rows: the largest index plus one.
        output_dim: Length of the vectors.
        embeddings_initializer: Initializer of the table. Default 'uniform'.
        embeddings_regularizer: Regularizer of the table, or None.
        activity_regularizer: Regularizer of the output, or None.
        embeddings_constraint: Constraint on the table, or None.
        mask_zero: Whether index 0 means padding, to be masked in the layers that follow.
            Default False.
        input_length: Length of the sequences if it is constant (several axes: a tuple); needed
            when `Flatten` and `Dense` follow.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Indices `(batch, ...)`; other dtypes than int32 are converted.
        Output: `(batch, ..., output_dim)`.
        Weights: embeddings `(input_dim, output_dim)`.

    Raises:
        ValueError: If a dimension is no positive integer, or the input does not fit
            `input_length`.

    Example:
        from keras import backend as K
        from keras.layers import Embedding, Input
        outputs = Embedding(1000, 16, input_length=10)(Input(shape=(10,), dtype='int32'))
        assert K.int_shape(outputs)[1:] == (10, 16)

    References:
        - Gal and Ghahramani 2016, A Theoretically Grounded Application of Dropout in Recurrent
          Neural Networks, https://arxiv.org/abs/1512.05287
    """

    def __init__(self, input_dim, output_dim, embeddings_initializer='uniform',
                 embeddings_regularizer=None, activity_regularizer=None,
                 embeddings_constraint=None, mask_zero=False, input_length=None, **kwargs):
        if 'input_shape' not in kwargs and 'batch_input_shape' not in kwargs:
            kwargs['input_shape'] = _lengths(input_length) or (None,)
        super().__init__(**kwargs)
        self.input_dim = positive_integer(input_dim, 'input_dim')
        self.output_dim = positive_integer(output_dim, 'output_dim')
        weights.set_options(self, 'embeddings', initializer=embeddings_initializer,
                            regularizer=embeddings_regularizer,
                            constraint=embeddings_constraint)
        self.activity_regularizer = regularizers.get(activity_regularizer)
        self.mask_zero = mask_zero
        self.supports_masking = mask_zero
        self.input_length = input_length

    def build(self, input_shape):
        self.embeddings = weights.add(self, 'embeddings', (self.input_dim, self.output_dim))
        self.built = True

    def compute_mask(self, inputs, mask=None):
        return K.not_equal(inputs, 0) if self.mask_zero else None

    def compute_output_shape(self, input_shape):
        lengths = _lengths(self.input_length)
        given = tuple(input_shape[1:])
        if lengths is None:
            return tuple(input_shape) + (self.output_dim,)
        fits = len(lengths) == len(given) and all(
            wanted is None or size is None or wanted == size
            for wanted, size in zip(lengths, given))
        if not fits:
            raise ValueError('Embedding layer {!r} was made with input_length={!r}, but received '
                             'inputs of shape {}.'.format(self.name, self.input_length,
                                                          tuple(input_shape)))
        known = tuple(size if wanted is None else wanted for wanted, size in zip(lengths, given))
        return (input_shape[0],) + known + (self.output_dim,)

    def call(self, inputs):
        if K.dtype(inputs) != 'int32':
            inputs = K.cast(inputs, 'int32')
        return K.gather(self.embeddings, inputs)

    def get_config(self):
        config = super().get_config()
        config.update(
            input_dim=self.input_dim,
            output_dim=self.output_dim,
            activity_regularizer=regularizers.serialize(self.activity_regularizer),
            mask_zero=self.mask_zero,
            input_length=self.input_length)
        config.update(weights.options_config(self, 'embeddings'))
        return config


def _lengths(input_length):
    """`input_length` as a tuple, or None."""
    if input_length is None:
        return None
    return tuple(input_length) if hasattr(input_length, '__len__') else (input_length,)
