"""Weights of layers in HDF5 groups, in the layout of Keras 2.

    group            attributes: layer_names, backend, keras_version
      dense_1        attribute:  weight_names = ['dense_1/kernel:0', 'dense_1/bias:0']
        dense_1
          kernel:0   data set
          bias:0     data set

Loading is planned first: every number of layers, number of weights and shape is checked before
anything is read, and all weights are set in one go after all were read.
"""

import warnings

import h5py
import numpy as np

from keras import backend as K
from keras.backend import kernel_convention
from keras.saving import keras_1_weights
from keras.saving.conversion import (
    preprocess_weights_for_loading, recurrent_layout, shape_of)
from keras.saving.hdf5_file import (
    child, dataset, has_list, load_attributes_from_hdf5_group, read_array,
    save_attributes_to_hdf5_group, split, text_attribute)
from keras.version import __version__


def save_weights_to_hdf5_group(group, layers):
    """Writes the weights of layers.

    Args:
        group: An `h5py.Group`; what it holds under the names of the layers is replaced.
        layers: List of built layers.

    Example:
        import h5py
        from keras.layers import Dense
        from keras.models import Sequential
        from keras.saving.hdf5_format import save_weights_to_hdf5_group
        model = Sequential([Dense(2, input_shape=(3,))])
        with h5py.File('x.h5', 'w', driver='core', backing_store=False) as f:
            save_weights_to_hdf5_group(f, model.layers)
    """
    write_origin(group)
    save_attributes_to_hdf5_group(group, 'layer_names', [layer.name for layer in layers])
    weights = [list(layer.weights) for layer in layers]
    values = iter(K.batch_get_value([weight for part in weights for weight in part]))
    for layer, part in zip(layers, weights):
        path = '/'.join(split(layer.name))
        if path in group:
            del group[path]
        write_arrays(group.create_group(path), [weight.name for weight in part],
                     [next(values) for _ in part])


def write_origin(group):
    """Writes what a reader must know of the writer: version, kernel convention and engine.

    Args:
        group: An `h5py.Group`.
    """
    group.attrs['keras_version'] = __version__.encode('utf8')
    group.attrs['backend'] = kernel_convention.WRITTEN.encode('utf8')
    # a comment, not an attribute: the attributes are exactly those that Keras 2 writes
    h5py.h5o.set_comment(group.id, 'engine: {}'.format(K.backend()).encode('utf8'))


def write_arrays(group, names, values):
    """Writes arrays as data sets, with their names as attribute `weight_names`.

    Args:
        group: An `h5py.Group`.
        names: List of names, paths in the group. Names that are taken get a number.
        values: List of arrays.
    """
    names = unique_names(names)
    save_attributes_to_hdf5_group(group, 'weight_names', names)
    for name, value in zip(names, values):
        group.create_dataset(name, data=np.asarray(value))


def unique_names(names):
    """Makes the names of arrays different from each other, and none a folder of another.

    Args:
        names: List of names such as `'dense/kernel:0'`.

    Returns:
        A list of as many names; a repeated one becomes `'dense/kernel_1:0'`.
    """
    used, folders, unique = set(), set(), []
    for position, name in enumerate(names):
        parts = split(name or '') or ['param_{}'.format(position)]
        if used & _parents('/'.join(parts)):
            parts = ['_'.join(parts)]
        stem, colon, suffix = '/'.join(parts).partition(':')
        candidate, number = stem + colon + suffix, 0
        while candidate in used or candidate in folders:
            number += 1
            candidate = '{}_{}{}{}'.format(stem, number, colon, suffix)
        used.add(candidate)
        folders |= _parents(candidate)
        unique.append(candidate)
    return unique


def load_weights_from_hdf5_group(f, layers, reshape=False, skip_mismatch=False):
    """Sets the weights of layers from a group, layer by layer in order.

    Args:
        f: An `h5py.Group` that `save_weights_to_hdf5_group` wrote.
        layers: List of built layers; those without weights do not count.
        reshape: Whether an array of another shape but as many values is reshaped.
        skip_mismatch: Whether a layer that does not fit is left as it is, with a warning.

    Raises:
        ValueError: If the number of layers, of weights or a shape differs. Nothing is set then.
    """
    targets = [layer for layer in layers if layer.weights]
    names = [name for name in layer_names(f) if weight_names(f, name)]
    if len(names) != len(targets):
        raise ValueError(
            'The file holds weights of {} layers ({}), but the model has {} layers with weights '
            '({}). Load into the same architecture, or load the layers that have the same names '
            'with by_name=True.'.format(len(names), _few(names), len(targets),
                                        _few([layer.name for layer in targets])))
    _load(f, list(zip(names, targets)), reshape, skip_mismatch)


def load_weights_from_hdf5_group_by_name(f, layers, skip_mismatch=False, reshape=False):
    """Sets the weights of those layers that have a namesake in the group.

    Args:
        f: An `h5py.Group` that `save_weights_to_hdf5_group` wrote.
        layers: List of built layers.
        skip_mismatch: Whether a layer that does not fit is left as it is, with a warning.
        reshape: Whether an array of another shape but as many values is reshaped.

    Raises:
        ValueError: If the number of weights or a shape differs. Nothing is set then.
    """
    by_name = {}
    for layer in layers:
        by_name.setdefault(layer.name, []).append(layer)
    names = layer_names(f)
    pairs = [(name, layer) for name in names for layer in by_name.get(name, [])]
    if not pairs:
        warnings.warn('No weights were loaded: no layer of the model ({}) has the name of a layer '
                      'in the file ({}).'.format(_few(list(by_name)), _few(names)))
    _load(f, pairs, reshape, skip_mismatch)


