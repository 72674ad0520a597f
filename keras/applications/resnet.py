"""ResNet with 50, 101 and 152 layers."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications import imagenet_utils
from keras.applications.building import Order
from keras.applications.imagenet_utils import decode_predictions  # noqa: F401
from keras.applications.residual import residual_network, stack_1


def ResNet50(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
             pooling=None, classes=1000, **kwargs):
    """Builds ResNet50: residual blocks, 50 layers with weights.

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
        from keras.applications.resnet import ResNet50
        model = ResNet50(weights=None, include_top=False, pooling='avg')

    References:
        He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, arXiv 1512.03385.
    """
    order = Order('ResNet50', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return residual_network(order, 'resnet50', (3, 4, 6, 3), stack_1, before=False)


def ResNet101(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
              pooling=None, classes=1000, **kwargs):
    """Builds ResNet101: residual blocks, 101 layers with weights.

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
        from keras.applications.resnet import ResNet101
        model = ResNet101(weights=None, include_top=False, pooling='avg')

    References:
        He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, arXiv 1512.03385.
    """
    order = Order('ResNet101', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return residual_network(order, 'resnet101', (3, 4, 23, 3), stack_1, before=False)


def ResNet152(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
              pooling=None, classes=1000, **kwargs):
    """Builds ResNet152: residual blocks, 152 layers with weights.

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
        from keras.applications.resnet import ResNet152
        model = ResNet152(weights=None, include_top=False, pooling='avg')

    References:
        He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, arXiv 1512.03385.
    """
    order = Order('ResNet152', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return residual_network(order, 'resnet152', (3, 8, 36, 3), stack_1, before=False)


def preprocess_input(x, **kwargs):
    """Scales images as the networks of this module expect them.

    Args:
        x: Array or tensor of RGB images with values from 0 to 255; floats are changed in place.
        **kwargs: `data_format`, see `imagenet_utils.preprocess_input`.

    Returns:
        Array or tensor of the same shape: BGR, minus the mean of each channel.

    Example:
        import numpy as np
        from keras.applications.resnet import preprocess_input
        x = preprocess_input(np.random.uniform(0, 255, (1, 32, 32, 3)))
    """
    return imagenet_utils.preprocess_input(x, mode='caffe', **kwargs)
