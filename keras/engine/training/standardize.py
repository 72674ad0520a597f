"""From what the user hands over (arrays, lists, dictionaries) to ordered arrays."""
import numpy as np

from keras import backend as K


def is_sparse_matrix(x):
    """Whether `x` is a SciPy sparse matrix (SciPy itself need not be installed)."""
    return hasattr(x, 'tocsr') and hasattr(x, 'toarray')


def _is_table(x):
    """Whether `x` is a pandas object; its values are taken."""
    return hasattr(x, 'iloc') and hasattr(x, 'values')


def as_array(x, name, role):
    """Returns `x` as something with `shape`, `dtype` and slices; rank 1 becomes a column.

    Args:
        x: Array, nested list, pandas object, SciPy sparse matrix, or any object with `shape`,
            `dtype` and slicing (an HDF5 data set), which is left where it is and sliced batch by
            batch.
        name: Name of the input or output that it is for.
        role: 'input' or 'target', for the errors.

    Returns:
        A NumPy array or the array-like object itself.
    """
    if x is None:
        raise ValueError('Error when checking %s: no data for %r: got None. Pass an array whose '
                         'first axis counts the samples.' % (role, name))
    if K.is_tensor(x):
        raise ValueError(
            'Error when checking %s: got the symbolic tensor %s for %r, which has no values. Build '
            'the model on `Input(tensor=...)` (and give `target_tensors` to `compile`), leave the '
            'argument None, and say how many steps to run; or pass an array.' % (role, x, name))
    if _is_table(x):
        x = np.asarray(x.values)
    elif not (hasattr(x, 'shape') and hasattr(x, 'dtype') and hasattr(x, '__getitem__')):
        try:
            x = np.asarray(x)
        except ValueError as error:
            raise ValueError('Error when checking %s: the list for %r cannot become one array '
                             '(%s). All samples need the same shape; pad them '
                             'first.' % (role, name, error))
    elif isinstance(x, np.matrix):
        x = np.asarray(x)
    if getattr(x.dtype, 'kind', 'f') in 'OV':
        raise ValueError(
            'Error when checking %s: the array for %r has dtype %s and shape %s, which is not '
            'numeric: its rows probably differ in length or it mixes types. Pad the rows to one '
            'length (`pad_sequences`) and convert with `np.asarray(data, '
            'dtype="float32")`.' % (role, name, x.dtype, tuple(x.shape)))
    if len(x.shape) == 0:
        raise ValueError('Error when checking %s: got the single number %r for %r; expected an '
                         'array whose first axis counts the samples.' % (role, x, name))
    if len(x.shape) == 1 and not is_sparse_matrix(x):
        x = np.asarray(x[0:x.shape[0]])[:, np.newaxis]
    return x


def _ordered(data, names, role):
    """Returns the list of what was given for each name."""
    if data is None:
        raise ValueError('Error when checking model %s: got None, but the model needs data for %s. '
                         'Pass one array for each.' % (role, list(names)))
    if isinstance(data, dict):
        missing = [name for name in names if name not in data]
        if missing:
            raise ValueError('Error when checking model %s: no data for %s. The dictionary has the '
                             'keys %s; the model needs %s.'
                             % (role, missing, sorted(map(str, data)), list(names)))
        return [data[name] for name in names]
    if isinstance(data, (list, tuple)):
        if len(names) == 1 and data and np.isscalar(data[0]):
            return [np.asarray(data)]
        if len(data) != len(names):
            hint = ''
            if len(names) == 1 and data:
                hint = ' One array of all samples is made with `np.array(data)`.'
            raise ValueError(
                'Error when checking model %s: the list of arrays that you are passing to your '
                'model is not the size the model expected. Expected to see %d array(s) for %s but '
                'got a list of length %d.%s'
                % (role, len(names), list(names), len(data), hint))
        return list(data)
    if len(names) != 1:
        raise ValueError('Error when checking model %s: the model expects %d arrays, for %s, but '
                         'got one object of type %s%s. Pass a list of arrays or a dictionary by '
                         'name.'
                         % (role, len(names), list(names), type(data).__name__,
                            ' and shape %s' % (tuple(data.shape),)
                            if hasattr(data, 'shape') else ''))
    return [data]


