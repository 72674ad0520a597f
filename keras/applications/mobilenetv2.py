"""Another name for `keras.applications.mobilenet_v2`, which Keras 2.2 had."""

from keras.applications.mobilenet_v2 import (  # noqa: F401
    MobileNetV2, decode_predictions, keras_modules_injection, preprocess_input)
