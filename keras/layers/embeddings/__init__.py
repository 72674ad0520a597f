"""The embedding layer; the import path `keras.layers.embeddings`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import backend as K
from keras import constraints, initializers, regularizers
from keras.engine.base_layer import Layer
from keras.layers.embeddings.embedding import Embedding
from keras.legacy import interfaces
from keras.utils.generic_utils import to_list

LAYERS = (Embedding,)

__all__ = ['Embedding', 'K', 'Layer', 'constraints', 'initializers', 'regularizers', 'to_list']
