"""Fully connected layers that have no successor."""

from keras import activations, constraints, initializers, regularizers
from keras import backend as K
from keras.engine.base_layer import InputSpec, Layer


class _OldDense(Layer):
    """What both layers share: arguments in their Keras 1 names."""

    def _set_options(self, init, activity_regularizer, regularizers_of, constraints_of, bias,
                     input_dim):
        """Stores the arguments; the pairs are those of `W` and `b`."""
        self.init = initializers.get(init)
        self.W_regularizer, self.b_regularizer = map(regularizers.get, regularizers_of)
        self.W_constraint, self.b_constraint = map(constraints.get, constraints_of)
        self.activity_regularizer = regularizers.get(activity_regularizer)
        self.bias = bias
        self.input_dim = input_dim
        self.input_spec = InputSpec(ndim=2)

    def _weight(self, name, shape, initializer=None, options=True):
        """Adds a weight; `W` and `b` have a regularizer and a constraint."""
        return self.add_weight(
            name, shape, initializer=initializer or self.init,
            regularizer=getattr(self, name + '_regularizer') if options else None,
            constraint=getattr(self, name + '_constraint') if options else None)

    def get_config(self):
        config = super(_OldDense, self).get_config()
        config.update(init=initializers.serialize(self.init), bias=self.bias,
                      input_dim=self.input_dim,
                      activity_regularizer=regularizers.serialize(self.activity_regularizer))
        for name in ('W', 'b'):
            config[name + '_regularizer'] = regularizers.serialize(
                getattr(self, name + '_regularizer'))
            config[name + '_constraint'] = constraints.serialize(
                getattr(self, name + '_constraint'))
        return config


class Highway(_OldDense):
    """Fully connected layer that lets part of its input pass: a dense highway network.

    `t * activation(dot(x, W) + b) + (1 - t) * x` with `t = sigmoid(dot(x, W_carry) + b_carry)`.

    Args:
        init: Initializer of both kernels. Default 'glorot_uniform'.
        activation: Name of an activation or a function. Default: the linear one.
        weights: List of arrays that the weights start with.
        W_regularizer: Regularizer of `W`.
        b_regularizer: Regularizer of `b`.
        activity_regularizer: Regularizer of the output.
        W_constraint: Constraint on `W`.
        b_constraint: Constraint on `b`.
        bias: Whether there are `b` (zeros at first) and `b_carry` (ones). Default True.
        input_dim: Size of the input, for the first layer of a model.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, size)`.
        Output: The same as the input.

    Example:
        from keras.layers import Input
        from keras.legacy.layers import Highway
        outputs = Highway(activation='tanh')(Input(shape=(8,)))

    References:
        - Srivastava et al. 2015, Highway Networks, https://arxiv.org/abs/1505.00387
    """

    def __init__(self, init='glorot_uniform', activation=None, weights=None, W_regularizer=None,
                 b_regularizer=None, activity_regularizer=None, W_constraint=None,
                 b_constraint=None, bias=True, input_dim=None, **kwargs):
        super(Highway, self).__init__(weights=weights, **_with_shape(kwargs, input_dim))
        self.activation = activations.get(activation)
        self._set_options(init, activity_regularizer, (W_regularizer, b_regularizer),
                          (W_constraint, b_constraint), bias, input_dim)

    def build(self, input_shape):
        size = input_shape[1]
        self.input_spec = InputSpec(min_ndim=2, axes={-1: size})
        self.W = self._weight('W', (size, size))
        self.W_carry = self._weight('W_carry', (size, size), options=False)
        self.b = self._weight('b', (size,), 'zeros') if self.bias else None
        self.b_carry = self._weight('b_carry', (size,), 'ones', False) if self.bias else None
        self.built = True

    def call(self, x):
        gate, changed = K.dot(x, self.W_carry), K.dot(x, self.W)
        if self.bias:
            gate, changed = gate + self.b_carry, changed + self.b
        gate = K.sigmoid(gate)
        return gate * self.activation(changed) + (1 - gate) * x

    def get_config(self):
        return dict(super(Highway, self).get_config(),
                    activation=activations.serialize(self.activation))


class MaxoutDense(_OldDense):
    """The largest of several linear functions of the input, for each output.

    Args:
        output_dim: Integer, size of the output.
        nb_feature: Integer, number of linear functions per output. Default 4.
        init: Initializer of the kernels. Default 'glorot_uniform'.
        weights: List of arrays that the weights start with.
        W_regularizer: Regularizer of `W`.
        b_regularizer: Regularizer of `b`.
        activity_regularizer: Regularizer of the output.
        W_constraint: Constraint on `W`.
        b_constraint: Constraint on `b`.
        bias: Whether there is `b` (zeros at first). Default True.
        input_dim: Size of the input, for the first layer of a model.
        **kwargs: Arguments of every layer.

    Shape:
        Input: `(batch, size)`.
        Output: `(batch, output_dim)`.

    Example:
        from keras.layers import Input
        from keras.legacy.layers import MaxoutDense
        outputs = MaxoutDense(3, nb_feature=2)(Input(shape=(8,)))

    References:
        - Goodfellow et al. 2013, Maxout Networks, https://arxiv.org/abs/1302.4389
    """

    def __init__(self, output_dim, nb_feature=4, init='glorot_uniform', weights=None,
                 W_regularizer=None, b_regularizer=None, activity_regularizer=None,
                 W_constraint=None, b_constraint=None, bias=True, input_dim=None, **kwargs):
        super(MaxoutDense, self).__init__(weights=weights, **_with_shape(kwargs, input_dim))
        self.output_dim = output_dim
        self.nb_feature = nb_feature
        self._set_options(init, activity_regularizer, (W_regularizer, b_regularizer),
                          (W_constraint, b_constraint), bias, input_dim)

    def build(self, input_shape):
        size = input_shape[1]
        self.input_spec = InputSpec(dtype=K.floatx(), shape=(None, size))
        self.W = self._weight('W', (self.nb_feature, size, self.output_dim))
        self.b = self._weight('b', (self.nb_feature, self.output_dim), 'zeros') \
            if self.bias else None
        self.built = True

    def call(self, x):
        outputs = K.dot(x, self.W)
        if self.bias:
            outputs = outputs + self.b
        return K.max(outputs, axis=1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.output_dim)

    def get_config(self):
        return dict(super(MaxoutDense, self).get_config(), output_dim=self.output_dim,
                    nb_feature=self.nb_feature)


def _with_shape(kwargs, input_dim):
    """The keywords of the layer, with the shape that `input_dim` stands for."""
    if input_dim and 'input_shape' not in kwargs and 'batch_input_shape' not in kwargs:
        kwargs['input_shape'] = (input_dim,)
    return kwargs
