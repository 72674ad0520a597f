"""Layers that hold layers: building what is inside, copying it, and passing the phase on."""

from keras import backend as K
from keras.engine.base_layer import Layer
from keras.utils import registry
from keras.utils.generic_utils import to_list


def build_inner(layer, input_shape):
    """Builds a layer inside another one for a shape, unless it is built; its name stays out.

    Args:
        layer: A layer, or a cell that is no layer (then `build` is called if it has one).
        input_shape: Shape tuple with the batch axis, or a list of them.
    """
    if getattr(layer, 'built', False):
        return
    if hasattr(layer, 'build'):
        layer.build(input_shape)
    if isinstance(layer, Layer):
        layer.built = True
        if layer._initial_weights is not None:
            layer.set_weights(layer._initial_weights)
            layer._initial_weights = None


def within(layer):
    """A layer and all layers inside it, each once.

    Args:
        layer: A layer, or a cell that is no layer.

    Returns:
        A list, `layer` first.
    """
    found, waiting = [], [layer]
    while waiting:
        current = waiting.pop(0)
        if not any(current is other for other in found):
            found.append(current)
            waiting.extend(getattr(current, '_layers', ()))
    return found


def copy_layer(layer, **changes):
    """A new layer of the same configuration; classes of its parts need not be registered.

    Args:
        layer: A layer.
        **changes: Entries of the configuration that get another value.

    Returns:
        A layer, not yet built.
    """
    config = registry.copy_config(layer.get_config())
    config.update(changes)
    classes = {registry.get_registered_name(type(part)): type(part) for part in within(layer)}
    return registry.deserialize_keras_object(
        {'class_name': registry.get_registered_name(type(layer)), 'config': config},
        module_objects=registry.LAYERS, custom_objects=classes, printable_module_name='layer')


def read_layer(config, custom_objects, safe_mode):
    """A layer from `{'class_name': ..., 'config': ...}`.

    Args:
        config: The plain data; it is not changed.
        custom_objects: Dictionary from names to classes or functions, or None.
        safe_mode: Whether bytecode that this process did not write is refused.

    Returns:
        A layer, not yet built.
    """
    return registry.deserialize_keras_object(
        config, module_objects=registry.LAYERS, custom_objects=custom_objects,
        printable_module_name='layer', safe_mode=safe_mode)


def differs_in_training(*tensors):
    """Whether one of the tensors (None and lists of them allowed) depends on the phase."""
    return any(getattr(tensor, '_uses_learning_phase', False)
               for each in tensors for tensor in to_list(each))


def mark_phase(outputs, depends):
    """Notes on tensors that they depend on the learning phase; returns them.

    Args:
        outputs: A tensor or a list of them.
        depends: Whether they do.
    """
    if depends:
        for output in to_list(outputs):
            output._uses_learning_phase = True
    return outputs


def is_keras_tensor(x):
    """Whether `x` is a tensor that a layer made; False for arrays and other things."""
    return K.is_tensor(x) and K.is_keras_tensor(x)
