"""Workers that make batches ahead of their use: threads, or processes that cannot hang the caller.

- `errors`: what the caller gets when a worker fails.
- `messages`: how objects travel over a pipe.
- `child`: what runs inside a worker process.
- `process`: a worker process as its parent sees it.
- `progress`: whether a silent process still does something.
- `team`: threads that ask for batches by number and put the answers in order.
"""
