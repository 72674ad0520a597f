"""Import path of Keras 2.3 for training with generators; the methods of `Model` do it."""

from keras import backend as K  # noqa: F401
from keras import callbacks as cbks  # noqa: F401
from keras.engine.training_utils import (  # noqa: F401
    is_sequence, iter_sequence_infinite, should_run_validation)
from keras.utils.data_utils import Sequence  # noqa: F401
from keras.utils.enqueuers import GeneratorEnqueuer, OrderedEnqueuer  # noqa: F401
from keras.utils.generic_utils import Progbar, to_list, unpack_singleton  # noqa: F401


def fit_generator(model, generator, steps_per_epoch=None, epochs=1, verbose=1, callbacks=None,
                  validation_data=None, validation_steps=None, validation_freq=1,
                  class_weight=None, max_queue_size=10, workers=1, use_multiprocessing=False,
                  shuffle=True, initial_epoch=0):
    """`model.fit_generator(...)`; see there."""
    return model.fit_generator(
        generator, steps_per_epoch, epochs, verbose, callbacks, validation_data, validation_steps,
        validation_freq, class_weight, max_queue_size, workers, use_multiprocessing, shuffle,
        initial_epoch)


def evaluate_generator(model, generator, steps=None, callbacks=None, max_queue_size=10, workers=1,
                       use_multiprocessing=False, verbose=0):
    """`model.evaluate_generator(...)`; see there."""
    return model.evaluate_generator(generator, steps, callbacks, max_queue_size, workers,
                                    use_multiprocessing, verbose)


def predict_generator(model, generator, steps=None, callbacks=None, max_queue_size=10, workers=1,
                      use_multiprocessing=False, verbose=0):
    """`model.predict_generator(...)`; see there."""
    return model.predict_generator(generator, steps, callbacks, max_queue_size, workers,
                                   use_multiprocessing, verbose)
