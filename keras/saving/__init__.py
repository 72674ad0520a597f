"""Saving and loading: HDF5 files, JSON and YAML text, and the rules of trust.

    persistence      the methods of a model
    model_file       whole models in HDF5
    hdf5_format      weights of layers in HDF5
    hdf5_file        how HDF5 files are opened, read and written
    training_config  how a model was compiled
    json_yaml        architectures as text
    conversion       weights of other conventions
"""

from keras.utils.lazy import lazy

lazy(__name__,
     submodules=['conversion', 'hdf5_file', 'hdf5_format', 'json_yaml', 'model_file',
                 'persistence', 'training_config'],
     names={'Persistence': 'keras.saving.persistence',
            'load_model': 'keras.saving.model_file',
            'model_from_config': 'keras.saving.json_yaml',
            'model_from_json': 'keras.saving.json_yaml',
            'model_from_yaml': 'keras.saving.json_yaml',
            'save_model': 'keras.saving.model_file'})
