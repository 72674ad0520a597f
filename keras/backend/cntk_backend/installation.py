"""Importing CNTK: what it lacks is said in one error, and nothing else it says on the way."""

import importlib
import warnings


def load():
    """Imports CNTK and returns it.

    Raises:
        ImportError: It is there, but finds no MPI. The message says what to do.
    """
    try:
        with warnings.catch_warnings():
            # It knows one kind of Linux, and asks for drivers of GPUs where there are none.
            warnings.simplefilter('ignore')
            return importlib.import_module('cntk')
    except ImportError as error:
        if 'libmpi' not in str(error):
            raise
        raise ImportError(
            'CNTK 2.7 wants the libraries libmpi.so.12 and libmpi_cxx.so.1 ({}). Install an MPI '
            '(on Debian and Ubuntu: apt install libopenmpi3) and give it these names in the folder '
            'in which CNTK looks: tools/link_mpi.sh of this project does it, or\n'
            '    ln -s /usr/lib/x86_64-linux-gnu/libmpi.so.40 FOLDER/libmpi.so.12\n'
            '    ln -s /usr/lib/x86_64-linux-gnu/libmpi_cxx.so.40 FOLDER/libmpi_cxx.so.1\n'
            'with the folder cntk/libs of the installed package for FOLDER.'.format(error))


cntk = load()
