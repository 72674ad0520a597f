"""The engine that runs the graph: what it has to offer, and which one is in use.

An engine is a module with these functions (arrays are its own unless said otherwise):

| name | what it does |
|---|---|
| `NAME` | name of the backend |
| `KERNELS` | its kernels by name |
| `GROUPED` | kernels of many weights at once, see `traced.grouping`; may be missing |
| `ONCE_DIFFERENTIABLE` | names of ops whose gradients have no gradients; None: no gradient has |
| `SOURCE` | what stands in for a source of random numbers |
| `array(value, dtype)` | a NumPy value as an array on the configured device; it may share memory |
| `own_array(value, dtype)` | the same, of memory of its own |
| `as_type_of(old, new)` | a new value of a variable in the type of the old one |
| `sparse_array(indices, values, shape)` | a sparse array |
| `to_numpy(array)` | an array as a NumPy array of its own memory, a sparse one as a triple |
| `dtype_name(array)` | 'float32', ... |
| `stand_in(shape, dtype)` | an array without values, for `infer` |
| `infer(kernel, args, kwargs)` | what the kernel would return, as stand-ins |
| `fold(kernel, args, kwargs)` | the result on constants; None if a compiler will see to it |
| `getitem(x, index)` | `x[index]` as NumPy knows it |
| `source(seed, count, steps)` | a source of random numbers for one kernel call |
| `scan(body, carry, sequences)` | a loop along the first axis of sequences, see `traced.loops` |
| `cond(condition, then, otherwise)` | one of two functions, by a scalar |
| `gradient(forward, values, is_nested)` | see `traced.source` |
| `compile(function, plan)` | a function of fed values, state and counts that runs a plan |
| `run_once(function, state, counts)` | runs a plan without feeds once, not worth compiling |
| `is_taken_away(error)` | whether an error says that an update has taken a value away |
| `to_numpy_all(outputs)` | outputs as NumPy arrays |
| `devices()`, `check_device(name)` | names of devices; an error for one that cannot be used |
| `clear()` | frees what the engine itself keeps |
"""

_in_use = []


def use(engine):
    """Makes a module the engine of all graphs of this process."""
    _in_use[:] = [engine]


def current():
    """Returns the engine in use."""
    return _in_use[0]
