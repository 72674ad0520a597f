"""Helpers that need no engine."""

from keras.utils.generic_utils import (  # noqa: F401
    CustomObjectScope, custom_object_scope, deserialize_keras_object, get_custom_objects,
    serialize_keras_object, to_list, unpack_singleton)
from keras.utils.progbar import Progbar  # noqa: F401
