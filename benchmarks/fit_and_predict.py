"""Speed of `fit` and of one-sample `predict`, as ratios to hand-written loops and to a peer.

    python benchmarks/fit_and_predict.py [--workload mlp cnn small] [--rounds 7] [--json FILE]

Every contender lives in a process of its own, is warmed up, and then the contenders run one round
each in turn, so that a machine that slows down slows all of them; a ratio is taken within a turn
and the median over the turns is printed. `ratio 1.20` means: this library is 1.20 times as fast.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
OURS = ('keras', 'keras_like.py', 'keras')
PEER = ('tf_keras', 'keras_like.py', 'tf_keras')
FIT = [OURS, ('session loop', 'session_loop.py', 'session'),
       ('tf.function loop', 'function_loop.py', '-'), PEER]
PREDICT = [OURS, ('session.run', 'session_loop.py', 'session'),
           ('session callable', 'session_loop.py', 'callable'), PEER]


class Contender:
    """A worker process that times one round when asked.

    Args:
        name: Name in the table.
        script: File of the worker, in `workers`.
        variant: What the worker is told behind the workload and the mode, words with spaces.
        python: The interpreter, by default this one.
        settings: Environment variables of the worker, None for one to take away; by default
            `PYTHONPATH` is the folder of this library.
        workload: Name of a workload.
        mode: 'fit' or 'predict'.
    """

    def __init__(self, name, script, variant, python=None, settings=(), workload=None, mode='fit'):
        self.name = name
        environment = dict(os.environ, PYTHONPATH=os.path.dirname(HERE))
        environment.update(settings)
        environment = {key: value for key, value in environment.items() if value is not None}
        self.said = tempfile.TemporaryFile('w+')    # not a pipe: nobody reads it between rounds
        self.process = subprocess.Popen(
            [python or sys.executable, os.path.join(HERE, 'workers', script), workload, mode]
            + variant.split(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.said,
            universal_newlines=True, env=environment)
        self.seconds = []

    def answer(self):
        """Reads one answer; raises with the worker's own words if it died."""
        line = self.process.stdout.readline()
        if not line:
            self.said.seek(0)
            words = self.said.read()[-2000:]
            raise RuntimeError('The contender %r stopped:\n%s' % (self.name, words))
        return json.loads(line)

    def run(self):
        """Times one round."""
        self.process.stdin.write('\n')
        self.process.stdin.flush()
        self.seconds.append(self.answer()['seconds'])

    def close(self):
        """Ends the worker."""
        self.process.stdin.close()
        self.process.wait()


def compare(contenders, workload, mode, rounds):
    """Runs the rounds in turn; returns rows `(name, median seconds, median ratio to ours)`."""
    running = [Contender(*contender, workload=workload, mode=mode) for contender in contenders]
    try:
        for contender in running:
            contender.answer()
        for _ in range(rounds):
            for contender in running:
                contender.run()
    finally:
        for contender in running:
            contender.close()
    ours = running[0].seconds
    ratios = [[theirs / mine for theirs, mine in zip(c.seconds, ours)] for c in running]
    return [(c.name, statistics.median(c.seconds), statistics.median(ratio))
            for c, ratio in zip(running, ratios)]


def show(title, rows):
    """Prints the rows of a comparison as a table."""
    print(title)
    for name, seconds, ratio in rows:
        print('  %-20s %9.2f ms a round   ratio %6.2f' % (name, 1000 * seconds, ratio))
    sys.stdout.flush()


def write(report, path):
    """Writes the figures of a benchmark to a JSON file, if there is to be one."""
    if path:
        with open(path, 'w') as stream:
            json.dump(report, stream, indent=2, sort_keys=True)


def main():
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--workload', nargs='+', default=['mlp', 'cnn', 'small'])
    parser.add_argument('--rounds', type=int, default=7)
    parser.add_argument('--only', choices=['fit', 'predict'])
    parser.add_argument('--json', help='also write the figures to this file')
    arguments = parser.parse_args()
    plan = [] if arguments.only == 'predict' else [('fit', w, FIT) for w in arguments.workload]
    if arguments.only != 'fit':
        plan.append(('predict', 'mlp', PREDICT))
    report = {}
    for mode, workload, contenders in plan:
        rows = compare(contenders, workload, mode, arguments.rounds)
        report['%s %s' % (mode, workload)] = {row[0]: row[1:] for row in rows}
        show('%s, %s' % (mode, workload), rows)
    write(report, arguments.json)


if __name__ == '__main__':
    main()
