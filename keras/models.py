"""Models: `Model`, `Sequential`, and how they are written, read and cloned."""
from keras import backend as K
from keras.engine.input_layer import Input, InputLayer
from keras.engine.sequential import Sequential
from keras.engine.training import Model
from keras.saving import (load_model, model_from_config, model_from_json, model_from_yaml, save_model)
from keras.utils.generic_utils import to_list
from keras.utils.registry import LAYERS

LAYERS.add(Model, Sequential)

__all__ = ['Input', 'InputLayer', 'Model', 'Sequential', 'clone_model', 'load_model', 'model_from_config',
           'model_from_json', 'model_from_yaml', 'save_model']
