# The `roster` command in a container. In a clone:
#   docker build --tag roster .
#   docker run --rm --env TOGETHER_API_KEY roster list
#   docker run --rm --env TOGETHER_API_KEY --publish 9759:9759 roster exporter --host 0.0.0.0
FROM python:3.13-slim-trixie AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels ./generated/* ./packages/*

FROM python:3.13-slim-trixie
COPY --from=build /wheels /wheels
# The wheels are those of this clone; an index is only asked for their dependencies. The home keeps
# the journal of actions, and the work folder what is written.
# hadolint ignore=DL3013
RUN pip install --no-cache-dir /wheels/*.whl "endpoint-roster-cli[all]" \
    && useradd --uid 1000 --create-home roster \
    && install --directory --owner=roster /work
USER 1000
WORKDIR /work
ENTRYPOINT ["roster"]
CMD ["check"]
