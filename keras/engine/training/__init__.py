"""Training: `compile`, `fit`, `evaluate` and `predict` of models.

Data flows one way: arguments -> `BatchSource` -> the loop -> one bound step function -> logs ->
callbacks.

    model           the public class, wiring only
    compilation     losses, weights, targets and masks -> one total loss
    metrics_bookkeeping   metric objects and their names
    standardize     arrays, lists and dictionaries -> ordered arrays, or a clear error
    sample_weights  weights of samples, classes and time steps
    sources, generator_sources   where batches come from
    steps           one bound engine function per mode
    loop            the loop
    validation      validation data inside `fit`
"""
# flake8: noqa: F401  (names that Keras 2 had at this path)

from keras import backend as K
from keras import losses, metrics, optimizers
from keras import metrics as metrics_module
from keras.engine.base_layer import Layer
from keras.engine.network import Network
from keras.engine.training.model import Model
from keras.engine import training_arrays, training_generator, training_utils
from keras.engine.training_utils import (
    check_array_length_consistency, check_loss_and_target_compatibility, collect_metrics,
    standardize_class_weights, standardize_input_data, standardize_sample_weights,
    standardize_weights, weighted_masked_objective)
from keras.legacy import interfaces
from keras.utils import losses_utils
from keras.utils.generic_utils import slice_arrays, to_list, unpack_singleton

__all__ = ['Model']
