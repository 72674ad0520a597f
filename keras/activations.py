"""Activation functions: what a layer does to its output, element by element or along an axis."""

import warnings

from keras import backend as K
from keras.utils.registry import ACTIVATIONS, LAYERS
from keras.utils.registry import deserialize_keras_object, serialize_keras_object


def softmax(x, axis=-1):
    """Normalised exponentials: `exp(x) / sum(exp(x))` along an axis.

    Args:
        x: Float tensor of rank 2 or more.
        axis: The axis along which the results sum to 1. Default: the last one.

    Returns:
        A tensor of the shape of `x` with values in (0, 1).

    Raises:
        ValueError: If `x` has fewer than two axes.

    Example:
        from keras import activations, backend as K
        p = K.eval(activations.softmax(K.constant([[0., 0.]])))    # [[0.5, 0.5]]
    """
    if K.ndim(x) is not None and K.ndim(x) < 2:
        raise ValueError(
            'Cannot apply softmax to a tensor of rank {}: expected (samples, ..., classes), '
            'received shape {}. Add an axis with K.expand_dims(x, 0).'.format(
                K.ndim(x), K.int_shape(x)))
    return K.softmax(x, axis=axis)


def elu(x, alpha=1.0):
    """Exponential linear unit: `x` where `x > 0`, else `alpha * (exp(x) - 1)`.

    Args:
        x: Float tensor of any shape.
        alpha: Scale of the negative part; a number. Default 1.

    Returns:
        A tensor of the shape of `x`.

    Example:
        from keras import activations, backend as K
        y = K.eval(activations.elu(K.constant([-1., 2.])))    # [-0.632, 2.]

    References:
        Clevert, Unterthiner, Hochreiter: Fast and Accurate Deep Network Learning by Exponential
        Linear Units (ELUs), https://arxiv.org/abs/1511.07289
    """
    return K.elu(x, alpha)


def selu(x):
    """Scaled exponential linear unit: `scale * elu(x, alpha)` with fixed constants.

    The constants (`alpha = 1.67326...`, `scale = 1.05070...`) keep mean 0 and variance 1 from
    layer to layer, with `lecun_normal` kernels and `AlphaDropout`.

    Args:
        x: Float tensor of any shape.

    Returns:
        A tensor of the shape of `x`.

    Example:
        from keras import activations, backend as K
        y = K.eval(activations.selu(K.constant([0., 1.])))    # [0., 1.0507]

    References:
        Klambauer et al.: Self-Normalizing Neural Networks, https://arxiv.org/abs/1706.02515
    """
    alpha = 1.6732632423543772848170429916717
    scale = 1.0507009873554804934193349852946
    return scale * K.elu(x, alpha)


def softplus(x):
    """Smooth rectifier: `log(exp(x) + 1)`.

    Args:
        x: Float tensor of any shape.

    Returns:
        A tensor of the shape of `x`, positive everywhere.

    Example:
        from keras import activations, backend as K
        y = K.eval(activations.softplus(K.constant([0.])))    # [0.6931]
    """
    return K.softplus(x)


def softsign(x):
    """Sigmoid-like curve with polynomial tails: `x / (abs(x) + 1)`.

    Args:
        x: Float tensor of any shape.

    Returns:
        A tensor of the shape of `x` with values in (-1, 1).

    Example:
        from keras import activations, backend as K
        y = K.eval(activations.softsign(K.constant([-1., 3.])))    # [-0.5, 0.75]
    """
    return K.softsign(x)


def relu(x, alpha=0.0, max_value=None, threshold=0.0):
    """Rectified linear unit, leaky, capped and shifted if wanted.

    `max_value` where `x >= max_value`; `x` where `threshold <= x < max_value`; else
    `alpha * (x - threshold)`.

    Args:
        x: Float tensor of any shape.
        alpha: Slope of the part below the threshold. Default 0.
        max_value: Largest value that is given out, or None for no cap (the default).
        threshold: Where the linear part begins. Default 0.

    Returns:
        A tensor of the shape of `x`.

    Example:
        from keras import activations, backend as K
        y = K.eval(activations.relu(K.constant([-2., 3., 9.]), alpha=.1, max_value=6.))
        # [-0.2, 3., 6.]
    """
    return K.relu(x, alpha=alpha, max_value=max_value, threshold=threshold)


