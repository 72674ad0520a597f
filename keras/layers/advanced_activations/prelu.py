"""ReLU whose leak is learned."""

from keras import backend as K
from keras.engine.base_layer import InputSpec
from keras.engine.base_layer import Layer
from keras.layers import weights


class PReLU(Layer):
    """ReLU with learned slopes for negative inputs: `x` if x >= 0, else `alpha * x`.

    Args:
        alpha_initializer: Initializer of the slopes. Default 'zeros'.
        alpha_regularizer: Regularizer of the slopes, or None.
        alpha_constraint: Constraint on the slopes, or None.
        shared_axes: Axes along which the slopes are shared: an int, a sequence of ints, or None
            (default). After a 2D convolution `shared_axes=[1, 2]` gives one slope per channel.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, ...)`, the sizes of the axes that are not shared known.
        Output: The same as the input.
        Weights: alpha, the shape of a sample with 1 in the shared axes.

    Raises:
        ValueError: If an axis that is not shared has no known size.

    Example:
        from keras.layers import Conv2D, Input, PReLU
        outputs = PReLU(shared_axes=[1, 2])(Conv2D(4, 3)(Input(shape=(8, 8, 1))))

    References:
        - He et al. 2015, Delving Deep into Rectifiers, https://arxiv.org/abs/1502.01852
    """

    def __init__(self, alpha_initializer='zeros', alpha_regularizer=None, alpha_constraint=None,
                 shared_axes=None, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        weights.set_options(self, 'alpha', initializer=alpha_initializer,
                            regularizer=alpha_regularizer, constraint=alpha_constraint)
        if shared_axes is None:
            self.shared_axes = None
        else:
            self.shared_axes = list(shared_axes) if hasattr(shared_axes, '__len__') \
                else [shared_axes]

    def build(self, input_shape):
        ndim = len(input_shape)
        shared = []
        for axis in self.shared_axes or []:
            if not -ndim < axis < ndim or axis % ndim == 0:
                raise ValueError('`shared_axes` counts from 1 (the batch axis is not counted). '
                                 'PReLU layer {!r} received inputs of shape {} and '
                                 'shared_axes={}.'.format(self.name, input_shape,
                                                          self.shared_axes))
            shared.append(axis % ndim)
        own = [axis for axis in range(1, ndim) if axis not in shared]
        shape = tuple(1 if axis in shared else input_shape[axis] for axis in range(1, ndim))
        if None in shape:
            raise ValueError('PReLU needs the sizes of the axes that are not shared. Layer {!r} '
                             'received inputs of shape {}; share the others with `shared_axes`.'
                             .format(self.name, input_shape))
        self.alpha = weights.add(self, 'alpha', shape)
        self.input_spec = InputSpec(ndim=ndim, axes={axis: input_shape[axis] for axis in own})
        self.built = True

    def call(self, inputs, mask=None):
        return K.relu(inputs) - self.alpha * K.relu(-inputs)

    def get_config(self):
        config = super().get_config()
        config.update(weights.options_config(self, 'alpha'))
        config['shared_axes'] = self.shared_axes
        return config
