"""Whole models in HDF5 files: architecture, weights, how they were compiled, optimizer state."""

import contextlib
import json

from keras import backend as K
from keras.saving.hdf5_file import child, exists, has_list, reading, text_attribute, writing
from keras.saving.hdf5_format import (
    load_weights_from_hdf5_group, save_weights_to_hdf5_group, write_origin)
from keras.saving.json_yaml import model_from_config, parse_json, plain_data
from keras.saving.training_config import (
    compile_from_config, load_optimizer_weights, save_optimizer_weights, training_config)
from keras.utils.io_utils import ask_to_proceed_with_overwrite
from keras.utils.registry import serialize_keras_object


def save_model(model, filepath, overwrite=True, include_optimizer=True):
    """Saves a model: architecture, weights, what `compile` was given, and optimizer state.

    A path is written atomically: if anything goes wrong, the old file is still there.

    Args:
        model: A model that is built.
        filepath: A path, an open `h5py.File` or `h5py.Group`, or a binary file-like object.
        overwrite: Whether an existing file is replaced; False asks on the terminal.
        include_optimizer: Whether to save the optimizer and its state too. Default True.

    Raises:
        OSError: If the file cannot be written.
        NotImplementedError: If the model has no config; `save_weights` works then.

    Example:
        import os, tempfile
        from keras.layers import Dense
        from keras.models import Sequential, load_model, save_model
        model = Sequential([Dense(2, input_shape=(3,))])
        path = os.path.join(tempfile.mkdtemp(), 'model.h5')
        save_model(model, path)
        again = load_model(path)
    """
    if not overwrite and exists(filepath) and not ask_to_proceed_with_overwrite(filepath):
        return
    # whatever can fail for lack of a config fails before a file is touched
    architecture = serialize_keras_object(model)
    architecture = json.dumps(architecture, default=plain_data).encode('utf8')
    training = None
    if include_optimizer and getattr(model, 'optimizer', None) is not None:
        training = training_config(model)
    with writing(filepath) as file:
        for key in ('model_weights', 'optimizer_weights'):
            if key in file:
                del file[key]
        file.attrs.pop('training_config', None)
        write_origin(file)
        file.attrs['model_config'] = architecture
        with graph_of(model):
            save_weights_to_hdf5_group(file.create_group('model_weights'), model.layers)
            if training is not None:
                file.attrs['training_config'] = json.dumps(training).encode('utf8')
                save_optimizer_weights(file, model.optimizer)


def load_model(filepath, custom_objects=None, compile=True, safe_mode=True):
    """Loads a model that `save_model` or `model.save` wrote.

    Nothing in the file is run. If it names an optimizer, loss or metric that is not known, the
    model is loaded without being compiled, with a warning.

    Args:
        filepath: A path, an open `h5py.File` or `h5py.Group`, or a binary file-like object.
        custom_objects: Dictionary from names to your own classes and functions.
        compile: Whether to compile the model as it was saved. Default True.
        safe_mode: Whether to refuse functions (of `Lambda` layers) saved as bytecode. Default
            True.

    Returns:
        A model; compiled and with its optimizer's state, if the file holds them.

    Raises:
        OSError: If the file is missing, a folder, not HDF5, truncated or damaged.
        ValueError: If it holds no model, or something unknown.

    Example:
        import os, tempfile
        from keras.layers import Dense
        from keras.models import Sequential, load_model
        model = Sequential([Dense(2, input_shape=(3,))])
        path = os.path.join(tempfile.mkdtemp(), 'model.h5')
        model.save(path)
        again = load_model(path)
    """
    with reading(filepath) as file:
        model = model_from_config(_architecture(file), custom_objects, safe_mode)
        with graph_of(model):
            load_weights_from_hdf5_group(_weights(file), model.layers)
            if compile:
                _compile(file, model, custom_objects)
    return model


def graph_of(model):
    """A context in which the engine's state that the model's weights belong to is current.

    Args:
        model: A model.

    Returns:
        A context manager.
    """
    weights = model.weights
    return K.graph_scope(weights[0]) if weights else contextlib.ExitStack()


def _architecture(file):
    """The config of the model in the file."""
    text = text_attribute(file, 'model_config')
    if text is not None:
        return parse_json(text)
    if has_list(file, 'layer_names'):
        raise ValueError('The file holds weights only, no model. Build the model, then call '
                         'model.load_weights(path).')
    raise ValueError('The file is HDF5, but holds no Keras model (the attribute \'model_config\' '
                     'is missing). Expected what save() wrote.')


def _weights(file):
    """The group of the weights of the model in the file."""
    group = child(file, 'model_weights')
    if group is None:
        raise ValueError('The file holds the config of a model, but no weights (the group '
                         '\'model_weights\' is missing); it is damaged or incomplete.')
    return group


def _compile(file, model, custom_objects):
    """Compiles the model as the file says and sets the optimizer's state."""
    text = text_attribute(file, 'training_config')
    if text is None:
        return
    if compile_from_config(model, parse_json(text), custom_objects):
        load_optimizer_weights(file, model)
