"""Ops that stand-ins say nothing about: sparse ones, and those with lengths that values decide."""

from keras.backend.traced import abstract
from keras.backend.traced import engine as engines
from keras.backend.traced import record
from keras.backend.traced.tensor import Node


def to_dense(tensor):
    if not getattr(tensor, 'is_sparse', False):
        return tensor
    return record.record('to_dense', engines.current().KERNELS['to_dense'], (tensor,))


def concatenate(tensors, axis=-1):
    tensors = list(tensors)
    kernel = engines.current().KERNELS['concatenate']
    are_sparse = [getattr(x, 'is_sparse', False) for x in tensors]
    if any(are_sparse) and not all(are_sparse):
        tensors = [to_dense(x) for x in tensors]
    joined = record.call_kernel('concatenate', kernel, ('tensors', 'axis'), [tensors, axis], (),
                                record.host_functions()['concatenate'])
    joined.is_sparse = bool(are_sparse) and all(are_sparse)
    return joined


def ctc_decode(y_pred, input_length, greedy=True, beam_width=100, top_paths=1,
               merge_repeated=False):
    samples = y_pred.shape[0]
    paths = 1 if greedy else top_paths
    specs = ([abstract.spec_of((samples, None), 'int64') for _ in range(paths)],
             abstract.spec_of((samples, paths), y_pred.dtype))
    return _dynamic('ctc_decode', specs, y_pred, input_length, greedy, beam_width, top_paths,
                    merge_repeated)


def ctc_label_dense_to_sparse(labels, label_lengths):
    made = _dynamic('ctc_label_dense_to_sparse', abstract.spec_of(labels.shape, labels.dtype),
                    labels, label_lengths)
    made.is_sparse = True
    return made


def _dynamic(op, specs, *args):
    """Records a kernel whose results have lengths that only values tell."""
    node = Node(op, engines.current().KERNELS[op], args)
    node.is_dynamic = True
    return record.adopt(node, specs)
