# The gate as a command: docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/project:ro" aims-gate check
# Both stages have one base, named by digest: what is compiled in the first runs in the second.
FROM python:3.13-slim@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b AS build

WORKDIR /build
COPY requirements/build.txt requirements/run.txt requirements/gitlab.txt requirements/
RUN python -m venv /opt/aims-gate \
    && /opt/aims-gate/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --only-binary :all: \
        --require-hashes -r requirements/build.txt -r requirements/run.txt -r requirements/gitlab.txt

COPY pyproject.toml README.md LICENSE ./
COPY aims_gate aims_gate
COPY policies policies
RUN /opt/aims-gate/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-index --no-deps \
        --no-build-isolation . \
    && /opt/aims-gate/bin/python -m pip uninstall --yes --quiet setuptools pip \
    && /opt/aims-gate/bin/python -m compileall -q /opt/aims-gate/lib

FROM python:3.13-slim@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b

LABEL org.opencontainers.image.title="aims-gate" \
      org.opencontainers.image.description="A merge gate for AI changes, after ISO/IEC 42001" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"

# Debian keeps only the newest git of a release: a pinned one could not be installed for long.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*

COPY --from=build /opt/aims-gate /opt/aims-gate

USER 65532:65532
WORKDIR /project
# Isolated: no module and no setting of the interpreter comes from the project that is judged.
ENTRYPOINT ["/opt/aims-gate/bin/python", "-I", "/opt/aims-gate/bin/aims-gate"]
CMD ["check"]
