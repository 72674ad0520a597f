"""The import path of Keras 2.3 for newer engines: the same callback, with the arguments it had."""

import warnings

from keras.callbacks import tensorboard


class TensorBoard(tensorboard.TensorBoard):
    """`keras.callbacks.TensorBoard`, whose `batch_size` may be None.

    Args:
        log_dir: See `keras.callbacks.TensorBoard`, also for the other arguments.
        histogram_freq: Integer.
        batch_size: Integer; None for 32.
        write_graph: Boolean.
        write_grads: Boolean.
        write_images: Boolean.
        embeddings_freq: Integer.
        embeddings_layer_names: List or None.
        embeddings_metadata: String, dictionary or None.
        embeddings_data: Array, list or None.
        update_freq: `'epoch'`, `'batch'` or integer.
        **kwargs: `profile_batch` is taken, with a warning: nothing is profiled.

    Example:

        import tempfile
        from keras.callbacks.tensorboard_v2 import TensorBoard
        assert TensorBoard(tempfile.mkdtemp()).batch_size == 32
    """

    def __init__(self, log_dir='./logs', histogram_freq=0, batch_size=None, write_graph=True,
                 write_grads=False, write_images=False, embeddings_freq=0,
                 embeddings_layer_names=None, embeddings_metadata=None, embeddings_data=None,
                 update_freq='epoch', **kwargs):
        if kwargs.pop('profile_batch', 0):
            warnings.warn('TensorBoard: profile_batch has no effect, nothing is profiled.',
                          RuntimeWarning, stacklevel=2)
        if kwargs:
            raise TypeError('TensorBoard does not know these arguments: %s'
                            % ', '.join(sorted(kwargs)))
        super().__init__(
            log_dir, histogram_freq, 32 if batch_size is None else batch_size, write_graph,
            write_grads, write_images, embeddings_freq, embeddings_layer_names,
            embeddings_metadata, embeddings_data, update_freq)
