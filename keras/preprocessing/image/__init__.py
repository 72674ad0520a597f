"""Images: files and arrays, transforms, and batches that are changed by chance.

Pillow is needed for files, SciPy for interpolation by splines, pandas for tables; each only when
it is used.
"""

from keras.preprocessing.image.arrays import NumpyArrayIterator  # noqa: F401
from keras.preprocessing.image.affine import (  # noqa: F401
    apply_affine_transform, apply_transform, transform_matrix_offset_center)
from keras.preprocessing.image.dataframe import DataFrameIterator  # noqa: F401
from keras.preprocessing.image.directory import DirectoryIterator  # noqa: F401
from keras.preprocessing.image.generator import ImageDataGenerator  # noqa: F401
from keras.preprocessing.image.iterator import Iterator  # noqa: F401
from keras.preprocessing.image.pictures import (  # noqa: F401
    array_to_img, img_to_array, list_pictures, load_img, save_img)
from keras.preprocessing.image.transforms import (  # noqa: F401
    apply_brightness_shift, apply_channel_shift, flip_axis, random_brightness,
    random_channel_shift, random_rotation, random_shear, random_shift, random_zoom)
from keras.utils.lazy import lazy

lazy(__name__, names={'backend': 'keras', 'utils': 'keras', 'generic_utils': 'keras.utils'})
