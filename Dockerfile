# A notebook server on port 8888, with TensorFlow on the processor.
#
#     docker build -t keras2 .
#     docker run --rm -p 127.0.0.1:8888:8888 -v "$PWD/work:/work" keras2

FROM python:3.11-slim

COPY . /keras
RUN cd /keras && pip install --no-cache-dir '.[tensorflow]' notebook matplotlib Pillow

RUN useradd --create-home user && mkdir /work && chown user /work
USER user
WORKDIR /work
EXPOSE 8888
CMD ["jupyter", "notebook", "--ip", "0.0.0.0", "--port", "8888", "--no-browser"]
