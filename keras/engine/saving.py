"""Older import path of saving and loading; they live in `keras.saving`."""

import keras.models  # noqa: F401  (files name the models that it registers)
from keras import backend as K  # noqa: F401
from keras import losses, optimizers  # noqa: F401
from keras.saving.conversion import preprocess_weights_for_loading  # noqa: F401
from keras.saving.hdf5_file import (  # noqa: F401
    HDF5_OBJECT_HEADER_LIMIT, load_attributes_from_hdf5_group, save_attributes_to_hdf5_group)
from keras.saving.hdf5_format import (  # noqa: F401
    load_weights_from_hdf5_group, load_weights_from_hdf5_group_by_name, save_weights_to_hdf5_group)
from keras.saving.json_yaml import (  # noqa: F401
    model_from_config, model_from_json, model_from_yaml)
from keras.saving.model_file import load_model, save_model  # noqa: F401
from keras.utils import conv_utils  # noqa: F401
from keras.utils.io_utils import (  # noqa: F401
    H5Dict, ask_to_proceed_with_overwrite, h5dict, load_from_binary_h5py, save_to_binary_h5py)

string_types = (str,)
