"""The engine itself: which TensorFlow this is, and graph mode on it.

Loading this module turns eager execution off for the whole process: everything that is built
afterwards goes into graphs, also where a program made eager tensors before. Those tensors keep
their values (`numpy()` works) and may be used as constants.
"""

import tensorflow as _tensorflow

VERSION = tuple(int(part) for part in _tensorflow.__version__.split('.')[:2])

if VERSION < (1, 14):
    raise ImportError('TensorFlow {} is installed; 1.14 or later is needed. Install it with: '
                      "pip install 'keras[tensorflow]'".format(_tensorflow.__version__))

#: The TensorFlow 1 interface, in which everything here is written.
tf = _tensorflow.compat.v1
tf.disable_eager_execution()
# Loops and branches of the first kind live in the graph itself. Those of the second kind are
# functions that grow outputs when a gradient is taken, which a session that has run them refuses.
tf.disable_control_flow_v2()

#: What `K.tf` is: TensorFlow as a script of its time knows it.
public = _tensorflow if VERSION < (2, 0) else tf

#: The common base class of variables of all kinds.
Variable = _tensorflow.compat.v2.Variable
