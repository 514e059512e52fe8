# syntax=docker/dockerfile:1

# Two images. `--target app` is the web application; `--target server`, which is also what comes out
# without a target, is the MCP server. They hold the same files and differ in what they start.

FROM node:24-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json ./
COPY bench/package.json bench/
COPY examples/reference-app/package.json examples/reference-app/
COPY examples/start/package.json examples/start/
COPY packages/adapter-express/package.json packages/adapter-express/
COPY packages/adapter-koa/package.json packages/adapter-koa/
COPY packages/core/package.json packages/core/
COPY packages/embed-openai/package.json packages/embed-openai/
COPY packages/http/package.json packages/http/
COPY packages/oauth/package.json packages/oauth/
COPY packages/server/package.json packages/server/
COPY packages/store-postgres/package.json packages/store-postgres/

FROM manifests AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build:js

# What runs, without compilers and tests: Vitest, which only their test suites need, is an optional peer
# of two packages, and npm would bring it with all its tools. Changes with package-lock.json alone.
FROM manifests AS dependencies
RUN npm pkg delete peerDependencies.vitest --workspaces \
    && npm install --package-lock-only --offline --no-audit --no-fund \
    && npm ci --no-audit --no-fund --omit=dev --workspace=@picard-mcp/start

FROM node:24-slim AS runtime
LABEL org.opencontainers.image.licenses="MIT"
# In a container, the container's published ports decide who may connect.
ENV NODE_ENV=production \
    PICARD_HOST=0.0.0.0 \
    PICARD_PORT=8001 \
    CLIENT_HOST=0.0.0.0 \
    CLIENT_PORT=8000 \
    PICARD_DATA_DIR=/data
WORKDIR /app
# For embedded databases and generated keys; nothing that must last, when both are configured.
RUN install -d -m 0700 -o 1000 -g 1000 /data
COPY --from=dependencies /app ./
COPY --from=build /app/packages/adapter-express/dist packages/adapter-express/dist
COPY --from=build /app/packages/adapter-koa/dist packages/adapter-koa/dist
COPY --from=build /app/packages/core/dist packages/core/dist
COPY --from=build /app/packages/embed-openai/dist packages/embed-openai/dist
COPY --from=build /app/packages/http/dist packages/http/dist
COPY --from=build /app/packages/oauth/dist packages/oauth/dist
COPY --from=build /app/packages/server/dist packages/server/dist
COPY --from=build /app/packages/store-postgres/dist packages/store-postgres/dist
COPY --from=build /app/examples/reference-app/dist examples/reference-app/dist
COPY --from=build /app/examples/start/dist examples/start/dist
COPY examples/reference-app/migrations examples/reference-app/migrations
COPY examples/reference-app/public examples/reference-app/public
COPY packages/core/THIRD-PARTY-NOTICES.md packages/core/
COPY LICENSE ./
COPY deploy/check-health.mjs deploy/
COPY deploy/bin/ /usr/local/bin/
# The base image's user `node`, as a number, which Kubernetes can tell from root.
USER 1000:1000
VOLUME /data

FROM runtime AS app
LABEL org.opencontainers.image.title="Picard reference application"
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "/app/deploy/check-health.mjs", "CLIENT_PORT"]
CMD ["node", "examples/start/dist/web.js"]

FROM runtime AS server
LABEL org.opencontainers.image.title="Picard MCP server"
EXPOSE 8001
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "/app/deploy/check-health.mjs", "PICARD_PORT"]
CMD ["node", "packages/server/dist/main.js", "serve"]
