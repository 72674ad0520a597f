"""A worker process: prepares a contender once, then times one round whenever a line comes in.

Standard input carries a line per round, standard output a JSON line per round: `{"seconds": s}`.
"""
import json
import os
import sys
import time

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def serve(prepare):
    """Runs `prepare(workload, mode)`, which returns a function of no arguments: one round.

    The first two rounds warm up (graph optimisation, memory, thread pools) and are not timed.
    """
    answers = os.fdopen(os.dup(1), 'w')
    os.dup2(2, 1)                                   # engines may print; answers stay clean
    workload, mode = sys.argv[1:3]
    one_round = prepare(workload, mode)
    one_round()
    one_round()
    answers.write('{"ready": true}\n')
    answers.flush()
    for _ in sys.stdin:
        start = time.perf_counter()
        one_round()
        answers.write(json.dumps({'seconds': time.perf_counter() - start}) + '\n')
        answers.flush()
