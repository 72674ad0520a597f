"""Merging layers that combine their inputs value by value, and the same as functions."""

from keras import backend as K
from keras.layers.merge.base import _Merge


class Add(_Merge):
    """Sum of its inputs, value by value.

    Inputs with fewer axes, or of size 1 along an axis, are broadcast.

    Args:
        **kwargs: Arguments of every layer.

    Shape:
        Input: List of at least two tensors, each of the same shape or one that broadcasts to it.
        Output: The common shape.

    Raises:
        ValueError: If the inputs are not at least two tensors, or do not fit together.

    Example:
        from keras.layers import Add, Input
        outputs = Add()([Input(shape=(4,)), Input(shape=(4,))])
    """

    def _merge_function(self, inputs):
        result = inputs[0]
        for tensor in inputs[1:]:
            result = result + tensor
        return result


class Subtract(_Merge):
    """First input minus the second, value by value.

    Inputs with fewer axes, or of size 1 along an axis, are broadcast.

    Args:
        **kwargs: Arguments of every layer.

    Shape:
        Input: List of two tensors, each of the same shape or one that broadcasts to it.
        Output: The common shape.

    Raises:
        ValueError: If the inputs are not two tensors, or do not fit together.

    Example:
        from keras.layers import Input, Subtract
        outputs = Subtract()([Input(shape=(4,)), Input(shape=(4,))])
    """

    def build(self, input_shape):
        self._check_inputs(input_shape, count=2)
        super().build(input_shape)

    def _merge_function(self, inputs):
        return inputs[0] - inputs[1]


class Multiply(_Merge):
    """Product of its inputs, value by value.

    Inputs with fewer axes, or of size 1 along an axis, are broadcast.

    Args:
        **kwargs: Arguments of every layer.

    Shape:
        Input: List of at least two tensors, each of the same shape or one that broadcasts to it.
        Output: The common shape.

    Raises:
        ValueError: If the inputs are not at least two tensors, or do not fit together.

    Example:
        from keras.layers import Input, Multiply
        outputs = Multiply()([Input(shape=(4,)), Input(shape=(4,))])
    """

    def _merge_function(self, inputs):
        result = inputs[0]
        for tensor in inputs[1:]:
            result = result * tensor
        return result


class Average(_Merge):
    """Mean of its inputs, value by value.

    Inputs with fewer axes, or of size 1 along an axis, are broadcast.

    Args:
        **kwargs: Arguments of every layer.

    Shape:
        Input: List of at least two tensors, each of the same shape or one that broadcasts to it.
        Output: The common shape.

    Raises:
        ValueError: If the inputs are not at least two tensors, or do not fit together.

    Example:
        from keras.layers import Average, Input
        outputs = Average()([Input(shape=(4,)), Input(shape=(4,))])
    """

    def _merge_function(self, inputs):
        result = inputs[0]
        for tensor in inputs[1:]:
            result = result + tensor
        return result / len(inputs)


class Maximum(_Merge):
    """Largest of its inputs, value by value.

    Inputs with fewer axes, or of size 1 along an axis, are broadcast.

    Args:
        **kwargs: Arguments of every layer.

    Shape:
        Input: List of at least two tensors, each of the same shape or one that broadcasts to it.
        Output: The common shape.

    Raises:
        ValueError: If the inputs are not at least two tensors, or do not fit together.

    Example:
        from keras.layers import Input, Maximum
        outputs = Maximum()([Input(shape=(4,)), Input(shape=(4,))])
    """

    def _merge_function(self, inputs):
        result = inputs[0]
        for tensor in inputs[1:]:
            result = K.maximum(result, tensor)
        return result


class Minimum(_Merge):
    """Smallest of its inputs, value by value.

    Inputs with fewer axes, or of size 1 along an axis, are broadcast.

    Args:
        **kwargs: Arguments of every layer.

    Shape:
        Input: List of at least two tensors, each of the same shape or one that broadcasts to it.
        Output: The common shape.

    Raises:
        ValueError: If the inputs are not at least two tensors, or do not fit together.

    Example:
        from keras.layers import Input, Minimum
        outputs = Minimum()([Input(shape=(4,)), Input(shape=(4,))])
    """

    def _merge_function(self, inputs):
        result = inputs[0]
        for tensor in inputs[1:]:
            result = K.minimum(result, tensor)
        return result


def add(inputs, **kwargs):
    """Sum of its inputs, value by value.

    Args:
        inputs: List of at least two tensors.
        **kwargs: Arguments of the layer `Add`.

    Returns:
        A tensor, the sum.

    Example:
        from keras.layers import Input, add
        outputs = add([Input(shape=(4,)), Input(shape=(4,))])
    """
    return Add(**kwargs)(inputs)


def subtract(inputs, **kwargs):
    """First input minus the second, value by value.

    Args:
        inputs: List of two tensors.
        **kwargs: Arguments of the layer `Subtract`.

    Returns:
        A tensor, the difference.

    Example:
        from keras.layers import Input, subtract
        outputs = subtract([Input(shape=(4,)), Input(shape=(4,))])
    """
    return Subtract(**kwargs)(inputs)


def multiply(inputs, **kwargs):
    """Product of its inputs, value by value.

    Args:
        inputs: List of at least two tensors.
        **kwargs: Arguments of the layer `Multiply`.

    Returns:
        A tensor, the product.

    Example:
        from keras.layers import Input, multiply
        outputs = multiply([Input(shape=(4,)), Input(shape=(4,))])
    """
    return Multiply(**kwargs)(inputs)


def average(inputs, **kwargs):
    """Mean of its inputs, value by value.

    Args:
        inputs: List of at least two tensors.
        **kwargs: Arguments of the layer `Average`.

    Returns:
        A tensor, the mean.

    Example:
        from keras.layers import Input, average
        outputs = average([Input(shape=(4,)), Input(shape=(4,))])
    """
    return Average(**kwargs)(inputs)


def maximum(inputs, **kwargs):
    """Largest of its inputs, value by value.

    Args:
        inputs: List of at least two tensors.
        **kwargs: Arguments of the layer `Maximum`.

    Returns:
        A tensor, the maximum.

    Example:
        from keras.layers import Input, maximum
        outputs = maximum([Input(shape=(4,)), Input(shape=(4,))])
    """
    return Maximum(**kwargs)(inputs)


def minimum(inputs, **kwargs):
    """Smallest of its inputs, value by value.

    Args:
        inputs: List of at least two tensors.
        **kwargs: Arguments of the layer `Minimum`.

    Returns:
        A tensor, the minimum.

    Example:
        from keras.layers import Input, minimum
        outputs = minimum([Input(shape=(4,)), Input(shape=(4,))])
    """
    return Minimum(**kwargs)(inputs)
