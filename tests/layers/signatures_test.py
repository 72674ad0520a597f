"""Signatures and import paths of Keras 2.3.1: they are what scripts rely on."""

import importlib
import inspect

import pytest

from keras import layers

SIGNATURES = {
    'Activation': '(activation, **kwargs)',
    'ActivityRegularization': '(l1=0.0, l2=0.0, **kwargs)',
    'Add': '(**kwargs)',
    'AlphaDropout': '(rate, noise_shape=None, seed=None, **kwargs)',
    'Average': '(**kwargs)',
    'AveragePooling1D': (
        "(pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs)"),
    'AveragePooling2D': (
        "(pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs)"),
    'AveragePooling3D': (
        "(pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, **kwargs)"),
    'BatchNormalization': (
        '(axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, '
        "beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer='zeros', "
        "moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, "
        'beta_constraint=None, gamma_constraint=None, **kwargs)'),
    'Concatenate': '(axis=-1, **kwargs)',
    'Conv1D': (
        "(filters, kernel_size, strides=1, padding='valid', data_format='channels_last', "
        'dilation_rate=1, activation=None, use_bias=True, '
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        'kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, '
        'kernel_constraint=None, bias_constraint=None, **kwargs)'),
    'Conv2D': (
        "(filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        'dilation_rate=(1, 1), activation=None, use_bias=True, '
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        'kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, '
        'kernel_constraint=None, bias_constraint=None, **kwargs)'),
    'Conv2DTranspose': (
        "(filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None, "
        'data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, '
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        'kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, '
        'kernel_constraint=None, bias_constraint=None, **kwargs)'),
    'Conv3D': (
        "(filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, "
        'dilation_rate=(1, 1, 1), activation=None, use_bias=True, '
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        'kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, '
        'kernel_constraint=None, bias_constraint=None, **kwargs)'),
    'Conv3DTranspose': (
        "(filters, kernel_size, strides=(1, 1, 1), padding='valid', output_padding=None, "
        'data_format=None, activation=None, use_bias=True, '
        "kernel_initializer='glorot_uniform', bias_initializer='zeros', "
        'kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, '
        'kernel_constraint=None, bias_constraint=None, **kwargs)'),
    'Cropping1D': '(cropping=(1, 1), **kwargs)',
    'Cropping2D': '(cropping=((0, 0), (0, 0)), data_format=None, **kwargs)',
    'Cropping3D': '(cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs)',
    'Dense': (
        "(units, activation=None, use_bias=True, kernel_initializer='glorot_uniform', "
        "bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, "
        'activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs)'),
    'DepthwiseConv2D': (
        "(kernel_size, strides=(1, 1), padding='valid', depth_multiplier=1, data_format=None, "
        'dilation_rate=(1, 1), activation=None, use_bias=True, '
        "depthwise_initializer='glorot_uniform', bias_initializer='zeros', "
        'depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, '
        'depthwise_constraint=None, bias_constraint=None, **kwargs)'),
    'Dot': '(axes, normalize=False, **kwargs)',
    'Dropout': '(rate, noise_shape=None, seed=None, **kwargs)',
    'ELU': '(alpha=1.0, **kwargs)',
    'Embedding': (
        "(input_dim, output_dim, embeddings_initializer='uniform', "
        'embeddings_regularizer=None, activity_regularizer=None, embeddings_constraint=None, '
        'mask_zero=False, input_length=None, **kwargs)'),
    'Flatten': '(data_format=None, **kwargs)',
    'GaussianDropout': '(rate, **kwargs)',
    'GaussianNoise': '(stddev, **kwargs)',
    'GlobalAveragePooling1D': "(data_format='channels_last', **kwargs)",
    'GlobalAveragePooling2D': '(data_format=None, **kwargs)',
    'GlobalAveragePooling3D': '(data_format=None, **kwargs)',
    'GlobalMaxPooling1D': "(data_format='channels_last', **kwargs)",
    'GlobalMaxPooling2D': '(data_format=None, **kwargs)',
    'GlobalMaxPooling3D': '(data_format=None, **kwargs)',
    'Lambda': '(function, output_shape=None, mask=None, arguments=None, **kwargs)',
    'LeakyReLU': '(alpha=0.3, **kwargs)',
    'Masking': '(mask_value=0.0, **kwargs)',
    'MaxPooling1D': (
        "(pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs)"),
    'MaxPooling2D': (
        "(pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs)"),
    'MaxPooling3D': (
        "(pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, **kwargs)"),
    'Maximum': '(**kwargs)',
    'Minimum': '(**kwargs)',
    'Multiply': '(**kwargs)',
    'PReLU': (
        "(alpha_initializer='zeros', alpha_regularizer=None, alpha_constraint=None, "
        'shared_axes=None, **kwargs)'),
    'Permute': '(dims, **kwargs)',
    'ReLU': '(max_value=None, negative_slope=0.0, threshold=0.0, **kwargs)',
    'RepeatVector': '(n, **kwargs)',
    'Reshape': '(target_shape, **kwargs)',
    'SeparableConv1D': (
        "(filters, kernel_size, strides=1, padding='valid', data_format='channels_last', "
        'dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, '
        "depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', "
        "bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, "
        'bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, '
        'pointwise_constraint=None, bias_constraint=None, **kwargs)'),
    'SeparableConv2D': (
        "(filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, "
        'dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True, '
        "depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', "
        "bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, "
        'bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, '
        'pointwise_constraint=None, bias_constraint=None, **kwargs)'),
    'Softmax': '(axis=-1, **kwargs)',
    'SpatialDropout1D': '(rate, **kwargs)',
    'SpatialDropout2D': '(rate, data_format=None, **kwargs)',
    'SpatialDropout3D': '(rate, data_format=None, **kwargs)',
    'Subtract': '(**kwargs)',
    'ThresholdedReLU': '(theta=1.0, **kwargs)',
    'UpSampling1D': '(size=2, **kwargs)',
    'UpSampling2D': "(size=(2, 2), data_format=None, interpolation='nearest', **kwargs)",
    'UpSampling3D': '(size=(2, 2, 2), data_format=None, **kwargs)',
    'ZeroPadding1D': '(padding=1, **kwargs)',
    'ZeroPadding2D': '(padding=(1, 1), data_format=None, **kwargs)',
    'ZeroPadding3D': '(padding=(1, 1, 1), data_format=None, **kwargs)',
    'add': '(inputs, **kwargs)',
    'average': '(inputs, **kwargs)',
    'concatenate': '(inputs, axis=-1, **kwargs)',
    'dot': '(inputs, axes, normalize=False, **kwargs)',
    'maximum': '(inputs, **kwargs)',
    'minimum': '(inputs, **kwargs)',
    'multiply': '(inputs, **kwargs)',
    'subtract': '(inputs, **kwargs)',
}

