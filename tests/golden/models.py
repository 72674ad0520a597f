"""The models of the training and serialization cases, by the name of their builder."""

from keras import backend as K
from keras import constraints, layers, models, optimizers, regularizers
from tests.golden.storage import plain


def build(name, p):
    """Makes a model.

    Args:
        name: String, the builder.
        p: Dictionary of its sizes.

    Returns:
        The model, and the arguments of `compile` apart from the optimizer.
    """
    return BUILDERS[name](p)


def optimizer(spec):
    """The optimizer that a case describes."""
    return optimizers.get({'class_name': spec['class_name'], 'config': plain(spec['config'])})


def _mlp(p):
    model = models.Sequential()
    model.add(layers.Dense(p['h'], activation=p.get('act', 'relu'), input_shape=(p['d'],)))
    model.add(layers.Dropout(0.0))
    model.add(layers.Dense(p['k'], activation='softmax'))
    return model, dict(loss='categorical_crossentropy', metrics=['accuracy'])


def _mlp_sparse(p):
    model = models.Sequential([layers.Dense(p['h'], activation='tanh', input_dim=p['d']),
                               layers.Dense(p['k'], activation='softmax')])
    return model, dict(loss='sparse_categorical_crossentropy',
                       metrics=['acc', 'sparse_top_k_categorical_accuracy'])


def _binary(p):
    model = models.Sequential([layers.Dense(p['h'], activation='relu', input_dim=p['d']),
                               layers.Dense(1, activation='sigmoid')])
    return model, dict(loss='binary_crossentropy', metrics=['accuracy', 'mse', 'mae'])


def _cnn(p):
    model = models.Sequential()
    model.add(layers.Conv2D(p['f'], (3, 3), activation='relu', padding=p.get('pad', 'same'),
                            input_shape=(p['s'], p['s'], p['c'])))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Conv2D(p['f'] + 1, 2, strides=1, activation='elu'))
    model.add(layers.Flatten())
    model.add(layers.Dense(p['k'], activation='softmax'))
    return model, dict(loss='categorical_crossentropy', metrics=['accuracy'])


def _multi(p):
    left = layers.Input(shape=(p['d'],), name='left')
    right = layers.Input(shape=(p['d'] + 1,), name='right')
    x = layers.concatenate([layers.Dense(p['h'], activation='tanh', name='da')(left),
                            layers.Dense(p['h'], activation='tanh', name='db')(right)])
    outputs = [layers.Dense(p['k'], activation='softmax', name='cls')(x),
               layers.Dense(1, name='reg')(x)]
    return models.Model([left, right], outputs), dict(
        loss={'cls': 'categorical_crossentropy', 'reg': 'mse'},
        loss_weights={'cls': 1., 'reg': p['lw']},
        metrics={'cls': 'accuracy', 'reg': ['mae', 'mse']})


def _shared(p):
    a, b = layers.Input(shape=(p['d'],)), layers.Input(shape=(p['d'],))
    encoder = layers.Dense(p['h'], activation='relu', name='enc')
    x = layers.multiply([encoder(a), encoder(b)])
    output = layers.Dense(1, activation='sigmoid')(layers.add([x, encoder(b)]))
    return models.Model([a, b], output), dict(loss='binary_crossentropy', metrics=['acc'])


def _batchnorm(p):
    model = models.Sequential()
    model.add(layers.Conv1D(p['f'], 3, padding='same', use_bias=False,
                            input_shape=(p['t'], p['d'])))
    model.add(layers.BatchNormalization(momentum=p.get('mom', .8)))
    model.add(layers.Activation('relu'))
    model.add(layers.GlobalAveragePooling1D())
    model.add(layers.Dense(p['h']))
    model.add(layers.BatchNormalization(scale=False, momentum=.9))
    model.add(layers.Dense(1))
    return model, dict(loss='mse', metrics=['mae'])


