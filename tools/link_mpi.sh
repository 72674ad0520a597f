#!/bin/sh
# Gives the MPI libraries of this machine the names that CNTK 2.7 looks for, in its own folder of
# the environment NAME (or of the Python given by its path). Does nothing where there is no CNTK.
# MPI is found in the folders of the loader; on Debian and Ubuntu `apt install libopenmpi3` brings it.
# Exit status 3: this machine has none.
#
#     tools/link_mpi.sh old_engines
#     tools/link_mpi.sh /path/to/python

case $1 in
    */*) python=$1 ;;
    *) python=$(dirname "$0")/../.envs/$1/bin/python ;;
esac
folder=$("$python" -c 'import os, sysconfig
print(os.path.join(sysconfig.get_paths()["platlib"], "cntk", "libs"))')
[ -d "$folder" ] || exit 0

for pair in libmpi.so.12:libmpi.so libmpi_cxx.so.1:libmpi_cxx.so; do
    wanted=${pair%%:*}
    found=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | sed -n "s|.*${pair##*:}\.[0-9]* .*=> ||p" | head -n 1)
    if [ -z "$found" ]; then
        echo "CNTK wants $wanted, and no ${pair##*:} of an MPI was found (apt install libopenmpi3)." >&2
        exit 3
    fi
    ln -sf "$found" "$folder/$wanted"
done
