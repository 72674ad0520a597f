"""Workers that make batches: order, ends, errors, deaths, orphans."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from keras.utils import GeneratorEnqueuer, OrderedEnqueuer, Sequence
from keras.utils.data_utils import SequenceEnqueuer
from keras.utils.workers import messages
from keras.utils.workers.errors import WorkerError
from keras.utils.workers.process import Process
from keras.utils.workers.progress import Progress

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KINDS = pytest.mark.parametrize('processes', [False, True], ids=['threads', 'processes'])


class Numbers(Sequence):
    """Batch i is full of i; an action may wait at one of them."""

    def __init__(self, length=6, action=None, at=3):
        self.length = length
        self.action = action
        self.at = at
        self.passes = 0

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        if self.action is not None and index == self.at:
            self.action()
        return np.full((4, 3), index), self.passes

    def on_epoch_end(self):
        self.passes += 1


class Unsendable(Exception):
    """An error that cannot be made again from its pickle."""

    def __init__(self, one, two):
        super().__init__('%s and %s' % (one, two))


def fail():
    raise KeyError('no such picture')


def fail_unsendably():
    raise Unsendable('one', 'two')


@pytest.fixture(autouse=True)
def nothing_is_left():
    """No test hangs, and none leaves a process behind."""
    previous = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, previous)
    assert not multiprocessing.active_children()


def taken(enqueuer, count, workers=3, ahead=4):
    """The first batches of an enqueuer, which is stopped."""
    enqueuer.start(workers, ahead)
    batches = enqueuer.get()
    try:
        return [next(batches) for _ in range(count)]
    finally:
        enqueuer.stop()


@KINDS
def test_batches_come_in_order_pass_after_pass(processes):
    sequence = Numbers()
    batches = taken(OrderedEnqueuer(sequence, use_multiprocessing=processes), 15)
    assert [batch[0, 0] for batch, _ in batches] == [0, 1, 2, 3, 4, 5] * 2 + [0, 1, 2]
    # What `on_epoch_end` changed is seen by the workers of the next pass.
    assert [passes for _, passes in batches] == [0] * 6 + [1] * 6 + [2] * 3
    assert batches[0][0].flags.writeable
    assert isinstance(OrderedEnqueuer(sequence), SequenceEnqueuer)


@KINDS
def test_shuffled_passes_give_every_batch_once(processes):
    batches = taken(OrderedEnqueuer(Numbers(), processes, shuffle=True), 12)
    order = [int(batch[0, 0]) for batch, _ in batches]
    assert sorted(order[:6]) == sorted(order[6:]) == list(range(6))
    assert order[:6] != order[6:]


@KINDS
def test_the_end_of_a_pass_is_told_when_asked_for(processes):
    sequence = Numbers()
    enqueuer = OrderedEnqueuer(sequence, processes)
    enqueuer.limit = 6
    enqueuer.start(2)
    batches = enqueuer.get()
    for _ in range(5):
        next(batches)
    enqueuer.join_end_of_epoch()
    assert sequence.passes == 0
    next(batches)
    enqueuer.join_end_of_epoch()
    assert sequence.passes == 1
    assert list(batches) == []
    enqueuer.stop()
    assert not enqueuer.is_running() and sequence.passes == 1


def test_no_more_batches_are_made_than_will_be_used():
    made = []

    def numbers():
        for number in range(100):
            made.append(number)
            yield number

    enqueuer = GeneratorEnqueuer(numbers())
    enqueuer.limit = 5
    assert taken(enqueuer, 5, ahead=10) == [0, 1, 2, 3, 4]
    assert made == [0, 1, 2, 3, 4]


@KINDS
@pytest.mark.parametrize('action, error, words', [
    (fail, KeyError, 'no such picture'), (fail_unsendably, Exception, 'one and two'),
    (lambda: sys.exit(3), WorkerError, 'SystemExit: 3')], ids=['raise', 'unsendable', 'sys.exit'])
def test_errors_come_with_the_traceback_of_the_worker(processes, action, error, words):
    enqueuer = OrderedEnqueuer(Numbers(action=action), processes)
    enqueuer.start(3)
    batches = enqueuer.get()
    assert [next(batches)[0][0, 0] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(error, match=words) as caught:
        next(batches)
    told = str(caught.value) + str(caught.value.__cause__)
    assert 'batch 3 of the sequence Numbers' in told and 'of 3 (' in told
    if processes:
        assert 'in __getitem__' in told
    assert not enqueuer.is_running()


@pytest.mark.parametrize('action, words', [
    (lambda: os._exit(3), 'ended with exit code 3'),
    (lambda: os.kill(os.getpid(), signal.SIGKILL), r'killed by signal 9 \(SIGKILL\)'),
    (lambda: os.kill(os.getpid(), signal.SIGTERM), 'killed by signal 15')],
    ids=['os._exit', 'SIGKILL', 'SIGTERM'])
def test_deaths_of_processes_are_told(action, words):
    enqueuer = OrderedEnqueuer(Numbers(action=action), True)
    with pytest.raises(WorkerError, match=r'(?s)process \d+\) at batch 3 .*' + words):
        taken(enqueuer, 6)


class Ends:
    """A task that is the end of its process."""
    ends = False

    def make(self, request):
        os._exit(5)

    def describe(self, request):
        return 'batch %d' % request


@pytest.mark.skipif(not hasattr(os, 'fork'), reason='needs fork')
def test_an_exit_code_that_another_thread_fetches_is_waited_for():
    process = Process('Worker 1 of 1', Ends())
    running = process._process._popen
    poll, late = running.poll, []

    def fetched_elsewhere(*args):
        code = poll(*args)
        if code is not None and len(late) < 3:
            late.append(code)
            return None
        return code

    running.poll = fetched_elsewhere
    kind, error = process.make(3)
    process.close()
    process.end(1.)
    assert len(late) == 3 and 'at batch 3 ended with exit code 5' in str(error)


def test_processes_that_do_nothing_are_given_up():
    enqueuer = OrderedEnqueuer(Numbers(action=lambda: time.sleep(1000)), True)
    enqueuer.patience = .5
    with pytest.raises(WorkerError, match='batch 3 .* has done nothing for'):
        taken(enqueuer, 6)


def test_progress_is_told_from_sleep():
    progress = Progress(os.getpid())
    end = time.time() + .5
    while time.time() < end:
        pass
    assert progress.idle() < .2
    sleeper = subprocess.Popen(['sleep', '100'])
    try:
        time.sleep(.2)
        asleep = Progress(sleeper.pid)
        time.sleep(.4)
        assert asleep.idle() >= .4
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_process_whose_other_thread_is_to_run_makes_progress():
    code = 'import threading\ndef work():\n  print(1, flush=True)\n  while True: pass\n' \
           't = threading.Thread(target=work)\nt.start()\nt.join()'
    process = subprocess.Popen([sys.executable, '-c', code], stdout=subprocess.PIPE)
    try:
        process.stdout.readline()
        time.sleep(.1)
        progress = Progress(process.pid)
        time.sleep(.1)
        assert progress.idle() < .1
    finally:
        process.kill()
        process.communicate()


def test_sleeping_processes_are_ended_by_stop():
    enqueuer = OrderedEnqueuer(Numbers(action=lambda: time.sleep(1000)), True)
    enqueuer.start(3)
    next(enqueuer.get())
    time.sleep(.2)
    began = time.time()
    enqueuer.stop(timeout=.1)
    assert time.time() - began < 5


def test_sleeping_threads_are_left_behind_with_a_warning():
    enqueuer = OrderedEnqueuer(Numbers(action=lambda: time.sleep(3)), False)
    enqueuer.start(3)
    next(enqueuer.get())
    time.sleep(.1)
    with pytest.warns(RuntimeWarning, match='still busy'):
        enqueuer.stop(timeout=.1)


def test_processes_ignore_sigterm_in_vain():
    def stubborn():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(1000)

    enqueuer = OrderedEnqueuer(Numbers(action=stubborn), True)
    enqueuer.start(3)
    next(enqueuer.get())
    time.sleep(.2)
    enqueuer.stop(timeout=.1)


def test_random_numbers_do_not_depend_on_the_number_of_workers():
    class Noise(Numbers):
        def __getitem__(self, index):
            return np.random.rand(), index

    runs = []
    for workers in (1, 3):
        np.random.seed(5)
        runs.append(taken(OrderedEnqueuer(Noise(), True), 9, workers))
    assert runs[0] == runs[1]
    assert len({number for number, _ in runs[0]}) == 9


@KINDS
def test_generators_end(processes):
    enqueuer = GeneratorEnqueuer(iter(range(4)), processes)
    enqueuer.start(workers=1)
    assert list(enqueuer.get()) == [0, 1, 2, 3]
    enqueuer.stop()


def test_threads_share_a_generator():
    def numbers():
        for number in range(50):
            time.sleep(.0005)
            yield number

    assert taken(GeneratorEnqueuer(numbers()), 50, workers=4) == list(range(50))


def test_processes_have_copies_of_a_generator():
    def numbers():
        for number in range(4):
            yield number, np.random.rand()

    enqueuer = GeneratorEnqueuer(numbers(), True, random_seed=7)
    enqueuer.start(workers=2)
    items = list(enqueuer.get())
    enqueuer.stop()
    assert [number for number, _ in items] == [0, 0, 1, 1, 2, 2, 3, 3]
    np.random.seed(7)
    assert items[0][1] == np.random.rand() != items[1][1]


def test_an_error_in_a_generator_comes_after_its_items():
    def numbers():
        yield 1
        fail()

    for processes in (False, True):
        enqueuer = GeneratorEnqueuer(numbers(), processes)
        enqueuer.start()
        items = enqueuer.get()
        assert next(items) == 1
        with pytest.raises(KeyError, match='no such picture'):
            next(items)


@pytest.mark.parametrize('arguments, words', [
    ({'workers': 0}, '`workers`'), ({'workers': 1.5}, '`workers`'),
    ({'max_queue_size': 0}, '`max_queue_size`')])
def test_wrong_numbers(arguments, words):
    with pytest.raises(ValueError, match=words):
        OrderedEnqueuer(Numbers()).start(**arguments)


def test_wrong_use():
    with pytest.raises(ValueError, match='no batches'):
        OrderedEnqueuer(Numbers(0)).start()
    with pytest.warns(DeprecationWarning, match='wait_time'):
        GeneratorEnqueuer(iter([]), wait_time=.1)
    enqueuer = OrderedEnqueuer(Numbers())
    enqueuer.start()
    with pytest.raises(RuntimeError, match='runs already'):
        enqueuer.start()
    enqueuer.stop()
    with pytest.raises(NotImplementedError, match='_start_team'):
        SequenceEnqueuer(None).start()


@pytest.mark.parametrize('value', [
    np.arange(6.), [np.zeros((0, 3)), {'a': np.ones(3)}], np.asfortranarray(np.ones((3, 4))),
    np.arange(20)[::2], 'text', np.zeros(100000, dtype='float32')],
    ids=['array', 'empty', 'fortran', 'strided', 'text', 'large'])
def test_messages_arrive_as_they_were_sent(value):
    here, there = multiprocessing.Pipe()
    thread = threading.Thread(target=messages.send, args=(there, messages.pack(value)))
    thread.start()
    got = messages.receive(here)
    thread.join()
    np.testing.assert_equal(got, value)
    here.close()
    there.close()


def run_script(tmp_path, text, *arguments):
    """Starts a program in a process of its own."""
    path = tmp_path / 'program.py'
    path.write_text(text)
    return subprocess.Popen([sys.executable, str(path)] + list(arguments),
                            env=dict(os.environ, PYTHONPATH=ROOT), stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, universal_newlines=True)


PROGRAM = '''
import multiprocessing, os, sys, time
import numpy as np
from keras.utils import OrderedEnqueuer, Sequence

class Slow(Sequence):
    def __len__(self):
        return 100
    def __getitem__(self, index):
        if index > 3 and sys.argv[1] == 'sleep':
            time.sleep(1000)
        return np.full(3, index), os.getpid()

if __name__ == '__main__':
    if sys.argv[1] == 'spawn':
        multiprocessing.set_start_method('spawn')
    enqueuer = OrderedEnqueuer(Slow(), True)
    enqueuer.start(4)
    batches = enqueuer.get()
    seen = [next(batches) for _ in range(4)]
    print([int(batch[0]) for batch, _ in seen], flush=True)
    print(' '.join(str(p.pid) for p in multiprocessing.active_children()), flush=True)
    if sys.argv[1] != 'sleep':
        enqueuer.stop()
    else:
        next(batches)
'''


def is_alive(pid):
    """Whether a process runs."""
    try:
        with open('/proc/%d/stat' % pid) as file:
            return file.read().rpartition(')')[2].split()[0] != 'Z'
    except OSError:
        return False


def test_spawned_processes(tmp_path):
    program = run_script(tmp_path, PROGRAM, 'spawn')
    output = program.communicate(timeout=50)[0]
    assert program.returncode == 0 and output.startswith('[0, 1, 2, 3]'), output


@pytest.mark.skipif(not os.path.exists('/proc/self/stat'), reason='needs /proc')
def test_workers_die_with_a_parent_that_is_killed(tmp_path):
    program = run_script(tmp_path, PROGRAM, 'sleep')
    assert program.stdout.readline().startswith('[0, 1, 2, 3]')
    workers = [int(pid) for pid in program.stdout.readline().split()]
    assert len(workers) == 4 and all(is_alive(pid) for pid in workers)
    program.kill()
    program.wait()
    program.stdout.close()
    end = time.time() + 10
    while any(is_alive(pid) for pid in workers) and time.time() < end:
        time.sleep(.05)
    assert not any(is_alive(pid) for pid in workers)


def test_what_cannot_be_sent_is_said(monkeypatch):
    monkeypatch.setattr('keras.utils.workers.process.start_method', lambda: 'spawn')
    with pytest.raises(ValueError, match='the generator .* cannot be sent'):
        GeneratorEnqueuer((number for number in range(3)), True).start()
