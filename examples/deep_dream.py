"""Deep dream: a photograph is changed so that a network sees more of what it faintly sees already.

The image, not the network, is what is trained: it goes uphill on the activity of some layers, and
is shifted a little at random in each step, so that no grid appears.

100 steps make the activity at least 1.5 times what it was (for a photograph of a cat). The network
is a small MobileNet (2 MB of weights are downloaded at first); InceptionV3 has prettier dreams,
and takes longer.

    python examples/deep_dream.py photo.jpg --save dream.png
    python examples/deep_dream.py photo.jpg --steps 20      # a short try
"""

import argparse

import numpy as np

from keras import backend as K
from keras.applications.mobilenet import MobileNet, preprocess_input
from keras.preprocessing.image import img_to_array, load_img, save_img
from keras.utils import set_random_seed

SIZE = 224
LAYERS = {'conv_pw_5_relu': 1., 'conv_pw_9_relu': 1., 'conv_pw_11_relu': 2.}


def make_step():
    """A function from an image to its activity and to the way uphill."""
    K.set_learning_phase(0)
    model = MobileNet(alpha=0.25, include_top=False, input_shape=(SIZE, SIZE, 3))
    activity = sum(weight * K.mean(K.square(model.get_layer(name).output))
                   for name, weight in sorted(LAYERS.items()))
    gradient = K.gradients(activity, model.input)[0]
    gradient = gradient / (K.mean(K.abs(gradient)) + K.epsilon())
    return K.function([model.input], [activity, gradient])


def main(arguments=None):
    """Dreams; returns the activity of the layers after it, relative to that before."""
    parser = argparse.ArgumentParser(description='Makes a photograph dreamlike.')
    parser.add_argument('photo', help='an image file')
    parser.add_argument('--steps', type=int, default=100)
    parser.add_argument('--save', metavar='FILE', help='where to save the picture')
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same dream every time
    step = make_step()
    photo = img_to_array(load_img(options.photo, target_size=(SIZE, SIZE)))
    image = preprocess_input(photo[np.newaxis])
    before = step([image])[0]
    for number in range(options.steps):
        shift = tuple(np.random.randint(-8, 9, size=2))
        shifted = np.roll(image, shift, axis=(1, 2))
        activity, gradient = step([shifted])
        shifted = np.clip(shifted + 0.03 * gradient, -1, 1)
        image = np.roll(shifted, (-shift[0], -shift[1]), axis=(1, 2))
        if number % 10 == 9:
            print('Step %3d: activity %.3f' % (number + 1, activity))
    after = step([image])[0]
    print('Activity: %.3f, before %.3f' % (after, before))
    if options.save:
        save_img(options.save, (image[0] + 1) * 127.5)
        print('Saved to', options.save)
    return after / before


if __name__ == '__main__':
    main()
