"""What all tests share: the engine that was asked for, and a clean start for each test."""

import importlib
import itertools
import os
import random
import sys
import threading
from unittest import mock

import numpy as np
import pytest

os.environ.setdefault('KERAS_BACKEND', 'tensorflow')
os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
# On a GPU, all digits of float32; and several processes share its memory.
os.environ.setdefault('NVIDIA_TF32_OVERRIDE', '0')
os.environ.setdefault('JAX_DEFAULT_MATMUL_PRECISION', 'highest')
os.environ.setdefault('XLA_PYTHON_CLIENT_PREALLOCATE', 'false')
if os.environ['KERAS_BACKEND'] == 'jax':
    # Every function is compiled anew, most of them for a single call: quick compiling counts.
    os.environ.setdefault('XLA_FLAGS', ' '.join([
        '--xla_backend_optimization_level=0', '--xla_llvm_disable_expensive_passes=true',
        '--xla_cpu_use_fusion_emitters=false', '--xla_cpu_parallel_codegen_split_count=1']))
    os.environ.setdefault('JAX_TRACEBACK_IN_LOCATIONS_LIMIT', '0')
if os.environ['KERAS_BACKEND'] == 'theano':
    # The same here: the engine's own Python runs what is built, nothing is optimized or compiled.
    # (Not by its linker `py`: on Aesara, that one gives wrong gradients of loops.)
    os.environ.setdefault('THEANO_FLAGS', 'cxx=,optimizer=None,linker=vm')

# As a user who cloned the repository would run it: the package of this working tree.
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# Some tests tell nothing about an engine, or much the same about each of them: they run with the
# default one. The scripts of examples/ and the golden trainings once more from generators take
# minutes and run with its newest version only, as do the rules of the code and what the older
# engines check on the Python of TensorFlow 1.15. What is named on the command line runs everywhere.
collect_ignore = []
DEFAULT = os.environ['KERAS_BACKEND'] == 'tensorflow'
NEWEST = DEFAULT and sys.version_info >= (3, 8)
if not DEFAULT:
    collect_ignore += [
        'backend/numpy_backend_test.py', 'backend/shapes_test.py', 'datasets', 'docs',
        'preprocessing', 'utils/conv_utils_test.py', 'utils/data_utils_test.py',
        'utils/enqueuer_test.py', 'utils/files_test.py', 'utils/hdf5_dict_test.py',
        'utils/np_utils_test.py', 'utils/plain_pickle_test.py', 'utils/progbar_test.py',
        'wrappers']
if not NEWEST:
    collect_ignore += ['engine/training/generator_golden_test.py', 'examples_test.py',
                       'house_test.py']
if DEFAULT and not NEWEST:
    collect_ignore += ['applications/golden_test.py', 'saving/crash_test.py',
                       'saving/real_models_test.py', 'saving/resume_test.py']


def pytest_sessionstart(session):
    """Ends the run at once if the engine that was asked for is unknown or not installed."""
    wanted = os.environ['KERAS_BACKEND']
    try:
        got = importlib.import_module('keras.backend').backend()
    except Exception as error:
        raise pytest.UsageError('KERAS_BACKEND=%s cannot be used: %s: %s'
                                % (wanted, type(error).__name__, error))
    if got != wanted:
        raise pytest.UsageError('KERAS_BACKEND=%s was asked for, but the engine in use is %s.'
                                % (wanted, got))
    if wanted == 'jax':
        _keep_compiler_contexts()


def _keep_compiler_contexts():
    """JAX makes a compiler's context for each function, which is much for a small one; here the
    functions of a thread share it for a while."""
    mlir = importlib.import_module('jax._src.interpreters.mlir')
    make, kept = mlir.make_ir_context, threading.local()

    def context():
        if getattr(kept, 'uses', 0) % 500 == 0:
            kept.context, kept.uses = make(), 0
        kept.uses += 1
        return kept.context

    mlir.make_ir_context = context


def pytest_report_header(config):
    """The line that says what is tested."""
    return 'keras backend: %s, numpy %s' % (os.environ['KERAS_BACKEND'], np.__version__)


_TESTS = itertools.count()


def fresh_session(K):
    """`K.clear_session()`, but garbage is collected only now and then: that takes 0.2 s."""
    if next(_TESTS) % 200:
        with mock.patch('gc.collect'):
            K.clear_session()
    else:
        K.clear_session()


@pytest.fixture(autouse=True)
def clean_session(monkeypatch):
    """Each test begins with an empty graph, default settings and the same random numbers."""
    from keras import backend as K
    monkeypatch.setattr('keras.utils.random._current', None)    # no `set_random_seed` so far
    fresh_session(K)
    K.set_floatx('float32')
    K.set_epsilon(1e-7)
    K.set_image_data_format('channels_last')
    np.random.seed(1337)
    random.seed(1337)
    yield


@pytest.fixture(autouse=True)
def quick_graphs(request, monkeypatch):
    """TensorFlow only builds graphs, and runs them as they are.

    It neither looks for deprecated arguments nor notes where each operation was made. These take
    up to half of the time. Examples, pages and golden trainings run as users run them.
    """
    from keras import backend as K
    kind = request.module.__name__.rpartition('.')[2]
    as_usual = kind in ('examples_test', 'docs_test') or 'golden[training' in request.node.name
    if K.backend() != 'tensorflow' or as_usual:
        yield
        return
    from keras.backend.tensorflow_backend import session
    from tensorflow.python.util import deprecation, tf_stack
    usual, stack = session.session_config, tf_stack.extract_stack()

    def config():
        made = usual()
        made.graph_options.rewrite_options.disable_meta_optimizer = True
        made.graph_options.optimizer_options.opt_level = -1
        return made

    monkeypatch.setattr(session, 'session_config', config)
    monkeypatch.setattr(tf_stack, 'extract_stack', lambda *args, **kwargs: stack)
    with deprecation.silence():
        yield


@pytest.fixture
def keras_home(tmp_path, monkeypatch):
    """An empty folder that is $KERAS_HOME during the test."""
    monkeypatch.setenv('KERAS_HOME', str(tmp_path))
    return tmp_path
