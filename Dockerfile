# The collector, with the SDK's files. Nothing of the build is in the image that runs.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY collector/package.json collector/
COPY demo/package.json demo/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# The packages that the collector needs when it runs, and no other.
FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY collector/package.json collector/
COPY demo/package.json demo/
RUN npm ci --omit=dev --workspace @peakend/collector --no-audit --no-fund

FROM node:22-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4173 DATA_DIR=/data LOG=json
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/collector/package.json collector/
COPY --from=build /app/collector/assets collector/assets
COPY --from=build /app/collector/dist collector/dist
COPY --from=build /app/dist dist
# The only place it writes to: the rest may be read-only.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 4173
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "collector/dist/main.js"]
