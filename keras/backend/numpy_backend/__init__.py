"""The executable definition of the ops of `K` on plain NumPy arrays.

No engine runs this: it says in the plainest way what each op means, and tests compare every engine
with it. Functions have the signatures of the contract. What is about graphs and sessions
(placeholders, functions, gradients) has no meaning on arrays and is not here.

    from keras.backend import numpy_backend as KNP
    KNP.conv2d(images, kernel, padding='same')
"""

from keras.backend.common import epsilon, floatx, image_data_format  # noqa: F401
from keras.backend.numpy_backend.conv import *  # noqa: F401,F403
from keras.backend.numpy_backend.core import *  # noqa: F401,F403
from keras.backend.numpy_backend.math import *  # noqa: F401,F403
from keras.backend.numpy_backend.nn import *  # noqa: F401,F403
from keras.backend.numpy_backend.random import *  # noqa: F401,F403
from keras.backend.numpy_backend.recurrent import *  # noqa: F401,F403
from keras.backend.numpy_backend.shaping import *  # noqa: F401,F403
from keras.backend.shapes import transpose_shape  # noqa: F401
