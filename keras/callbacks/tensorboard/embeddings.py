"""Points for TensorBoard's projector."""

import os

import numpy as np

from keras import backend as K
from keras.utils.files import atomic_write
from keras.utils.generic_utils import to_list


class Embeddings:
    """Writes the outputs of some layers as tables of points, and the file that lists the tables.

    Args:
        model: A `Model`.
        log_dir: Folder of the files.
        layer_names: Names of the layers; None or empty for all `Embedding` layers.
        metadata: File with the names of the points, or a dictionary from a layer's name to it.
        data: What is embedded: array or list of arrays. None for the tables of the layers.
    """

    def __init__(self, model, log_dir, layer_names, metadata, data):
        names = layer_names or [layer.name for layer in model.layers
                                if type(layer).__name__ == 'Embedding']
        self._layers = [model.get_layer(name) for name in names]
        self._model = model
        self._log_dir = log_dir
        self._data = None if data is None else [
            np.asarray(array) for array in to_list(data, allow_tuple=True)]
        self._function = None
        self._check()
        entries = [self._entry(layer.name, _metadata_of(layer.name, metadata))
                   for layer in self._layers]
        os.makedirs(log_dir, exist_ok=True)
        with atomic_write(os.path.join(log_dir, 'projector_config.pbtxt')) as file:
            file.write(''.join(entries).encode('utf8'))

    def write(self, batch_size):
        """Writes the points as they are now, in the place of earlier ones.

        Args:
            batch_size: Samples that are computed at once.
        """
        for layer, points in zip(self._layers, self._points(batch_size)):
            with atomic_write(os.path.join(self._log_dir, _file_name(layer.name))) as file:
                np.savetxt(file, points.reshape((len(points), -1)), fmt='%.7g', delimiter='\t')

    def _check(self):
        """Raises if there is nothing to show, or if data is needed."""
        if not self._layers:
            raise ValueError('TensorBoard: embeddings_freq is set, but the model has no Embedding '
                             'layer. Give embeddings_layer_names and embeddings_data.')
        if self._data is None:
            without = [layer.name for layer in self._layers if not hasattr(layer, 'embeddings')]
            if without:
                raise ValueError(
                    'TensorBoard: to show the outputs of %s, embeddings_data must be given: the '
                    'inputs that are embedded.' % ', '.join(without))
        elif len(self._data) != len(self._model.inputs):
            raise ValueError('TensorBoard: embeddings_data has %d arrays, but the model has %d '
                             'inputs.' % (len(self._data), len(self._model.inputs)))

    def _points(self, batch_size):
        """Returns one array per layer, a row (or more axes) for each point."""
        if self._data is None:
            return K.batch_get_value([layer.embeddings for layer in self._layers])
        if self._function is None:
            with K.graph_scope(self._model.outputs[0]):
                self._function = K.function(self._model._feed_inputs,
                                            [layer.output for layer in self._layers])
        parts = [self._function([array[start:start + batch_size] for array in self._data])
                 for start in range(0, len(self._data[0]), batch_size)]
        return [np.concatenate(found) for found in zip(*parts)]

    def _entry(self, name, metadata):
        """What the list of tables says of one layer."""
        lines = ['  tensor_name: "%s"\n' % name, '  tensor_path: "%s"\n' % _file_name(name)]
        if metadata is not None:
            lines.append('  metadata_path: "%s"\n' % metadata)
        return 'embeddings {\n%s}\n' % ''.join(lines)


def _file_name(layer_name):
    """The file of the points of a layer, in the folder of the logs."""
    return 'keras_embedding_%s.tsv' % layer_name.replace('/', '_')


def _metadata_of(name, metadata):
    """The file with the names of a layer's points, or None."""
    found = metadata.get(name) if isinstance(metadata, dict) else metadata
    return None if found is None else os.fspath(found)
