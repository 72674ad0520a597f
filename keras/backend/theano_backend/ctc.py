"""Connectionist temporal classification."""

import numpy as np

from keras.backend import common
from keras.backend.theano_backend import core
from keras.backend.theano_backend import shaping
from keras.backend.theano_backend import static
from keras.backend.theano_backend.engine import Apply, Op, T, sparse, tensor_type
from keras.backend.theano_backend.recurrent import _Record, _run
from keras.backend.traced import ctc_decoding

#: Logarithm of a probability of 0: finite, so that differences of two of them are numbers.
_NEVER = -1e30


def ctc_label_dense_to_sparse(labels, label_lengths):
    places = T.arange(labels.shape[1]).dimshuffle('x', 0)
    rows, columns = T.lt(places, label_lengths.dimshuffle(0, 'x')).nonzero()
    ends = T.concatenate([T.zeros((1,), dtype='int32'), T.cast(T.cumsum(label_lengths), 'int32')])
    made = sparse.CSR(labels[rows, columns], T.cast(columns, 'int32'), ends,
                      T.cast(labels.shape, 'int32'))
    made._keras_shape = core.int_shape(labels)
    return made


def ctc_batch_cost(y_true, y_pred, input_length, label_length):
    dtype = y_pred.dtype
    logs = T.log(core.cast(y_pred, 'float64' if dtype == 'float64' else 'float32')
                 + np.asarray(common.epsilon(), 'float32'))
    logs = (logs - _logsumexp(logs, 2)).dimshuffle(1, 0, 2)
    never = np.asarray(_NEVER, logs.dtype)
    samples, longest, blank = y_true.shape[0], y_true.shape[1], y_pred.shape[2] - 1
    steps, counts = [T.cast(T.reshape(one, (-1, 1), ndim=2), 'int64')
                     for one in (input_length, label_length)]
    steps, counts = [static.known(one, (None, 1)) for one in (steps, counts)]
    places = T.arange(2 * longest + 1).dimshuffle('x', 0)
    # Blanks stand at the even places, labels at the odd ones.
    known = T.and_(T.eq(places % 2, 1), T.lt(places // 2, counts))
    spread = shaping.repeat_elements(shaping.pad(T.cast(y_true, 'int64'), {1: (0, 1)}), 2, 1)
    labels = T.switch(known, spread[:, :-1], blank)
    logs = logs[T.arange(logs.shape[0]).dimshuffle(0, 'x', 'x'),
                T.arange(samples).dimshuffle('x', 0, 'x'), labels.dimshuffle('x', 0, 1)]
    # A label may follow the one before it without a blank between them, if the two differ.
    earlier = T.concatenate([T.zeros_like(labels[:, :2]) + blank, labels[:, :-2]], axis=1)
    skips = T.and_(known, T.neq(labels, earlier))
    reached = T.switch(T.lt(places, 2), logs[0], never)

    def step(parts, states):
        now, time = parts
        before, = states
        ways = [before, _later(before, 1), T.switch(skips, _later(before, 2), never)]
        top = T.maximum(T.maximum(ways[0], ways[1]), ways[2])
        total = T.exp(ways[0] - top) + T.exp(ways[1] - top) + T.exp(ways[2] - top)
        new = T.switch(T.lt(time, steps), now + top + T.log(total), before)
        return new, [new]

    sequences = [logs, T.arange(logs.shape[0])]
    sequences = [one[1:] for one in sequences]
    reached = T.concatenate([reached.dimshuffle('x', 0, 1),
                             _run(_Record(step, sequences, [reached]), sequences, [reached],
                                  False)[1]], axis=0)[-1]
    is_end = T.or_(T.eq(places, 2 * counts), T.eq(places, 2 * counts - 1))
    cost = -_logsumexp(T.switch(is_end, reached, never), 1)
    cost = T.switch(T.gt(cost, -never / 2), np.asarray(np.inf, cost.dtype), cost)
    return static.known(core.cast(cost, dtype), (core.int_shape(y_pred)[0], 1))


def _logsumexp(x, axis):
    """Logarithm of a sum of exponentials, without overflow; the axis stays."""
    top = T.max(x, axis=axis, keepdims=True)
    return top + T.log(T.sum(T.exp(x - top), axis=axis, keepdims=True, dtype=x.dtype))


def _later(reached, count):
    """The values some places later, with nothing before them."""
    nothing = T.zeros_like(reached[:, :count]) + np.asarray(_NEVER, reached.dtype)
    return T.concatenate([nothing, reached[:, :-count]], axis=1)


class Decode(Op):
    """Finds the most probable label sequences, in NumPy.

    Args:
        greedy: Whether the best class of each step is taken; else beam search.
        beam_width: Width of the beam.
        top_paths: How many sequences are found.
        merge_repeated: Whether equal neighbours are joined in the result.
    """

    __props__ = ('greedy', 'beam_width', 'top_paths', 'merge_repeated')

    def __init__(self, greedy, beam_width, top_paths, merge_repeated):
        self.greedy = bool(greedy)
        self.beam_width = int(beam_width)
        self.top_paths = 1 if greedy else int(top_paths)
        self.merge_repeated = bool(merge_repeated)

    def make_node(self, y_pred, input_length):
        paths = [tensor_type('int64', (False, False))() for _ in range(self.top_paths)]
        scores = tensor_type(y_pred.dtype, (False, self.top_paths == 1))()
        return Apply(self, [y_pred, T.flatten(input_length)], paths + [scores])

    def perform(self, node, inputs, outputs, *_):
        scores = inputs[0].astype('float64') + common.epsilon()
        if self.greedy:
            sequences, logs = ctc_decoding.greedy(scores, inputs[1])
        else:
            sequences, logs = ctc_decoding.beam_search(scores, inputs[1], self.beam_width,
                                                       self.top_paths, self.merge_repeated)
        for place, one in zip(outputs, sequences + [logs.astype(inputs[0].dtype)]):
            place[0] = one


def ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1,
               merge_repeated=False):
    results = Decode(greedy, beam_width, top_paths, merge_repeated)(y_pred, input_length)
    return results[:-1], results[-1]
