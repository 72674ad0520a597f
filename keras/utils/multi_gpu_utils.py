"""One model on several devices at once: each takes a part of every batch."""

from keras import backend as K
from keras.engine.base_layer import Layer
from keras.layers.core import Lambda  # noqa: F401  (a name of this module in 2.3.1)
from keras.layers.merge import concatenate  # noqa: F401  (the same)
from keras.models import Model, clone_model
from keras.utils.generic_utils import to_list, unpack_singleton


def multi_gpu_model(model, gpus=None, cpu_merge=True, cpu_relocation=False):
    """Makes a model that computes with another one on several devices.

    Every batch is cut into as many parts as there are devices, as even as they can be. Each
    device runs the one model, with the same weights, on its part; the outputs are put together
    again. For as many samples per device as before, multiply `batch_size` by their number.

    Train the returned model; save and load the plain one, whose weights are trained with it.
    What is computed over a batch (statistics of `BatchNormalization`, activity regularizers) is
    computed over each part.

    Args:
        model: A `Model` with a known input. To have its weights in the memory of the host, build
            it in `K.device_scope('/cpu:0')`.
        gpus: How many GPUs (at least 2), a list of the numbers of GPUs, such as `[0, 2]`, or a list
            of names of `K.devices()`, such as `['/gpu:0', '/gpu:2']`. Default: all GPUs.
        cpu_merge: Whether the outputs are put together on the processor (default) rather than on
            the first of the devices.
        cpu_relocation: Whether to work with a copy of the model, of the same weights, that is
            built on the processor: `get_layer(model.name)` of the result. Default False.

    Returns:
        A `Model` with the inputs and output names of `model`, not compiled.

    Raises:
        ValueError: If fewer than two devices are asked for, one is not there, or the model cannot
            be run on a part of a batch (it is stateful, or an input is sparse).

    Example:
        from keras import backend as K
        from keras.layers import Dense
        from keras.models import Sequential
        from keras.utils import multi_gpu_model
        model = Sequential([Dense(2, input_shape=(3,))])
        if sum(name.startswith('/gpu') for name in K.devices()) >= 2:
            parallel = multi_gpu_model(model)
            parallel.compile('sgd', 'mse')
    """
    devices = _chosen_devices(gpus)
    _check_model(model)
    if cpu_relocation:
        weights = model.get_weights()
        with K.device_scope('/cpu:0'):
            model = clone_model(model)
        model.set_weights(weights)
    with K.graph_scope(model.outputs[0]):
        parts = [_run_part(model, index, devices) for index in range(len(devices))]
        with K.device_scope('/cpu:0' if cpu_merge else devices[0]):
            outputs = [BatchMerge(name=name)(list(outputs) + model.inputs[:1])
                       for name, outputs in zip(_free_names(model), zip(*parts))]
    return Model(model.inputs, outputs)


def _run_part(model, index, devices):
    """The outputs of the model for part `index` of the batch, computed on that device."""
    with K.device_scope(devices[index]), K.name_scope('replica_%d' % index):
        parts = [BatchPart(index, len(devices))(x) for x in model.inputs]
        return to_list(model(unpack_singleton(parts)))


def _free_names(model):
    """The names of the outputs, told from that of the model itself, which is a layer too."""
    return [name + '_merged' if name == model.name else name for name in model.output_names]


def _chosen_devices(gpus):
    """The names of the devices that `gpus` stands for, all of which are there."""
    available = K.devices()
    if gpus is None:
        gpus = [name for name in available if name.startswith('/gpu')]
    elif isinstance(gpus, int) and not isinstance(gpus, bool):
        gpus = range(gpus)
    elif not isinstance(gpus, (list, tuple)):
        raise ValueError('`gpus` must be None, a number of GPUs, or a list of their numbers or of '
                         'names of devices. Received: %r.' % (gpus,))
    chosen = [each if isinstance(each, str) else '/gpu:%d' % each for each in gpus]
    there = 'This machine has: %s.' % ', '.join(available)
    if len(set(chosen)) < 2 or len(set(chosen)) < len(chosen):
        raise ValueError('multi_gpu_model() needs at least two devices, each named once; it was '
                         'asked for %s. %s Use the plain model on a single device.'
                         % (', '.join(chosen) or 'all GPUs, of which there are none', there))
    missing = [name for name in chosen if name not in available]
    if missing:
        raise ValueError('multi_gpu_model() was asked for %s, but there is no %s. %s Name devices '
                         'among these, or lower `gpus`.'
                         % (', '.join(chosen), ' and no '.join(missing), there))
    return chosen


def _check_model(model):
    """Refuses a model that cannot be run on a part of a batch."""
    if not isinstance(model, Model) or not model.inputs or not model.outputs:
        raise ValueError('multi_gpu_model() needs a model whose inputs are known. Received: %r. '
                         'Give the first layer an `input_shape`, or call the model on an `Input`.'
                         % (model,))
    if model.stateful:
        raise ValueError('The model %r is stateful: the states of its layers belong to whole '
                         'batches, so these cannot be shared among devices.' % model.name)
    for name, x in zip(model.input_names, model.inputs):
        if K.is_sparse(x):
            raise ValueError('The input %r of the model %r is sparse, and sparse batches cannot be '
                             'cut into parts. Feed a dense array.' % (name, model.name))


class BatchPart(Layer):
    """Takes one of several parts of a batch, which are as even as they can be.

    A part that would be empty, for a batch smaller than the number of parts, is one sample that
    `BatchMerge` leaves out: statistics over an empty batch would be no numbers.

    Args:
        index: Number of the part, from 0.
        parts: How many parts there are.

    Shape:
        Input: `(batch, ...)`.
        Output: `(samples of the part, ...)`.

    Example:
        from keras.layers import Input
        from keras.utils.multi_gpu_utils import BatchPart
        second_half = BatchPart(1, 2)(Input(shape=(3,)))
    """

    def __init__(self, index, parts, **kwargs):
        super().__init__(**kwargs)
        self.index, self.parts = index, parts
        self.supports_masking = True

    def call(self, inputs):
        first, last = _bounds(K.shape(inputs)[0], self.index, self.parts)
        return inputs[first:K.maximum(last, first + 1)]

    def compute_mask(self, inputs, mask=None):
        return None if mask is None else self.call(mask)

    def compute_output_shape(self, input_shape):
        return (None,) + tuple(input_shape[1:])

    def get_config(self):
        return dict(super().get_config(), index=self.index, parts=self.parts)


class BatchMerge(Layer):
    """Puts the parts of a batch together again.

    Shape:
        Input: List of what was computed from each `BatchPart`, then the whole batch they are of.
        Output: `(batch, ...)`, like the parts.

    Example:
        from keras.layers import Input
        from keras.utils.multi_gpu_utils import BatchMerge, BatchPart
        x = Input(shape=(3,))
        same = BatchMerge()([BatchPart(0, 2)(x), BatchPart(1, 2)(x), x])
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, inputs):
        parts, size = inputs[:-1], K.shape(inputs[-1])[0]
        kept = []
        for index, part in enumerate(parts):
            first, last = _bounds(size, index, len(parts))
            kept.append(part[:last - first])
        return K.concatenate(kept, axis=0)

    def compute_mask(self, inputs, mask=None):
        if mask is None or any(part is None for part in mask[:-1]):
            return None
        return self.call(list(mask[:-1]) + inputs[-1:])

    def compute_output_shape(self, input_shape):
        return (None,) + tuple(input_shape[0][1:])


def _bounds(size, index, parts):
    """First sample of a part of a batch, and the sample after its last one, as tensors."""
    return size * index // parts, size * (index + 1) // parts
