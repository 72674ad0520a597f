"""MNIST: 70,000 handwritten digits of 28x28 pixels."""

from keras.datasets.npz import load_npz
from keras.utils.data_utils import get_file  # noqa: F401

_ORIGIN = 'https://s3.amazonaws.com/img-datasets/mnist.npz'
_FILE_HASH = '731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1'
_DIGESTS = {
    'x_train': '741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757',
    'y_train': '1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13',
    'x_test': '6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161',
    'y_test': 'ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5',
}


def load_data(path='mnist.npz'):
    """Loads MNIST, from the cache or from the net.

    Args:
        path: String, the name of the file in the cache, `$KERAS_HOME/datasets` (by default
            `~/.keras/datasets`), or an absolute path. Without a connection, put the file there.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: images, uint8, 0 to 255, of shape
        (60000, 28, 28) and (10000, 28, 28); labels, uint8, 0 to 9, of shape (60000,) and
        (10000,).

    Raises:
        IOError: If the file is not there and cannot be downloaded.
        ValueError: If what was downloaded is not MNIST.

    Example:

        from keras.datasets import mnist
        (x_train, y_train), (x_test, y_test) = mnist.load_data()
        assert x_train.shape == (60000, 28, 28)
    """
    arrays = load_npz(path, _ORIGIN, _FILE_HASH, _DIGESTS)
    return ((arrays['x_train'], arrays['y_train']), (arrays['x_test'], arrays['y_test']))