NAMES = {
    'core': (
        'Activation ActivityRegularization Dense Dropout Flatten InputSpec K Lambda Layer Masking '
        'Permute RepeatVector Reshape SpatialDropout1D SpatialDropout2D SpatialDropout3D '
        'activations constraints deserialize_keras_object func_dump func_load has_arg '
        'initializers regularizers'),
    'convolutional': (
        'AveragePooling1D AveragePooling2D AveragePooling3D Conv1D Conv2D Conv2DTranspose Conv3D '
        'Conv3DTranspose Convolution1D Convolution2D Convolution2DTranspose Convolution3D '
        'Cropping1D Cropping2D Cropping3D Deconv2D Deconv3D Deconvolution2D Deconvolution3D '
        'DepthwiseConv2D InputSpec K Layer MaxPooling1D MaxPooling2D MaxPooling3D SeparableConv1D '
        'SeparableConv2D SeparableConvolution1D SeparableConvolution2D UpSampling1D UpSampling2D '
        'UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D activations constraints '
        'conv_utils initializers regularizers transpose_shape'),
    'pooling': (
        'AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D '
        'GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalAvgPool1D '
        'GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D GlobalMaxPool3D '
        'GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D InputSpec K Layer MaxPool1D '
        'MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D conv_utils'),
    'merge': (
        'Add Average Concatenate Dot K Layer Maximum Minimum Multiply Subtract add average '
        'concatenate dot maximum minimum multiply subtract'),
    'normalization': (
        'BatchNormalization InputSpec K Layer constraints initializers regularizers'),
    'embeddings': (
        'Embedding K Layer constraints initializers regularizers to_list'),
    'advanced_activations': (
        'ELU InputSpec K Layer LeakyReLU PReLU ReLU Softmax ThresholdedReLU activations '
        'constraints initializers regularizers to_list'),
    'noise': (
        'AlphaDropout GaussianDropout GaussianNoise K Layer'),
}


@pytest.mark.parametrize('name', sorted(SIGNATURES))
def test_signature(name):
    assert str(inspect.signature(getattr(layers, name))) == SIGNATURES[name]


@pytest.mark.parametrize('family', sorted(NAMES))
def test_import_path(family):
    module = importlib.import_module('keras.layers.' + family)
    assert [name for name in NAMES[family].split() if not hasattr(module, name)] == []


@pytest.mark.parametrize('family, names', [
    ('convolutional', '_Conv _SeparableConv _UpSampling _ZeroPadding _Cropping'),
    ('pooling', '_Pooling1D _Pooling2D _Pooling3D '
                '_GlobalPooling1D _GlobalPooling2D _GlobalPooling3D'),
    ('merge', '_Merge')])
def test_private_bases_that_programs_extend(family, names):
    module = importlib.import_module('keras.layers.' + family)
    assert all(issubclass(getattr(module, name), layers.Layer) for name in names.split())
