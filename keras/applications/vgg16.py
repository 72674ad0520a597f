"""VGG16: 16 layers with weights, all convolutions 3x3."""

from keras.applications import keras_modules_injection  # noqa: F401
from keras.applications.building import Order
from keras.applications.imagenet_utils import decode_predictions, preprocess_input  # noqa: F401
from keras.applications.vgg import vgg


def VGG16(include_top=True, weights='imagenet', input_tensor=None, input_shape=None,
          pooling=None, classes=1000, **kwargs):
    """Builds VGG16.

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
        from keras.applications.vgg16 import VGG16
        model = VGG16(weights=None, include_top=False, pooling='avg')

    References:
        Simonyan, Zisserman: Very Deep Convolutional Networks for Large-Scale Image
        Recognition, arXiv 1409.1556.
    """
    order = Order('VGG16', include_top, weights, input_tensor, input_shape, pooling, classes,
                  kwargs)
    return vgg(order, 'vgg16', (2, 2, 3, 3, 3))
