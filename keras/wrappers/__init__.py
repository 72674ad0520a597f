"""Keras models as estimators of other libraries."""

from keras.utils.lazy import lazy

lazy(__name__, submodules=['scikit_learn'])
