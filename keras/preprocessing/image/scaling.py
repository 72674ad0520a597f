"""Means, deviations and correlations of images, and how they are taken away."""

import warnings

import numpy as np


class Scaling(object):
    """How images are scaled after their transforms: a base of `ImageDataGenerator`.

    Args:
        featurewise_center: See `ImageDataGenerator`, also for the others.
        samplewise_center: Whether the mean of each image is subtracted.
        featurewise_std_normalization: Whether the deviation of all images divides them.
        samplewise_std_normalization: Whether the deviation of each image divides it.
        zca_whitening: Whether pixels are decorrelated.
        zca_epsilon: Number.
        rescale: Number or None.
        preprocessing_function: Function or None.
    """

    tiny = 1e-6         # is added to deviations, which may be 0

    def __init__(self, featurewise_center, samplewise_center, featurewise_std_normalization,
                 samplewise_std_normalization, zca_whitening, zca_epsilon, rescale,
                 preprocessing_function):
        if zca_whitening and featurewise_std_normalization:
            warnings.warn('zca_whitening also scales all deviations: '
                          'featurewise_std_normalization is left out.', stacklevel=3)
            featurewise_std_normalization = False
        featurewise = 'zca_whitening' if zca_whitening else 'featurewise_std_normalization'
        if (zca_whitening or featurewise_std_normalization) and not featurewise_center:
            _warn_of_centering(featurewise, 'featurewise_center')
            featurewise_center = True
        if samplewise_std_normalization and not samplewise_center:
            _warn_of_centering('samplewise_std_normalization', 'samplewise_center')
            samplewise_center = True
        self.featurewise_center = featurewise_center
        self.samplewise_center = samplewise_center
        self.featurewise_std_normalization = featurewise_std_normalization
        self.samplewise_std_normalization = samplewise_std_normalization
        self.zca_whitening = zca_whitening
        self.zca_epsilon = zca_epsilon
        self.rescale = rescale
        self.preprocessing_function = preprocessing_function
        self.mean = None
        self.std = None
        self.principal_components = None

    def standardize(self, x):
        """Scales an image as the constructor's arguments say.

        Args:
            x: Array with three axes, an image; it is not changed.

        Returns:
            Array of the same shape.
        """
        if self.preprocessing_function:
            x = self.preprocessing_function(x)
        if self.rescale:
            x = x * self.rescale
        if self.samplewise_center:
            x = x - np.mean(x, keepdims=True)
        if self.samplewise_std_normalization:
            x = x / (np.std(x, keepdims=True) + self.tiny)
        if self.featurewise_center and self._has_learnt('mean', 'featurewise_center'):
            x = x - self.mean
        if self.featurewise_std_normalization and self._has_learnt(
                'std', 'featurewise_std_normalization'):
            x = x / (self.std + self.tiny)
        if self.zca_whitening and self._has_learnt('principal_components', 'zca_whitening'):
            flat = x.reshape(1, -1).dot(self.principal_components)
            x = flat.reshape(x.shape).astype(x.dtype)
        return x

    def _has_learnt(self, name, reason):
        """Whether a number is known that only `fit` can tell."""
        if getattr(self, name) is None:
            warnings.warn('%s=True needs the numbers of all images, but fit(images) was not '
                          'called: it is left out.' % reason, stacklevel=3)
            return False
        return True


def _warn_of_centering(reason, name):
    """Says that the mean is subtracted, too."""
    warnings.warn('%s=True also subtracts the mean, as with %s=True.' % (reason, name),
                  stacklevel=4)


def whitening(rows, epsilon):
    """The matrix that decorrelates the columns of an array (ZCA whitening).

    Args:
        rows: Array with two axes; its columns have the mean 0.
        epsilon: Number, added to variances before their roots divide.

    Returns:
        Array with two axes, in float64.
    """
    wide = np.asarray(rows, dtype='float64')    # roots of variances near 0 need all digits
    variances, directions = np.linalg.eigh(wide.T.dot(wide) / len(wide))
    variances = np.maximum(variances, 0) + epsilon
    return (directions / np.sqrt(variances)).dot(directions.T)
