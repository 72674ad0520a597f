"""Calls spelled as in Keras 1 and the configurations that they give."""

import warnings

from keras import layers
from tests.golden.storage import plain


def run_legacy(case):
    """The configuration of the layer that a call makes, without its name."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', UserWarning)
        layer = getattr(layers, case['name'])(*case['args'], **case['kwargs'])
    config = plain(layer.get_config())
    config.pop('name')
    if case['name'] == 'SpatialDropout2D':
        # 2.3.1 does not write it: a layer with other than the default format is read back wrongly
        assert config.pop('data_format') == 'channels_first'
    return {'config': config}
