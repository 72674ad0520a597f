"""Saving and loading: HDF5 files, JSON and YAML text, and the rules of trust."""

from keras.saving.json_yaml import (  # noqa: F401
    model_from_config, model_from_json, model_from_yaml)
from keras.saving.model_file import load_model, save_model  # noqa: F401
from keras.saving.persistence import Persistence  # noqa: F401
