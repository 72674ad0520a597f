"""What `Model` can do with files and text."""

import io
import json

import yaml

from keras.backend import kernel_convention
from keras.saving.hdf5_file import child, exists, has_list, reading, writing
from keras.saving.hdf5_format import (
    load_weights_from_hdf5_group, load_weights_from_hdf5_group_by_name, save_weights_to_hdf5_group)
from keras.saving.json_yaml import plain_data
from keras.saving.model_file import graph_of, load_model, save_model
from keras.utils.io_utils import ask_to_proceed_with_overwrite
from keras.utils.registry import get_registered_name
from keras.version import __version__


class Persistence(object):
    """The methods of a model that write and read files; `Model` inherits them.

    Example:
        from keras.layers import Dense
        from keras.models import Sequential
        text = Sequential([Dense(2, input_shape=(3,))]).to_json(indent=2)
    """

    def save(self, filepath, overwrite=True, include_optimizer=True):
        """Saves the model: architecture, weights, what `compile` was given, optimizer state.

        Args:
            filepath: A path, an open `h5py.File` or `h5py.Group`, or a binary file-like object.
            overwrite: Whether an existing file is replaced; False asks on the terminal.
            include_optimizer: Whether to save the optimizer and its state too. Default True.

        Raises:
            OSError: If the file cannot be written; an existing one is then unchanged.

        Example:
            from keras.layers import Dense
            from keras.models import Sequential, load_model
            model = Sequential([Dense(2, input_shape=(3,))])
            model.save('model.h5')
            again = load_model('model.h5')
        """
        self._check_saveable('save()')
        save_model(self, filepath, overwrite, include_optimizer)

    def save_weights(self, filepath, overwrite=True):
        """Saves the weights of all layers.

        Args:
            filepath: A path, an open `h5py.File` or `h5py.Group`, or a binary file-like object.
            overwrite: Whether an existing file is replaced; False asks on the terminal.

        Raises:
            OSError: If the file cannot be written; an existing one is then unchanged.
        """
        self._check_saveable('save_weights()')
        if not overwrite and exists(filepath) and not ask_to_proceed_with_overwrite(filepath):
            return
        with writing(filepath) as file, graph_of(self):
            save_weights_to_hdf5_group(file, self.layers)

    def load_weights(self, filepath, by_name=False, skip_mismatch=False, reshape=False):
        """Loads weights from a file that `save_weights` or `save` wrote.

        All numbers and shapes are checked before a single weight is set.

        Args:
            filepath: A path, an open `h5py.File` or `h5py.Group`, or a binary file-like object.
            by_name: Whether layers take the weights of their namesakes in the file. Default: in
                order, which asks for the same architecture.
            skip_mismatch: Whether a layer whose weights differ in number or shape is left as it
                is, with a warning.
            reshape: Whether an array of another shape but as many values is reshaped.

        Raises:
            OSError: If the file is missing, a folder, not HDF5, truncated or damaged.
            ValueError: If the weights do not fit.
        """
        self._check_saveable('load_weights()')
        with reading(filepath) as file, graph_of(self):
            if not has_list(file, 'layer_names'):
                file = child(file, 'model_weights') or file
            load = load_weights_from_hdf5_group_by_name if by_name else load_weights_from_hdf5_group
            load(file, self.layers, reshape=reshape, skip_mismatch=skip_mismatch)

    def to_json(self, **kwargs):
        """The architecture as JSON text, without weights.

        Args:
            **kwargs: Arguments of `json.dumps`, e.g. `indent`.

        Returns:
            A string for `keras.models.model_from_json`.
        """
        kwargs.setdefault('default', plain_data)
        return json.dumps(self._updated_config(), **kwargs)

    def to_yaml(self, **kwargs):
        """The architecture as YAML text, without weights.

        Args:
            **kwargs: Arguments of `yaml.dump`.

        Returns:
            A string for `keras.models.model_from_yaml`.
        """
        config = json.loads(json.dumps(self._updated_config(), default=plain_data))
        kwargs.setdefault('Dumper', yaml.SafeDumper)
        return yaml.dump(config, **kwargs)

    def _updated_config(self):
        """The config with the name of the class, the version and the kernel convention."""
        return {'class_name': get_registered_name(type(self)), 'config': self.get_config(),
                'keras_version': __version__, 'backend': kernel_convention.WRITTEN}

    def _check_saveable(self, what):
        """Refuses a model whose weights do not exist yet."""
        if not self.built:
            raise ValueError('{} needs a model that is built, but {!r} has no weights yet. Give '
                             'its first layer input_shape=..., call model.build(input_shape), or '
                             'fit it first.'.format(what, self.name))

    def __getstate__(self):
        """The whole model as bytes, for `pickle` and `copy.deepcopy`."""
        stream = io.BytesIO()
        save_model(self, stream)
        return stream.getvalue()

    def __setstate__(self, state):
        """Takes over a model from its bytes; a pickle runs code anyway, so bytecode is too."""
        self.__dict__ = load_model(io.BytesIO(state), custom_objects={
            get_registered_name(type(self)): type(self)}, safe_mode=False).__dict__
