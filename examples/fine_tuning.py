"""A network that was trained on ImageNet learns to tell cats from dogs.

MobileNet has seen 1.2 million photographs of 1,000 kinds of things. First only a new last layer
learns, on what the network sees in 320 photographs of cats and dogs; then the last block of the
network may change too, in small steps.

Reaches a validation accuracy of about 0.91 with the frozen network and of about 0.92 after the fine
tuning. A network that starts from nothing (cats_and_dogs.py) reaches about 0.67.

    python examples/fine_tuning.py
    python examples/fine_tuning.py --epochs 1 --limit 2       # a short try

The photographs are looked for where cats_and_dogs.py looks for them. The weights are downloaded to
$KERAS_HOME/models, unless mobilenet_2_5_224_tf_no_top.h5 is there.
"""

import argparse
import os

from keras import configuration
from keras.applications.mobilenet import MobileNet, preprocess_input
from keras.layers import Dense, Dropout
from keras.models import Sequential
from keras.optimizers import Adam
from keras.preprocessing.image import ImageDataGenerator
from keras.utils import set_random_seed

SIZE = 224          # pixels of a side, as the network has seen them
BATCH_SIZE = 32
LAST_BLOCK = 13     # of the blocks of the network


def batches(folder):
    """Batches of photographs without end: changed by chance to learn from, plain to be tested."""
    changed = ImageDataGenerator(preprocessing_function=preprocess_input, rotation_range=15,
                                 zoom_range=0.1, horizontal_flip=True, data_format=None)
    plain = ImageDataGenerator(preprocessing_function=preprocess_input, data_format=None)
    options = dict(target_size=(SIZE, SIZE), batch_size=BATCH_SIZE, class_mode='binary', seed=1,
                   interpolation='bilinear')
    return (changed.flow_from_directory(os.path.join(folder, 'train'), **options),
            plain.flow_from_directory(os.path.join(folder, 'validation'), shuffle=False, **options))


def build(image_shape):
    """The network without its own last layer, and a neuron that decides: cat or dog."""
    base = MobileNet(input_shape=image_shape, alpha=0.25, include_top=False, pooling='avg')
    model = Sequential([base, Dropout(0.3), Dense(1, activation='sigmoid')])
    return base, model


def thaw(base, block):
    """Lets the last block of a network learn, and nothing before it."""
    base.trainable = True
    for layer in base.layers:
        layer.trainable = layer.name.startswith(('conv_dw_%d' % block, 'conv_pw_%d' % block))


def learn(model, learning_rate, train, validation, epochs, limit):
    """Trains what is trainable; returns the validation accuracy."""
    model.compile(loss='binary_crossentropy', optimizer=Adam(learning_rate), metrics=['accuracy'])
    model.summary()
    model.fit_generator(train, steps_per_epoch=limit, epochs=epochs, validation_data=validation,
                        verbose=2)
    return model.evaluate_generator(validation)[1]


def main(arguments=None):
    """Trains twice; returns the validation accuracies: of the frozen network, and tuned."""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--epochs', type=int, default=10, help='of each of the two trainings')
    parser.add_argument('--limit', type=int, help='how many batches an epoch has')
    parser.add_argument('--folder', help='where the folders train and validation are',
                        default=os.path.join(configuration.home(), 'datasets', 'cats_and_dogs'))
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    train, validation = batches(options.folder)
    base, model = build(train.image_shape)
    base.trainable = False
    frozen = learn(model, 3e-3, train, validation, options.epochs, options.limit)
    print('Validation accuracy, frozen: %.4f' % frozen)
    thaw(base, LAST_BLOCK)
    tuned = learn(model, 1e-4, train, validation, options.epochs, options.limit)
    print('Validation accuracy, fine-tuned: %.4f' % tuned)
    return frozen, tuned


if __name__ == '__main__':
    main()
