"""ResNet V2 with 50, 101 and 152 layers: normalization and activation come first."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications import imagenet_utils
from keras.applications.building import Order
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.applications.residual import residual_network, stack_2


def ResNet50V2(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
               pooling=None, classes=1000, **kwargs):
    """Builds ResNet50V2: residual blocks, 50 layers with weights.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3), or without the top any size.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.resnet_v2 import ResNet50V2
        model = ResNet50V2(weights=None, include_top=False, pooling='avg')

    References:
        He, Zhang, Ren, Sun: Identity Mappings in Deep Residual Networks, arXiv 1603.05027.
    """
    order = Order('ResNet50V2', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return residual_network(order, 'resnet50v2', (3, 4, 6, 3), stack_2, before=True)


def ResNet101V2(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
                pooling=None, classes=1000, **kwargs):
    """Builds ResNet101V2: residual blocks, 101 layers with weights.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3), or without the top any size.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.resnet_v2 import ResNet101V2
        model = ResNet101V2(weights=None, include_top=False, pooling='avg')

    References:
        He, Zhang, Ren, Sun: Identity Mappings in Deep Residual Networks, arXiv 1603.05027.
    """
    order = Order('ResNet101V2', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return residual_network(order, 'resnet101v2', (3, 4, 23, 3), stack_2, before=True)


def ResNet152V2(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
                pooling=None, classes=1000, **kwargs):
    """Builds ResNet152V2: residual blocks, 152 layers with weights.

    Args:
        include_top: Whether to have the layers that name the class.
        weights: `'imagenet'` (downloaded to `$KERAS_HOME/models` at first), None for random ones,
            or the path of a file.
        input_tensor: Tensor to start from. Default: a new `Input`.
        input_shape: Shape of an image without the batch axis, sides of 32 or more. Default:
            (224, 224, 3), or without the top any size.
        pooling: Without the top, `'avg'` or `'max'` over each feature map; None for the maps.
        classes: Integer, number of classes; 1000 with the weights of ImageNet.
        **kwargs: The modules `backend`, `layers`, `models`, `utils`, which are not needed.

    Returns:
        A `Model`, not compiled.

    Raises:
        IOError: If the weights cannot be read or downloaded.
        ValueError: If the arguments do not go together.

    Example:
        from keras.applications.resnet_v2 import ResNet152V2
        model = ResNet152V2(weights=None, include_top=False, pooling='avg')

    References:
        He, Zhang, Ren, Sun: Identity Mappings in Deep Residual Networks, arXiv 1603.05027.
    """
    order = Order('ResNet152V2', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return residual_network(order, 'resnet152v2', (3, 8, 36, 3), stack_2, before=True)


def preprocess_input(x, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        **kwargs: `data_format`, see `imagenet_utils.preprocess_input`.

    Returns:
        Array or tensor of the same shape: values from -1 to 1.

    Example:
        import numpy as np
        from keras.applications.resnet_v2 import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, mode='tf', **kwargs)
