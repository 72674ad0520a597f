"""Layers of noise, active while training; the import path `keras.layers.noise`."""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import backend as K
from keras.engine.base_layer import Layer
from keras.layers.noise.alpha_dropout import AlphaDropout
from keras.layers.noise.gaussian_dropout import GaussianDropout
from keras.layers.noise.gaussian_noise import GaussianNoise
from keras.legacy import interfaces

LAYERS = (GaussianNoise, GaussianDropout, AlphaDropout)

__all__ = [layer.__name__ for layer in LAYERS] + ['K', 'Layer']
