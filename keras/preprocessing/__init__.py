"""Data in a shape that models can take; each part is imported when it is first used."""

from keras.utils.lazy import lazy

lazy(__name__, submodules=['image', 'sequence', 'text'],
     names={'backend': 'keras', 'utils': 'keras'})
