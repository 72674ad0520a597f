"""Well-known networks for images, with weights trained on ImageNet if you like.

Each family has a module with its models, `preprocess_input` and `decode_predictions`; each is
imported when it is first used.
"""

import functools

from keras.utils.lazy import lazy


def keras_modules_injection(base_fun):
    """Makes a function that wants the modules of this library as arguments run without them.

    Args:
        base_fun: A function that takes the keyword arguments `backend`, `layers`, `models` and
            `utils`, as those of the package Keras-Applications do.

    Returns:
        A function of the other arguments.

    Example:
        from keras.applications import keras_modules_injection
        @keras_modules_injection
        def epsilon(factor, **modules):
            return factor * modules['backend'].epsilon()
        assert epsilon(2) == 2e-7
    """
    @functools.wraps(base_fun)
    def with_modules(*args, **kwargs):
        from keras import backend, layers, models, utils
        kwargs.update(backend=backend, layers=layers, models=models, utils=utils)
        return base_fun(*args, **kwargs)
    return with_modules


_MODELS = {
    'densenet': ['DenseNet121', 'DenseNet169', 'DenseNet201'],
    'inception_resnet_v2': ['InceptionResNetV2'],
    'inception_v3': ['InceptionV3'],
    'mobilenet': ['MobileNet'],
    'mobilenet_v2': ['MobileNetV2'],
    'nasnet': ['NASNetLarge', 'NASNetMobile'],
    'resnet': ['ResNet101', 'ResNet152'],
    'resnet50': ['ResNet50'],
    'resnet_v2': ['ResNet101V2', 'ResNet152V2', 'ResNet50V2'],
    'resnext': ['ResNeXt101', 'ResNeXt50'],
    'vgg16': ['VGG16'],
    'vgg19': ['VGG19'],
    'xception': ['Xception'],
}

lazy(__name__, submodules=sorted(_MODELS) + ['imagenet_utils', 'mobilenetv2'],
     names=dict([(name, 'keras.applications.' + module)
                 for module, names in _MODELS.items() for name in names],
                backend='keras', layers='keras', models='keras', utils='keras'))
