"""Style transfer: what one photograph shows, with the colours and textures of another.

The image is trained, not the network: its features should stay those of the first photograph, and
the products of its features (which forget where things are) should become those of the second
(Gatys, Ecker and Bethge, arXiv 1508.06576).

200 steps bring the style to at most a fifth of its distance at the beginning, while the content
stays nearer to the first photograph than the second one is. The network is a small MobileNet (2 MB
of weights are downloaded at first); the paper's VGG19 has prettier pictures, and takes much
longer.

    python examples/style_transfer.py content.jpg style.jpg --save picture.png
    python examples/style_transfer.py content.jpg style.jpg --steps 30      # a short try
"""

import argparse

import numpy as np

from keras import backend as K
from keras.applications.mobilenet import MobileNet, preprocess_input
from keras.preprocessing.image import img_to_array, load_img, save_img

SIZE = 224
CONTENT = 'conv_pw_6_relu'
STYLE = ('conv1_relu', 'conv_pw_1_relu', 'conv_pw_3_relu', 'conv_pw_5_relu')


def load(path):
    """A photograph as the network wants it."""
    return preprocess_input(img_to_array(load_img(path, target_size=(SIZE, SIZE)))[np.newaxis])


def products(features):
    """How often features go together, wherever they are."""
    channels = K.int_shape(features)[-1]
    flat = K.reshape(features, (-1, channels))
    return K.dot(K.transpose(flat), flat) / float(np.prod(K.int_shape(features)[1:3]))


def make_step(content, style):
    """A function from an image to its distances in content and style, and to the way uphill."""
    K.set_learning_phase(0)
    model = MobileNet(alpha=0.25, include_top=False, input_shape=(SIZE, SIZE, 3))
    features = model.get_layer(CONTENT).output
    textures = [products(model.get_layer(name).output) for name in STYLE]
    wanted = K.function([model.input], [features])([content])[0]
    aims = K.function([model.input], textures)([style])
    far_off = K.mean(K.square(features - K.constant(wanted)))
    unlike = sum(K.sum(K.square(texture - K.constant(aim))) / float(np.sum(aim ** 2))
                 for texture, aim in zip(textures, aims)) / len(aims)
    gradient = K.gradients(unlike + 0.02 * far_off, model.input)[0]
    return K.function([model.input], [far_off, unlike, gradient])


def main(arguments=None):
    """Paints; returns the final distances in style and content, relative to the two photographs."""
    parser = argparse.ArgumentParser(description='Paints a photograph like another one.')
    parser.add_argument('content', help='an image file: what is to be seen')
    parser.add_argument('style', help='an image file: how it shall look')
    parser.add_argument('--steps', type=int, default=200)
    parser.add_argument('--save', metavar='FILE', help='where to save the picture')
    options = parser.parse_args(arguments)

    content, style = load(options.content), load(options.style)
    step = make_step(content, style)
    style_at_first, content_of_style = step([content])[1], step([style])[0]
    image, mean, square = content.copy(), 0., 0.
    for number in range(1, options.steps + 1):
        far_off, unlike, gradient = step([image])
        mean = 0.9 * mean + 0.1 * gradient              # steps of Adam
        square = 0.99 * square + 0.01 * gradient ** 2
        ahead = mean / (1 - 0.9 ** number) / (np.sqrt(square / (1 - 0.99 ** number)) + 1e-8)
        image = np.clip(image - 0.02 * ahead, -1, 1)
        if number % 20 == 0:
            print('Step %3d: distance in style %.4f, in content %.4f' % (number, unlike, far_off))
    far_off, unlike, _ = step([image])
    results = unlike / style_at_first, far_off / content_of_style
    print('Distance in style: %.3f of that at first. In content: %.3f of that of the style image'
          % results)
    if options.save:
        save_img(options.save, (image[0] + 1) * 127.5)
        print('Saved to', options.save)
    return results


if __name__ == '__main__':
    main()
