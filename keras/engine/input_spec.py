"""What a layer expects of its inputs, and the check that says so clearly."""
from keras import backend as K
from keras.utils.generic_utils import to_list


class InputSpec(object):
    """Rank, dtype and shape that a layer expects of one input.

    Every argument may be None, which means "anything".

    Args:
        dtype: string, expected data type.
        shape: tuple of integers or None, expected shape with the batch axis; a None entry is free.
        ndim: integer, expected rank; taken from `shape` where that is given.
        max_ndim: integer, largest rank allowed.
        min_ndim: integer, smallest rank allowed.
        axes: dict, axis (integer, may be negative) -> expected size of that axis.

    Example:

        from keras.engine import InputSpec
        spec = InputSpec(min_ndim=2, axes={-1: 10})
    """

    def __init__(self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None):
        self.dtype = dtype
        self.shape = shape
        self.ndim = ndim if shape is None else len(shape)
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = axes or {}

    def __repr__(self):
        fields = ('dtype', 'shape', 'ndim', 'max_ndim', 'min_ndim', 'axes')
        given = ['%s=%s' % (f, getattr(self, f)) for f in fields if getattr(self, f)]
        return 'InputSpec(%s)' % ', '.join(given)

    def problem(self, shape, dtype=None):
        """Say in what way an input does not fit.

        Args:
            shape: tuple of integers or None, static shape of the input; None if it is unknown.
            dtype: string, data type of the input.

        Returns:
            A string such as 'expected rank 2, received rank 3', or None where the input fits.
        """
        if self.dtype is not None and dtype is not None and dtype != self.dtype:
            return 'expected dtype %s, received dtype %s' % (self.dtype, dtype)
        if shape is None:
            return None
        return self._rank_problem(len(shape)) or self._size_problem(shape)

    def _rank_problem(self, rank):
        """The complaint about the number of axes, or None."""
        if self.ndim is not None and rank != self.ndim:
            return 'expected rank (ndim) %d, received rank %d' % (self.ndim, rank)
        if self.max_ndim is not None and rank > self.max_ndim:
            return 'expected rank (ndim) at most %d, received rank %d' % (self.max_ndim, rank)
        if self.min_ndim is not None and rank < self.min_ndim:
            return 'expected rank (ndim) at least %d, received rank %d' % (self.min_ndim, rank)
        return None

    def _size_problem(self, shape):
        """The complaint about the size of one axis, or None."""
        expected = dict(self.axes)
        expected.update((i, n) for i, n in enumerate(self.shape or ()) if n is not None)
        for axis, size in sorted(expected.items()):
            axis, size = int(axis), None if size is None else int(size)
            if not -len(shape) <= axis < len(shape):
                return 'expected an axis %d, received rank %d' % (axis, len(shape))
            if size is not None and shape[axis] not in (size, None):
                return 'expected size %d on axis %d, received size %d' % (size, axis, shape[axis])
        return None


def check_inputs(layer, inputs):
    """Check that `inputs` are symbolic tensors and fit `layer.input_spec`.

    Args:
        layer: the `Layer` about to be called.
        inputs: tensor, or list of tensors.

    Raises:
        ValueError: if an input is not a symbolic tensor, or if the number, rank, size or dtype of
            the inputs does not fit.
    """
    inputs = to_list(inputs)
    for x in inputs:
        _check_symbolic(layer, x)
    specs = getattr(layer, 'input_spec', None)
    if not specs:
        return
    specs = to_list(specs, allow_tuple=True)
    if len(inputs) != len(specs):
        raise ValueError(
            'Layer %s expects %d input%s, but it received %d input tensor%s: %s. Call it on %s.'
            % (layer.name, len(specs), 's'[:len(specs) != 1], len(inputs), 's'[:len(inputs) != 1],
               inputs, 'one tensor' if len(specs) == 1 else 'a list of %d tensors' % len(specs)))
    for index, (x, spec) in enumerate(zip(inputs, specs)):
        if spec is None:
            continue
        shape = K.int_shape(x)
        problem = spec.problem(shape, K.dtype(x))
        if problem:
            raise ValueError(
                'Input %d is incompatible with layer %s: %s. Full shape received: %s; the layer '
                'expects %r (the first axis is the batch). Reshape the data, or change the layer '
                'or the `input_shape` in front of it.' % (index, layer.name, problem, shape, spec))


def _check_symbolic(layer, x):
    """Refuse arrays, numbers and the like with a word on what to do."""
    try:
        K.is_keras_tensor(x)
    except ValueError:
        raise ValueError(
            'Layer %s was called with an input that is not a symbolic tensor. Received type: %s. '
            'All inputs must be tensors of the engine: start from `keras.layers.Input(shape=...)`; '
            'for arrays build a model and call `model.predict(array)`.' % (layer.name, type(x)))
