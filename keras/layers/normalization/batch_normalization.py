"""Batch normalization."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers import weights


class BatchNormalization(Layer):
    """Normalizes each feature to mean 0 and variance 1, then scales and shifts it.

    While training, mean and variance are those of the batch, and moving averages of them are
    kept; otherwise the moving averages are used. With `trainable = False` the layer still
    normalizes with the batch while training, but its weights and averages stay as they are.

    Args:
        axis: The axis of the features. Default -1; 1 for images with 'channels_first'.
        momentum: Momentum of the moving averages. Default 0.99.
        epsilon: Small number added to the variance. Default 0.001.
        center: Whether to add the offset beta. Default True.
        scale: Whether to multiply with gamma. Default True. Not needed before a linear layer.
        beta_initializer: Initializer of beta. Default 'zeros'.
        gamma_initializer: Initializer of gamma. Default 'ones'.
        moving_mean_initializer: Initializer of the moving mean. Default 'zeros'.
        moving_variance_initializer: Initializer of the moving variance. Default 'ones'.
        beta_regularizer: Regularizer of beta, or None.
        gamma_regularizer: Regularizer of gamma, or None.
        beta_constraint: Constraint on beta, or None.
        gamma_constraint: Constraint on gamma, or None.
        **kwargs: Arguments of every layer.

    Shape:
        Input: Any, at least two axes, the size of `axis` known.
        Output: The same as the input.
        Weights: gamma, beta, moving_mean, moving_variance, each `(size of axis,)`.

    Raises:
        ValueError: If the input has no such axis or its size is unknown.

    Example:
        from keras.layers import BatchNormalization, Conv2D, Input
        outputs = BatchNormalization()(Conv2D(4, 3)(Input(shape=(8, 8, 1))))

    References:
        - Ioffe and Szegedy 2015, Batch Normalization: Accelerating Deep Network Training by
          Reducing Internal Covariate Shift, https://arxiv.org/abs/1502.03167
    """

    def __init__(self, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True,
                 beta_initializer='zeros', gamma_initializer='ones',
                 moving_mean_initializer='zeros', moving_variance_initializer='ones',
                 beta_regularizer=None, gamma_regularizer=None, beta_constraint=None,
                 gamma_constraint=None, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.axis = axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        weights.set_options(self, 'beta', initializer=beta_initializer,
                            regularizer=beta_regularizer, constraint=beta_constraint)
        weights.set_options(self, 'gamma', initializer=gamma_initializer,
                            regularizer=gamma_regularizer, constraint=gamma_constraint)
        weights.set_options(self, 'moving_mean', initializer=moving_mean_initializer)
        weights.set_options(self, 'moving_variance', initializer=moving_variance_initializer)

    def build(self, input_shape):
        ndim = len(input_shape)
        if not -ndim < self.axis < ndim or self.axis % ndim == 0:
            raise ValueError('BatchNormalization layer {!r} with axis={} received inputs of '
                             'shape {}, which have no such axis of features.'
                             .format(self.name, self.axis, input_shape))
        size = input_shape[self.axis]
        if size is None:
            raise ValueError('BatchNormalization needs the size of the axis of features. Layer '
                             '{!r} with axis={} received inputs of shape {}.'
                             .format(self.name, self.axis, input_shape))
        self.input_spec = InputSpec(ndim=ndim, axes={self.axis: size})
        self.gamma = weights.add(self, 'gamma', (size,)) if self.scale else None
        self.beta = weights.add(self, 'beta', (size,)) if self.center else None
        self.moving_mean = weights.add(self, 'moving_mean', (size,), trainable=False)
        self.moving_variance = weights.add(self, 'moving_variance', (size,), trainable=False)
        self.built = True

    def call(self, inputs, training=None):
        if isinstance(training, int) and not training:
            return self._with_moving_averages(inputs)
        shape = K.int_shape(inputs)
        axis = self.axis % len(shape)
        reduction_axes = [each for each in range(len(shape)) if each != axis]
        normed, mean, variance = K.normalize_batch_in_training(
            inputs, self.gamma, self.beta, reduction_axes, epsilon=self.epsilon)
        # Only the moving variance is corrected for the size of the sample.
        sizes = K.shape(inputs)
        count = K.cast(K.prod(K.stack([sizes[each] for each in reduction_axes])),
                       K.dtype(inputs))
        variance *= count / (count - (1. + self.epsilon))
        self.add_update([
            K.moving_average_update(self.moving_mean, mean, self.momentum),
            K.moving_average_update(self.moving_variance, variance, self.momentum)], inputs)
        return K.in_train_phase(normed, lambda: self._with_moving_averages(inputs),
                                training=training)

    def _with_moving_averages(self, inputs):
        """The input normalized with the moving averages."""
        ndim = K.ndim(inputs)
        axis = self.axis % ndim
        parts = [self.moving_mean, self.moving_variance, self.beta, self.gamma]
        if axis != ndim - 1:  # vectors broadcast along the last axis by themselves
            shape = [1] * ndim
            shape[axis] = K.int_shape(self.moving_mean)[0]
            parts = [part if part is None else K.reshape(part, shape) for part in parts]
        return K.batch_normalization(inputs, *parts, axis=axis, epsilon=self.epsilon)

    def get_config(self):
        config = super().get_config()
        config.update(axis=self.axis, momentum=self.momentum, epsilon=self.epsilon,
                      center=self.center, scale=self.scale)
        config.update(weights.options_config(self, 'beta', 'gamma', 'moving_mean',
                                             'moving_variance'))
        return config
