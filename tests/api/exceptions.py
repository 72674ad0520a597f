"""What differs from the lists on purpose, or is not there yet, each with its reason.

Keys are dotted paths; one that ends in '.*' stands for everything below.
"""

from keras import backend as K

UPWARD = 'an import that leaked from a higher floor; nobody takes it from here'
POOL = "a private helper of the process pools of 2.3.1's enqueuers; ours work otherwise"
DEFINITION = ('a private helper of the definition on arrays; the ops themselves are there, with '
              'the defaults of K')
CONVERSION = 'a private helper of the dynamic axes of 2.3.1; programs here have shapes instead'
OTHER = 'the package of an engine that is not in use, and may not be installed'
ONE_LOOP = ('one of the loops that `Model` had twice; they take the private functions and the data '
            'of one model. There is one loop: fit, evaluate, predict')
TRUST = 'models travel as files that hold data only, never as pickles'
APPLICATIONS = 'another package: what it has is in keras.applications'
CTC = 'a private helper of a loss of 2.3.1, which is written otherwise here'
CONTRACT = "2.3.1's engines had signatures of their own; these are the contract's"
CLOUD = 'decorator of private functions for one cloud store; pass an open file'

# Names that are not here.
MISSING = {
    'keras.activations.Layer': UPWARD,
    'keras.metrics.Layer': UPWARD,
    'keras.callbacks.standardize_input_data': UPWARD,
    'keras.callbacks.callbacks.standardize_input_data': UPWARD,
    'keras.callbacks.tensorboard_v1.standardize_input_data': UPWARD,
    'keras.engine.network.saving': UPWARD,
    'keras.utils.conv_utils.K': UPWARD,
    'keras.utils.layer_utils.K': UPWARD,
    'keras.backend.load_backend.f': 'an open file that was left behind',
    'keras.backend.f': 'an open file that was left behind',
    'keras.utils.data_utils.get_index': POOL,
    'keras.utils.data_utils.init_pool': POOL,
    'keras.utils.data_utils.init_pool_generator': POOL,
    'keras.utils.data_utils.next_sample': POOL,
    'keras.engine.training_arrays.fit_loop': ONE_LOOP,
    'keras.engine.training_arrays.test_loop': ONE_LOOP,
    'keras.engine.training_arrays.predict_loop': ONE_LOOP,
    'keras.engine.saving.pickle_model': TRUST,
    'keras.engine.saving.unpickle_model': TRUST,
    'keras.engine.saving.allow_read_from_gcs': CLOUD,
    'keras.engine.saving.allow_write_to_gcs': CLOUD,
    'keras.utils.test_utils.tf_file_io_proxy': "a stand-in for a cloud store in upstream's tests",
    'keras.backend.numpy_backend.conv_transpose': DEFINITION,
    'keras.backend.numpy_backend.depthwise_conv': DEFINITION,
    'keras.backend.numpy_backend.normalize_conv': DEFINITION,
    'keras.backend.numpy_backend.pool': DEFINITION,
    'keras.backend.numpy_backend.separable_conv': DEFINITION,
    'keras.backend.numpy_backend.to_categorical': DEFINITION,
}
MISSING.update({'keras.applications.keras_applications': APPLICATIONS,
                'keras.applications.mobilenetv2.mobilenet_v2': APPLICATIONS})
MISSING.update({'keras.applications.%s.%s' % (name, name): APPLICATIONS for name in (
    'densenet', 'imagenet_utils', 'inception_resnet_v2', 'inception_v3', 'mobilenet',
    'mobilenet_v2', 'nasnet', 'resnet', 'resnet50', 'resnet_v2', 'vgg16', 'vgg19', 'xception')})

# Rooms that other work brings; a test fails when one of them is there and still listed.
PENDING = {'keras_preprocessing': 'another package: what it has is in keras.preprocessing'}
PENDING.update({'keras.backend.%s_backend' % name: OTHER for name in (
    'tensorflow', 'theano', 'cntk') if name != K.backend()})

if K.backend() == 'theano':
    MISSING.update({'keras.backend.theano_backend.' + name: CTC for name in (
        'ctc_cost', 'ctc_create_skip_idxs', 'ctc_interleave_blanks', 'ctc_path_probs',
        'ctc_update_log_p')})
    MISSING['keras.backend.theano_backend.NAME_SCOPE_STACK'] = 'a list that was left in the open'

if K.backend() == 'cntk':
    MISSING.update({'keras.backend.cntk_backend.' + name: CONVERSION for name in (
        'ConvertToBatch', 'ConvertToStatic', 'LambdaFunc', 'NAME_SCOPE_STACK', 'ReshapeBatch',
        'classification_error', 'dev', 'get_num_dynamic_axis', 'grad_parameter_dict',
        'has_seq_axis', 'pad')})

# Parameters that are here in addition; all have defaults.
MORE = {
    'safe_mode': 'the policy of trust travels as an argument',
    'skip_mismatch': 'layers that do not fit are skipped, also in loading by order',
    'finalize': 'Progbar ends a bar of unknown length',
    'unit_name': 'Progbar counts steps or samples',
}

# Signatures and values that differ.
DIFFERENT = {
    'keras.__version__': 'ours',
    'keras.utils.generic_utils.getargspec': 'the function of the standard library',
    'keras.layers.cudnn_recurrent._CuDNNRNN.__init__': 'private; its layers are compared',
    'keras.utils.metrics_utils.to_list': 'the one helper of this name, with all its arguments',
    'keras.engine.saving.string_types': 'a constant that is written like a signature',
    'keras.metrics.cosine': '2.3.1 has another function here than in keras.losses',
    'keras.metrics.cosine_proximity': '2.3.1 has another function here than in keras.losses',
    'keras.backend.cast_to_floatx': 'in 2.3.1 K has a function of its own, which takes tensors',
    'keras.metrics.Metric': 'a class of its own on a lower floor than layers',
    'keras.backend.numpy_backend.*': DEFINITION,
    'keras.backend.theano_backend.*': CONTRACT,
    'keras.backend.cntk_backend.*': CONTRACT,
}

# Attributes that are not in the class here.
IN_INSTANCES = {
    'keras.layers.cudnn_recurrent.CuDNNGRU.cell': 'set by the constructor',
    'keras.layers.cudnn_recurrent.CuDNNLSTM.cell': 'set by the constructor',
    'keras.optimizers.TFOptimizer.weights': 'set by get_updates, as in all optimizers',
}
for _method in ('load_weights', 'save', 'save_weights', 'to_json', 'to_yaml'):
    IN_INSTANCES['keras.engine.network.Network.' + _method] = 'saving stands above: `Model` has it'


def reason(table, path):
    """The reason that a table gives for a path or for what it is part of, or None."""
    while path:
        for key in (path, path + '.*'):
            if key in table and (key == path or table is not PENDING):
                return table[key]
        path = path.rpartition('.')[0]
    return None


def is_pending(entry, path):
    """Whether a name belongs to a room that is not there, or is another name for what does."""
    return bool(reason(PENDING, path) or entry.startswith('=') and reason(PENDING, entry[1:]))
