"""Where does a network look? The heat map of a class over a photograph (Grad-CAM).

The last feature maps are weighed by how much the probability of the class depends on each
(Selvaraju and others, arXiv 1610.02391). The proof that it shows the right place: grey over the
hottest quarter of the photograph takes the class away, grey over the coldest quarter does not.

A small MobileNet (2 MB of weights are downloaded at first) says of a photograph of elephants in
the savanna: African elephant, 0.42. With grey over the hottest quarter that is 0.01, over the
coldest 0.71.

    python examples/class_activation_map.py elephant.jpg
"""

import argparse

import numpy as np

from keras import backend as K
from keras.applications.mobilenet import MobileNet, decode_predictions, preprocess_input
from keras.preprocessing.image import img_to_array, load_img

SIZE = 224
LAST = 'conv_pw_13_relu'        # the last layer whose output has places: 7x7 of them


def heat_map(model, images, number):
    """How much each place of the last feature maps speaks for a class, between 0 and 1."""
    maps = model.get_layer(LAST).output
    gradient = K.gradients(model.output[:, number], maps)[0]
    values, slopes = K.function([model.input], [maps, gradient])([images])
    heat = np.maximum((values * slopes.mean(axis=(1, 2), keepdims=True)).sum(axis=-1), 0)[0]
    return heat / max(heat.max(), 1e-10)


def covered(image, heat, hottest):
    """The image with grey over a quarter of its places: the hottest ones, or the coldest."""
    order = np.argsort(heat, axis=None)
    chosen = order[-(heat.size // 4):] if hottest else order[:heat.size // 4]
    cell = SIZE // heat.shape[0]
    result = image.copy()
    for place in chosen:
        row, column = np.unravel_index(place, heat.shape)
        result[:, row * cell:(row + 1) * cell, column * cell:(column + 1) * cell] = 0
    return result


def main(arguments=None):
    """Shows the map; returns the probability of the class: as it is, hottest, coldest covered."""
    parser = argparse.ArgumentParser(description='Shows where in a photograph a class was seen.')
    parser.add_argument('photo', help='an image file')
    options = parser.parse_args(arguments)

    K.set_learning_phase(0)     # no dropout: the network is only asked
    model = MobileNet(alpha=0.25)
    photo = img_to_array(load_img(options.photo, target_size=(SIZE, SIZE)))
    image = preprocess_input(photo[np.newaxis])
    found = model.predict(image)
    number = found[0].argmax()
    for _, name, probability in decode_predictions(found, top=3)[0]:
        print('%-20s %.4f' % (name, probability))

    heat = heat_map(model, image, number)
    print('\n'.join(''.join(' .:+#'[min(4, int(5 * place))] * 2 for place in row) for row in heat))
    results = [found[0, number]] + [model.predict(covered(image, heat, hottest))[0, number]
                                    for hottest in (True, False)]
    print('Probability: %.4f; hottest quarter covered: %.4f; coldest covered: %.4f'
          % tuple(results))
    return tuple(results)


if __name__ == '__main__':
    main()
