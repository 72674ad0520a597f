"""Layers from their plain data, at the import path of Keras 1."""

from keras import layers
from keras import models  # noqa: F401  (models are layers too: files may name them)


def layer_from_config(config, custom_objects=None, safe_mode=True):
    """Makes a layer or model from its plain data: the older name of `keras.layers.deserialize`.

    Args:
        config: `{'class_name': ..., 'config': {...}}`; it is not changed.
        custom_objects: Dictionary from names to classes or functions of your own.
        safe_mode: Whether bytecode that this process did not write is refused. Default True.

    Returns:
        A layer or model, with fresh weights if it is built.

    Raises:
        ValueError: If a name is unknown, or bytecode is refused.

    Example:
        from keras.utils.layer_utils import layer_from_config
        layer = layer_from_config({'class_name': 'Dense', 'config': {'units': 3}})
        assert layer.units == 3
    """
    return layers.deserialize(config, custom_objects=custom_objects, safe_mode=safe_mode)