def _regcon(p):
    model = models.Sequential()
    model.add(layers.Dense(
        p['h'], activation='relu', input_dim=p['d'],
        kernel_regularizer=regularizers.l1_l2(.01, .02), bias_regularizer=regularizers.l2(.1),
        kernel_constraint=constraints.max_norm(p['mn'])))
    model.add(layers.ActivityRegularization(l1=.001, l2=.002))
    model.add(layers.Dense(
        p['k'], activity_regularizer=regularizers.l2(.01),
        kernel_constraint=constraints.non_neg(), bias_constraint=constraints.unit_norm(axis=0)))
    return model, dict(loss='mae', metrics=['mse'])


def _frozen(p):
    model = models.Sequential()
    model.add(layers.Dense(p['h'], activation='tanh', input_dim=p['d'], trainable=False))
    model.add(layers.BatchNormalization())
    model.add(layers.Dense(p['k'], activation='sigmoid'))
    model.layers[1].trainable = bool(p['bn'])
    return model, dict(loss='binary_crossentropy', metrics=['binary_accuracy'])


def _custom(p):
    model = models.Sequential([layers.Dense(p['h'], activation='softplus', input_dim=p['d']),
                               layers.Dense(p['k'])])

    def weird(y_true, y_pred):
        distance = K.abs(y_true - y_pred)
        return K.mean(K.switch(distance > .5, distance, K.square(distance)), axis=-1)

    def spread(y_true, y_pred):
        return K.max(y_pred) - K.min(y_pred)
    return model, dict(loss=weird, metrics=[spread, 'mse'])


def _addloss(p):
    x = layers.Input(shape=(p['d'],))
    hidden = layers.Dense(p['h'], activation='tanh')(x)
    model = models.Model(x, layers.Dense(p['k'])(hidden))
    model.add_loss(p['w'] * K.mean(K.square(hidden)))
    return model, dict(loss='mse')


def _weighted(p):
    model = models.Sequential([layers.Dense(p['h'], activation='relu', input_dim=p['d']),
                               layers.Dense(p['k'], activation='softmax')])
    return model, dict(loss='categorical_crossentropy', metrics=['accuracy'],
                       weighted_metrics=['accuracy'])


def _nested(p):
    inner = models.Sequential(
        [layers.Dense(p['h'], activation='relu', input_shape=(p['d'],), name='i1'),
         layers.Dense(p['h'], name='i2')], name='inner')
    a, b = layers.Input(shape=(p['d'],), name='a'), layers.Input(shape=(p['d'],), name='b')
    output = layers.Dense(1, name='o')(layers.subtract([inner(a), inner(b)], name='sub'))
    return models.Model([a, b], output, name='siamese'), dict(loss='mse')


def _incep(p):
    image = layers.Input(shape=(p['s'], p['s'], 3), name='img')
    one = layers.Conv2D(4, 1, padding='same', activation='relu', name='t1')(image)
    two = layers.Conv2D(3, 3, padding='same', dilation_rate=2, name='t2')(image)
    three = layers.SeparableConv2D(5, 3, padding='same', depth_multiplier=2, name='t3')(image)
    x = layers.concatenate([one, layers.LeakyReLU(.2, name='lr')(two), three], name='cat')
    x = layers.BatchNormalization(name='bn')(x)
    x = layers.GlobalMaxPooling2D(name='gp')(x)
    output = layers.Dense(p['k'], activation='softmax', name='out',
                          kernel_regularizer=regularizers.l2(1e-3))(x)
    return models.Model(image, output, name='mini_inception'), dict(
        loss='categorical_crossentropy', metrics=['accuracy'])


def _lstm(p):
    model = models.Sequential()
    model.add(layers.LSTM(p['h'], input_shape=(p['t'], p['d']), return_sequences=True))
    model.add(layers.LSTM(p['h'] - 1, implementation=p.get('impl', 1)))
    model.add(layers.Dense(p['k']))
    return model, dict(loss='mse', metrics=['mae'])


