"""Small data sets to start with; each is imported when it is first used."""

from keras.utils.lazy import lazy

lazy(__name__, submodules=['boston_housing', 'cifar', 'cifar10', 'cifar100', 'digits',
                           'fashion_mnist', 'imdb', 'mnist', 'reuters'])
