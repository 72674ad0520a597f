"""Event files, which TensorBoard reads, written without any engine.

- `crc32c`: the checksum of their records.
- `wire`: the encoding of protocol buffers.
- `summaries`: values, histograms, images and graphs as encoded messages.
- `writer`: the file.
"""
