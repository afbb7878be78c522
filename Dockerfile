# syntax=docker/dockerfile:1
# Web and worker in one image: the command decides (see docker-compose.yml).
# Written where no Docker daemon runs: neither the base image nor this build was tried there.

# The version that the project is developed and tested with (.ci/run).
ARG DENO_VERSION=2.9.6

FROM denoland/deno:${DENO_VERSION} AS build
ENV DENO_DIR=/deno-dir
WORKDIR /app
# The packages change less often than the sources: their layer is built from these two files alone.
COPY deno.json deno.lock ./
RUN deno ci
COPY . .
RUN deno task build

FROM denoland/deno:${DENO_VERSION}
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=5000 \
    DENO_DIR=/deno-dir \
    DENO_NO_UPDATE_CHECK=1
WORKDIR /app
# Packages and what Deno knows of them, so that nothing is downloaded when a container starts.
COPY --from=build --chown=deno:deno /deno-dir /deno-dir
COPY --from=build --chown=deno:deno /app .
USER deno
EXPOSE 5000
# Asks for what a load balancer would ask for; the image has no curl.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["deno", "eval", "const { ok } = await fetch(`http://127.0.0.1:${Deno.env.get('PORT')}${Deno.env.get('BASE_PATH') ?? ''}/healthz`); Deno.exit(ok ? 0 : 1)"]
# The image's entry point runs deno under tini: signals arrive, and orphans are collected.
CMD ["run", "-A", "scripts/start.ts"]