def tanh(x):
    """Hyperbolic tangent.

    Args:
        x: Float tensor of any shape.

    Returns:
        A tensor of the shape of `x` with values in (-1, 1).

    Example:
        from keras import activations, backend as K
        y = K.eval(activations.tanh(K.constant([0., 1.])))    # [0., 0.7616]
    """
    return K.tanh(x)


def sigmoid(x):
    """Logistic function: `1 / (1 + exp(-x))`.

    Args:
        x: Float tensor of any shape.

    Returns:
        A tensor of the shape of `x` with values in (0, 1).

    Example:
        from keras import activations, backend as K
        y = K.eval(activations.sigmoid(K.constant([0.])))    # [0.5]
    """
    return K.sigmoid(x)


def hard_sigmoid(x):
    """Three straight lines in place of a sigmoid: `clip(0.2 * x + 0.5, 0, 1)`.

    Args:
        x: Float tensor of any shape.

    Returns:
        A tensor of the shape of `x` with values in [0, 1].

    Example:
        from keras import activations, backend as K
        y = K.eval(activations.hard_sigmoid(K.constant([-3., 0., 1.])))    # [0., 0.5, 0.7]
    """
    return K.hard_sigmoid(x)


def exponential(x):
    """The exponential function `exp(x)`.

    Args:
        x: Float tensor of any shape.

    Returns:
        A tensor of the shape of `x`.

    Example:
        from keras import activations, backend as K
        y = K.eval(activations.exponential(K.constant([0., 1.])))    # [1., 2.7183]
    """
    return K.exp(x)


def linear(x):
    """The identity: gives `x` back. It is what a layer without activation has.

    Args:
        x: Tensor of any shape.

    Returns:
        `x` itself.

    Example:
        from keras import activations
        assert activations.linear(3.) == 3.
    """
    return x


ACTIVATIONS.add(softmax, elu, selu, softplus, softsign, relu, tanh, sigmoid, hard_sigmoid,
                exponential, linear)


def serialize(activation):
    """The plain data that stands for an activation in a config.

    Args:
        activation: A function, or an activation layer such as `LeakyReLU()`.

    Returns:
        The function's name; for a layer `{'class_name': ..., 'config': ...}`.
    """
    return serialize_keras_object(activation)


def deserialize(name, custom_objects=None):
    """The activation that a name or a layer's config stands for.

    Args:
        name: Name of a function, or `{'class_name': ..., 'config': ...}` of an activation layer.
        custom_objects: Dictionary from names to your own functions or classes.

    Returns:
        A function, or a layer.

    Raises:
        ValueError: If the name is unknown.
    """
    known = LAYERS if isinstance(name, dict) else ACTIVATIONS
    return deserialize_keras_object(name, known, custom_objects, 'activation function')


def get(identifier):
    """The activation that the argument of a layer stands for.

    Args:
        identifier: None (`linear`), a name, a config, or a callable.

    Returns:
        A callable from tensor to tensor.

    Raises:
        ValueError: If the name is unknown, or the argument is something else.

    Example:
        from keras import activations
        assert activations.get('relu') is activations.relu
    """
    if identifier is None:
        return linear
    if isinstance(identifier, (str, dict)):
        return deserialize(identifier)
    if callable(identifier):
        if hasattr(identifier, '_inbound_nodes'):
            warnings.warn(
                'The activation of a layer is itself a layer: {!r}. Its weights are not saved with '
                'the model; add it to the model as a layer of its own.'.format(identifier),
                stacklevel=2)
        return identifier
    raise ValueError(
        'Cannot interpret {!r} as an activation: expected None, a name such as \'relu\', or a '
        'function from tensor to tensor.'.format(identifier))
