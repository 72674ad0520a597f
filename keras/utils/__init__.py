"""Helpers that need no engine."""

from keras.utils.data_utils import Sequence, get_file  # noqa: F401
from keras.utils.generic_utils import (  # noqa: F401
    CustomObjectScope, custom_object_scope, deserialize_keras_object, get_custom_objects,
    serialize_keras_object, to_list, unpack_singleton)
from keras.utils.np_utils import normalize, to_categorical  # noqa: F401
from keras.utils.progbar import Progbar  # noqa: F401
from keras.utils.random import set_random_seed  # noqa: F401
