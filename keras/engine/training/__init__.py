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
from keras.engine.training.model import Model

__all__ = ['Model']
