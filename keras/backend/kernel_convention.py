"""What the `backend` attribute of a model file says: how its convolution kernels are turned.

Every engine here computes convolutions as correlations, so every file is written under one
name. Files of Keras 2 on an engine that computed true convolutions hold flipped kernels.
"""

WRITTEN = 'tensorflow'
FLIPPED = ('theano',)
