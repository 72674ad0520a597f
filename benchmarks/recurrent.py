"""Speed of `fit` on recurrent networks, as ratios to our general loop and to a peer, in one run.

    python benchmarks/recurrent.py [--workload lstm lstm_plain gru] [--rounds 5] [--json FILE]

`lstm` is Embedding(20000, 128) -> LSTM(128, dropout=0.2, recurrent_dropout=0.2) -> Dense(1) over
80 steps in batches of 32; `lstm_plain` has no dropout, `gru` is a GRU with dropout. `general loop`
is this library without its fused ops. `ratio 1.20` means: this library is 1.20 times as fast as
that contender (see `fit_and_predict.py`).
"""
import argparse

from fit_and_predict import compare, show, write

CONTENDERS = [('keras', 'recurrent_fit.py', 'keras'),
              ('general loop', 'recurrent_fit.py', 'general'),
              ('tf_keras', 'recurrent_fit.py', 'tf_keras')]
WORKLOADS = ('lstm', 'lstm_plain', 'gru')


def main():
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--workload', nargs='+', default=list(WORKLOADS), choices=WORKLOADS)
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--json', help='also write the figures to this file')
    parser.add_argument('--without-peer', action='store_true', help='leave tf_keras out')
    arguments = parser.parse_args()
    contenders = CONTENDERS[:2] if arguments.without_peer else CONTENDERS
    report = {}
    for workload in arguments.workload:
        rows = compare(contenders, workload, 'fit', arguments.rounds)
        report[workload] = {name: [seconds, ratio] for name, seconds, ratio in rows}
        show('fit, %s' % workload, rows)
    write(report, arguments.json)


if __name__ == '__main__':
    main()
