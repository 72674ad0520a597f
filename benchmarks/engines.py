"""Speed of `fit` on an engine, as ratios to hand-written loops and to another Keras.

    python benchmarks/engines.py --backend torch [--peer-python FILE | --no-peer]
        [--workloads mlp,cnn,lstm,small] [--device auto] [--rounds 5] [--epochs 1] [--json FILE]

TensorFlow has `fit_and_predict.py`. `--peer-python` is the interpreter of an environment of its own
that has the engine and the peer, Keras 3, which runs on PyTorch and JAX. `resnet` is a further
workload, for GPUs; Theano and CNTK have `mlp`, `cnn` and `small`. Compilation lies in the first
rounds, which are not timed. `ratio 1.20` means: this library is 1.20 times as fast as that
contender (see `fit_and_predict.py`).
"""
import argparse
import json
import os
import tempfile

from fit_and_predict import compare, show, write
from workloads import PLAIN, WORKLOADS

LOOPS = {'jax': ('jitted loop', 'jax_loop.py'), 'theano': ('Theano loop', 'theano_loop.py'),
         'cntk': ('CNTK Trainer', 'cntk_loop.py')}


def contenders(arguments, home):
    """Returns the contenders of every workload, see `Contender`.

    Args:
        arguments: What was asked for.
        home: An empty folder for the configuration of this library.
    """
    device, epochs = arguments.device, str(arguments.epochs)
    with open(os.path.join(home, 'keras.json'), 'w') as stream:
        json.dump({'backend': arguments.backend, 'device': device}, stream)
    threads = {} if device.startswith('cuda') else {'OMP_NUM_THREADS': arguments.threads}
    hidden = {'JAX_PLATFORMS': 'cpu', 'CUDA_VISIBLE_DEVICES': ''} if device == 'cpu' else {}
    common = dict(threads, **hidden)
    ours = dict(common, KERAS_HOME=home, KERAS_BACKEND=arguments.backend)
    found = [('this library', 'keras_like.py', 'keras ' + epochs, None, ours)]
    if arguments.backend == 'torch':
        for kind, name in (('plain', 'PyTorch loop'), ('fused', 'with fused Adam')):
            found.append((name, 'torch_loop.py', ' '.join((_torch_device(device), kind, epochs)),
                          None, common))
    else:
        name, script = LOOPS[arguments.backend]
        found.append((name, script, epochs, None, common))
    if not arguments.no_peer:
        peer = dict(common, PYTHONPATH=None, KERAS_HOME=None, KERAS_BACKEND=arguments.backend)
        found.append(('Keras 3', 'keras_like.py', 'keras ' + epochs, arguments.peer_python, peer))
    return found


def _torch_device(device):
    """The device that 'auto' stands for."""
    if device != 'auto':
        return device
    import torch
    return 'cuda:0' if torch.cuda.is_available() else 'cpu'


def main():
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--backend', required=True, choices=['torch'] + sorted(LOOPS))
    parser.add_argument('--workloads', help='names with commas')
    parser.add_argument('--peer-python', help='interpreter of the environment with Keras 3')
    parser.add_argument('--no-peer', action='store_true', help='leave Keras 3 out')
    parser.add_argument('--device', default='auto', help='as keras.json names it')
    parser.add_argument('--threads', help='OMP_NUM_THREADS of all contenders, on a CPU')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--epochs', type=int, default=1, help='epochs of one round')
    parser.add_argument('--json', help='also write the figures to this file')
    arguments = parser.parse_args()
    old = arguments.backend in ('theano', 'cntk')
    arguments.no_peer |= old
    offered = PLAIN if old else list(WORKLOADS)
    usual = [name for name in offered if name != 'resnet']
    workloads = arguments.workloads.split(',') if arguments.workloads else usual
    if not set(workloads) <= set(offered):
        parser.error('workloads are: ' + ', '.join(offered))
    if not arguments.no_peer and not arguments.peer_python:
        parser.error('give --peer-python, the interpreter that has Keras 3, or --no-peer')
    report = {}
    with tempfile.TemporaryDirectory() as home:
        listed = contenders(arguments, home)
        for workload in workloads:
            rows = compare(listed, workload, 'fit', arguments.rounds)
            report[workload] = {name: [seconds, ratio] for name, seconds, ratio in rows}
            show('fit, %s, %s' % (arguments.backend, workload), rows)
    write(report, arguments.json)


if __name__ == '__main__':
    main()