def _check_shape(array, name, expected, role):
    """Compares the axes after the first one; None in `expected` fits every size."""
    got = tuple(array.shape)
    if len(got) != len(expected):
        raise ValueError(
            'Error when checking %s: expected %s to have %d dimensions (shape %s), but got array '
            'with shape %s. The first axis counts the samples; reshape the data or change the '
            'model\'s shape.'
            % (role, name, len(expected), tuple(expected), got))
    for size, wanted in zip(got[1:], expected[1:]):
        if wanted is not None and size != wanted:
            raise ValueError(
                'Error when checking %s: expected %s to have shape %s but got array with shape %s '
                '(without the axis of the samples). %s'
                % (role, name, tuple(expected[1:]), got[1:], _remedy(role, got, expected)))


def _remedy(role, got, expected):
    """What to do about a size that does not fit."""
    if role == 'target' and got[-1] == 1 and got[1:-1] == tuple(expected[1:-1]):
        return ('If these are class numbers, use the loss \'sparse_categorical_crossentropy\', or '
                'make vectors of them: keras.utils.to_categorical(y, %d).' % expected[-1])
    return 'Reshape the data or change the model.'


def standardize(data, names, shapes, role):
    """Orders the arrays by `names` and compares their shapes with the model's.

    Args:
        data: Array, list of arrays, dictionary by name, or None when nothing is fed.
        names: Names of the placeholders, in order.
        shapes: For each name the shape with the batch axis first, or None for no check.
        role: 'input' or 'target', for the errors.

    Returns:
        List of arrays, one per name.

    Raises:
        ValueError: If the number of arrays, a rank or a size does not fit.
    """
    if not names:
        if data is None or isinstance(data, (list, tuple, dict)) and not len(data):
            return []
        raise ValueError('Error when checking model %s: this model takes no %s data (it is fed by '
                         'its own tensors or has no loss that needs it), but got %s. Pass None.'
                         % (role, role, type(data).__name__))
    arrays = [as_array(x, name, role) for x, name in zip(_ordered(data, names, role), names)]
    for array, name, shape in zip(arrays, names, shapes):
        if shape is not None:
            _check_shape(array, name, shape, role)
    return arrays


def check_lengths(inputs, targets, weights):
    """Raises if the arrays do not all have the same number of samples, or have none.

    Args:
        inputs: List of arrays.
        targets: List of arrays.
        weights: List of arrays; None stands for no weights.
    """
    lengths = {}
    for role, arrays in (('x', inputs), ('y', targets), ('sample_weight', weights)):
        sizes = sorted({len_of(a) for a in arrays if a is not None})
        if len(sizes) > 1:
            raise ValueError('All arrays of %s should have the same number of samples, but got the '
                             'shapes %s.'
                             % (role, [tuple(a.shape) for a in arrays if a is not None]))
        if sizes:
            lengths[role] = sizes[0]
    if len(set(lengths.values())) > 1:
        raise ValueError('The arrays should have the same number of samples, but got %s.'
                         % ', '.join('%s with %d' % pair for pair in lengths.items()))
    if lengths and not next(iter(lengths.values())):
        raise ValueError('The data is empty: got arrays with 0 samples. Pass at least one sample.')


def len_of(array):
    """Number of samples; sparse matrices have no `len`."""
    return int(array.shape[0])


def check_targets(targets, names, losses, shapes):
    """Raises if a target does not fit what its loss compares it with.

    Args:
        targets: List of arrays.
        names: Names of the outputs.
        losses: Names of the built-in loss functions in use; None for any other loss.
        shapes: Shapes of the outputs.
    """
    for y, name, loss, shape in zip(targets, names, losses, shapes):
        got = tuple(y.shape)
        if loss == 'categorical_crossentropy' and got[-1] == 1:
            raise ValueError(
                'You are passing a target array of shape %s for output %r while using the loss '
                '`categorical_crossentropy`, which expects one column per class (1s and 0s) of '
                'shape %s. Convert class numbers with `keras.utils.to_categorical(y)`, or use the '
                'loss `sparse_categorical_crossentropy`, which takes class '
                'numbers.' % (got, name, tuple(shape)))
        if loss in ('mean_squared_error', 'binary_crossentropy', 'categorical_crossentropy'):
            if any(wanted is not None and size != wanted
                   for size, wanted in zip(got[1:], shape[1:])):
                raise ValueError(
                    'A target array with shape %s was passed for output %r of shape %s while using '
                    'the loss `%s`, which expects targets of the same shape as the '
                    'output.' % (got, name, tuple(shape), loss))
