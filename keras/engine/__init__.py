"""The graph of layers: `Layer`, `Node`, `Input`, `Network`, and the models above them.

The package is lazy so that a layer can be imported without the training code.
"""
from keras.utils.lazy import lazy

lazy(__name__,
     submodules=['base_layer', 'input_layer', 'input_spec', 'network', 'node', 'saving',
                 'sequential', 'topology', 'training', 'training_arrays', 'training_generator',
                 'training_utils'],
     names={'Input': 'keras.engine.input_layer',
            'InputLayer': 'keras.engine.input_layer',
            'InputSpec': 'keras.engine.input_spec',
            'Layer': 'keras.engine.base_layer',
            'Network': 'keras.engine.network',
            'Node': 'keras.engine.node',
            'Model': 'keras.engine.training',
            'Sequential': 'keras.engine.sequential',
            'get_source_inputs': 'keras.utils.layer_utils'})
