"""The callback that writes what TensorBoard shows."""

from keras.callbacks.tensorboard.tensorboard import TensorBoard

__all__ = ['TensorBoard']
