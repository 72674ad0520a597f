"""A convolutional network learns to tell cats from dogs, from a folder with few photographs.

There are 320 photographs to learn from. Each is turned, moved, zoomed and mirrored a little, in
another way every time, so that the network cannot learn them by heart.

Reaches a validation accuracy of about 0.67 after 20 epochs; guessing is right in 0.5. How much
better a network does that has seen other photographs before is shown by fine_tuning.py.

    python examples/cats_and_dogs.py
    python examples/cats_and_dogs.py --epochs 1 --limit 2     # a short try

The photographs are looked for in $KERAS_HOME/datasets/cats_and_dogs (~/.keras/datasets/...), in the
folders train/cats, train/dogs, validation/cats and validation/dogs. They are of the competition
"Dogs vs. Cats" of Kaggle; another number of them does as well.
"""

import argparse
import os

from keras import configuration
from keras.callbacks import LearningRateScheduler
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator
from keras.utils import set_random_seed

SIZE = 64           # pixels of a side
BATCH_SIZE = 16


def batches(folder):
    """Batches of photographs without end: changed by chance to learn from, plain to be tested."""
    changed = ImageDataGenerator(rescale=1. / 255, rotation_range=20, width_shift_range=0.1,
                                 height_shift_range=0.1, zoom_range=0.2, shear_range=10,
                                 horizontal_flip=True, data_format=None)
    plain = ImageDataGenerator(rescale=1. / 255, data_format=None)
    options = dict(target_size=(SIZE, SIZE), batch_size=BATCH_SIZE, class_mode='binary', seed=1,
                   interpolation='bilinear')
    return (changed.flow_from_directory(os.path.join(folder, 'train'), **options),
            plain.flow_from_directory(os.path.join(folder, 'validation'), shuffle=False, **options))


def build(image_shape):
    """Ever smaller maps of ever larger shapes; dense layers decide: cat or dog."""
    model = Sequential()
    model.add(Conv2D(32, 3, padding='same', activation='relu', input_shape=image_shape))
    model.add(MaxPooling2D(2))
    for _ in range(3):
        model.add(Conv2D(64, 3, padding='same', activation='relu'))
        model.add(MaxPooling2D(2))
    model.add(Flatten())
    model.add(Dense(32, activation='relu'))
    model.add(Dense(1, activation='sigmoid'))
    model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
    return model


def slower_and_slower(epoch):
    """Large steps first, small steps to finish."""
    return 1e-3 * 0.95 ** epoch


def main(arguments=None):
    """Trains and tests; returns the validation accuracy."""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--epochs', type=int, default=20)
    parser.add_argument('--limit', type=int, help='how many batches an epoch has')
    parser.add_argument('--folder', help='where the folders train and validation are',
                        default=os.path.join(configuration.home(), 'datasets', 'cats_and_dogs'))
    options = parser.parse_args(arguments)

    set_random_seed(1)      # the same run every time
    train, validation = batches(options.folder)
    model = build(train.image_shape)
    model.summary()
    model.fit_generator(train, steps_per_epoch=options.limit, epochs=options.epochs,
                        validation_data=validation, verbose=2,
                        callbacks=[LearningRateScheduler(slower_and_slower)])
    loss, accuracy = model.evaluate_generator(validation)
    print('Validation loss: %.4f' % loss)
    print('Validation accuracy: %.4f' % accuracy)
    return accuracy


if __name__ == '__main__':
    main()
