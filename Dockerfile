# The `roster` command in a container. In a clone:
#   docker build --tag roster .
#   docker run --rm --env TOGETHER_API_KEY roster list
FROM python:3.13-slim-trixie AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels ./generated/* ./packages/*

FROM python:3.13-slim-trixie
COPY --from=build /wheels /wheels
# The wheels are those of this clone, so there is one version.
# hadolint ignore=DL3013
RUN pip install --no-cache-dir --find-links /wheels "endpoint-roster-cli[all]" \
    && useradd --uid 1000 roster
USER 1000
WORKDIR /work
ENTRYPOINT ["roster"]
CMD ["check"]
