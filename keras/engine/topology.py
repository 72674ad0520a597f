"""Older import path of the graph classes; they live in the modules named below."""
from keras.engine.base_layer import Layer  # noqa: F401
from keras.engine.input_layer import Input, InputLayer  # noqa: F401
from keras.engine.input_spec import InputSpec  # noqa: F401
from keras.engine.network import Network  # noqa: F401
from keras.engine.node import Node  # noqa: F401
from keras.utils.layer_utils import get_source_inputs  # noqa: F401
