"""Helpers that need no engine; what stands here is imported when it is first used."""

from keras.utils.lazy import lazy

lazy(__name__,
     submodules=['archives', 'conv_utils', 'data_utils', 'enqueuers', 'events', 'files',
                 'functions', 'generic_utils', 'io_utils', 'layer_utils', 'losses_utils',
                 'metrics_utils', 'np_utils', 'progbar', 'random', 'registry'],
     names={'CustomObjectScope': 'keras.utils.registry',
            'GeneratorEnqueuer': 'keras.utils.enqueuers',
            'HDF5Matrix': 'keras.utils.io_utils',
            'OrderedEnqueuer': 'keras.utils.enqueuers',
            'Progbar': 'keras.utils.progbar',
            'Sequence': 'keras.utils.data_utils',
            'convert_all_kernels_in_model': 'keras.utils.layer_utils',
            'custom_object_scope': 'keras.utils.registry',
            'deserialize_keras_object': 'keras.utils.registry',
            'get_custom_objects': 'keras.utils.registry',
            'get_file': 'keras.utils.data_utils',
            'get_source_inputs': 'keras.utils.layer_utils',
            'normalize': 'keras.utils.np_utils',
            'print_summary': 'keras.utils.layer_utils',
            'serialize_keras_object': 'keras.utils.registry',
            'set_random_seed': 'keras.utils.random',
            'to_categorical': 'keras.utils.np_utils',
            'to_list': 'keras.utils.generic_utils',
            'unpack_singleton': 'keras.utils.generic_utils'})
