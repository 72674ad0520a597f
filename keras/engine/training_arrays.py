"""Import path of Keras 2.3 for helpers of training with arrays; `keras.engine.training` does it."""

from keras import backend as K  # noqa: F401
from keras import callbacks as cbks  # noqa: F401
from keras.engine.training_utils import (  # noqa: F401
    batch_shuffle, check_num_samples, make_batches, should_run_validation)
from keras.utils.generic_utils import (  # noqa: F401
    Progbar, slice_arrays, to_list, unpack_singleton)