def _bigru(p):
    model = models.Sequential()
    model.add(layers.Bidirectional(
        layers.GRU(p['h'], return_sequences=True, reset_after=p.get('ra', False)),
        merge_mode=p['merge'], input_shape=(p['t'], p['d'])))
    model.add(layers.TimeDistributed(layers.Dense(p['k'], activation='softmax')))
    return model, dict(loss='categorical_crossentropy', metrics=['accuracy'],
                       sample_weight_mode='temporal' if p.get('temporal') else None)


def _embmask(p):
    model = models.Sequential()
    model.add(layers.Embedding(p['v'], p['e'], mask_zero=True, input_length=p['t']))
    output = layers.Dense(p['k'], activation='softmax')
    if p.get('seq'):
        model.add(layers.LSTM(p['h'], return_sequences=True))
        model.add(layers.TimeDistributed(output))
    else:
        model.add(layers.GRU(p['h']))
        model.add(output)
    return model, dict(loss='categorical_crossentropy', metrics=['accuracy'])


def _stateful(p):
    kind = layers.SimpleRNN if p.get('simple') else layers.LSTM
    model = models.Sequential()
    model.add(kind(p['h'], stateful=True, batch_input_shape=(p['b'], p['t'], p['d'])))
    model.add(layers.Dense(1))
    return model, dict(loss='mse', metrics=['mae'])


def _seq2seq(p):
    source = layers.Input(shape=(None, p['d']), name='enc_in')
    _, hidden, carry = layers.LSTM(p['h'], return_state=True, name='enc')(source)
    target = layers.Input(shape=(None, p['d']), name='dec_in')
    x = layers.LSTM(p['h'], return_sequences=True, name='dec')(
        target, initial_state=[hidden, carry])
    output = layers.TimeDistributed(layers.Dense(p['k'], activation='softmax'), name='td')(x)
    return (models.Model([source, target], output, name='s2s'),
            dict(loss='categorical_crossentropy'))


def _rnncells(p):
    x = layers.Input(shape=(p['t'], p['d']), name='x')
    stack = layers.RNN([layers.LSTMCell(p['h']), layers.GRUCell(p['h'] + 1)], name='stack')(
        layers.Masking(0., name='mask')(x))
    both = layers.Bidirectional(layers.SimpleRNN(p['h']), merge_mode='ave', name='bi')(x)
    output = layers.Dense(2, name='o')(layers.concatenate([stack, both], name='cat'))
    return models.Model(x, output, name='cells'), dict(loss='mse')


def _misc(p):
    x = layers.Input(shape=(p['t'], p['d']), name='x')
    y = layers.TimeDistributed(layers.Dense(p['h'], kernel_initializer='he_normal',
                                            bias_initializer='ones'), name='td')(x)
    y = layers.PReLU(shared_axes=[1], name='pr')(y)
    y = layers.SpatialDropout1D(0., name='sd')(y)
    if p.get('conv'):
        y = layers.Conv1D(p['h'], 2, dilation_rate=2, padding='causal', name='cv')(y)
    else:
        y = layers.GRU(p['h'], reset_after=True, name='gru', return_sequences=True)(y)
    y = layers.Flatten(name='fl')(layers.Permute((2, 1), name='pm')(y))
    output = layers.Dense(1, use_bias=False, kernel_constraint='max_norm', name='o')(y)
    return models.Model(x, output, name='misc'), dict(loss='mse', metrics=['mae'])


BUILDERS = {
    'mlp': _mlp, 'mlp_sparse': _mlp_sparse, 'binary': _binary, 'cnn': _cnn, 'multi': _multi,
    'shared': _shared, 'batchnorm': _batchnorm, 'regcon': _regcon, 'frozen': _frozen,
    'custom': _custom, 'addloss': _addloss, 'weighted': _weighted, 'nested': _nested,
    'incep': _incep, 'lstm': _lstm, 'bigru': _bigru, 'embmask': _embmask,
    'stateful': _stateful, 'seq2seq': _seq2seq, 'rnncells': _rnncells, 'misc': _misc,
}
