# A notebook server on port 8888, with TensorFlow on the processor. The two first guides lie in
# notebooks/; what is to be kept goes into work/, a folder of the host.
#
#     docker build -t keras2 .
#     mkdir -p work
#     docker run --rm -p 127.0.0.1:8888:8888 -v "$PWD/work:/home/user/work" keras2

FROM python:3.11-slim

# Draws models (`plot_model`).
RUN apt-get update && apt-get install -y --no-install-recommends graphviz \
    && rm -rf /var/lib/apt/lists/*

COPY . /keras
RUN cd /keras && pip install --no-cache-dir '.[tensorflow,viz]' notebook

# The number of the host's user, so that both may write into work/. If `id -u` does not say 1000, build
# with `--build-arg UID=$(id -u)`; as root, say `chown 1000 work` instead.
ARG UID=1000
RUN useradd --create-home --non-unique --uid $UID user
USER user
WORKDIR /home/user
COPY --chown=user docs/notebooks notebooks
RUN mkdir work

# Most of TensorFlow's remarks about the machine stay out of the cells.
ENV TF_CPP_MIN_LOG_LEVEL=3
EXPOSE 8888
CMD ["jupyter", "notebook", "--ip", "0.0.0.0", "--port", "8888", "--no-browser"]