def layer_names(group):
    """The names of the layers in a group.

    Args:
        group: An `h5py.Group`.

    Returns:
        A list of `str`.

    Raises:
        ValueError: If the group holds no weights of layers.
    """
    if not has_list(group, 'layer_names'):
        raise ValueError('There are no weights of layers here: the attribute \'layer_names\' is '
                         'missing. Expected a file that save() or save_weights() wrote.')
    return load_attributes_from_hdf5_group(group, 'layer_names')


def weight_names(group, layer_name):
    """The names of the weights of a layer in a group.

    Args:
        group: An `h5py.Group`.
        layer_name: Name of the layer in it.

    Returns:
        A list of `str`.
    """
    return load_attributes_from_hdf5_group(_layer_group(group, layer_name), 'weight_names')


def named_arrays(group):
    """The data sets of a group in the order of its `weight_names`, checked but not read.

    Args:
        group: An `h5py.Group`.

    Returns:
        List of pairs `(name, h5py.Dataset)`.
    """
    names = load_attributes_from_hdf5_group(group, 'weight_names')
    return [(name, dataset(group, name)) for name in names]


def _layer_group(group, name):
    """The group of a layer in the file."""
    found = child(group, name)
    if found is None or not hasattr(found, 'keys'):
        raise ValueError('The file names the layer {!r}, but does not hold it; it is damaged or '
                         'incomplete.'.format(name))
    return found


def _load(f, pairs, reshape, skip_mismatch):
    """Checks all layers, reads all arrays, then sets all weights at once."""
    plan = []
    version = text_attribute(f, 'keras_version')
    of_keras_1 = keras_1_weights.is_keras_1(version)
    for name, layer in pairs:
        arrays = named_arrays(_layer_group(f, name))
        arrays = _in_order(_of_keras_1(arrays, layer) if of_keras_1 else arrays, layer)
        arrays = _in_layout(arrays, layer, skip_mismatch)
        problem = _mismatch(name, layer, arrays, reshape)
        if problem is None:
            plan.append((layer, arrays))
        elif skip_mismatch:
            warnings.warn('Skipped the layer {!r}: {}'.format(layer.name, problem))
        else:
            raise ValueError('{} Nothing was loaded. Load into the same architecture, or pass '
                             'by_name=True, skip_mismatch=True to leave such layers as they are.'
                             .format(problem))
    engine = text_attribute(f, 'backend')
    tuples = []
    for layer, arrays in plan:
        values = [_value_of(found) for _, found in arrays]
        values = preprocess_weights_for_loading(
            layer, values, None if of_keras_1 else version, engine, reshape)
        tuples += zip(layer.weights, values)
    if tuples:
        K.batch_set_value(tuples)


def _value_of(found):
    """The array of a data set; an array that was read already."""
    return found if isinstance(found, np.ndarray) else read_array(found)


def _in_layout(arrays, layer, skip_mismatch):
    """The arrays, those of recurrent layers in the layout that the layer has."""
    try:
        values = recurrent_layout(layer, [found for _, found in arrays], _value_of)
    except ValueError:
        if skip_mismatch:
            return arrays
        raise
    return [(name, value) for (name, _), value in zip(arrays, values)]


def _of_keras_1(arrays, layer):
    """The arrays as Keras 2 has them. They are read only if they are as large as the layer."""
    sizes = sum(int(np.prod(found.shape)) for _, found in arrays)
    if sizes != sum(int(np.prod(shape_of(weight))) for weight in layer.weights):
        return arrays
    values = keras_1_weights.convert(layer, [read_array(found) for _, found in arrays])
    return [(name, value) for (name, _), value in zip(arrays, values)]


def _in_order(arrays, layer):
    """The arrays in the order of the layer's weights.

    A container lists trainable weights first, so freezing a layer inside it after saving changes
    its order; where all names are the same, they tell which array is which.
    """
    names = [weight.name for weight in layer.weights]
    stored = dict(arrays)
    if len(stored) == len(arrays) == len(names) and set(stored) == set(names):
        return [(name, stored[name]) for name in names]
    return arrays


def _mismatch(name, layer, arrays, reshape):
    """Why the arrays do not fit the layer, in words, or None if they do."""
    if len(arrays) != len(layer.weights):
        return ('The layer {!r} ({}) has {} weights, but {!r} in the file has {}.'
                .format(layer.name, type(layer).__name__, len(layer.weights), name, len(arrays)))
    for weight, (stored, found) in zip(layer.weights, arrays):
        shape = shape_of(weight)
        if tuple(found.shape) == shape:
            continue
        if reshape and int(np.prod(found.shape)) == int(np.prod(shape)):
            continue
        return ('The layer {!r} ({}) has a weight {!r} of shape {}, but {!r} in the file has the '
                'shape {}.'.format(layer.name, type(layer).__name__, weight.name, shape, stored,
                                   tuple(found.shape)))
    return None


def _parents(path):
    """All folders above a path: `'a/b/c'` -> `{'a', 'a/b'}`."""
    parts = path.split('/')
    return {'/'.join(parts[:depth]) for depth in range(1, len(parts))}


def _few(names):
    """Up to five names in words."""
    names = list(names)
    return ', '.join(names[:5]) + (', ...' if len(names) > 5 else '') if names else 'none'
