# The full image has what sqlite3 needs to compile where there is no prebuilt binary for the machine.
# Images are named by digest, so that nobody can replace them behind a tag. Dependabot moves the digests.
FROM node:24.21.0@sha256:64af3819f9275802414d7cdc38c27e9d82bd564dec4d4da87d008255d36c63b4 AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Optional is only the newer Node for machines with an older one. Where sqlite3's prebuilt binary does not load (it may want
# a newer glibc), the postinstall script compiles it.
RUN npm ci --omit=dev --omit=optional

FROM node:24.21.0-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json knexfile.ts ./
COPY migrations ./migrations
COPY workers ./workers
COPY src ./src
# database, its secret and the mock sender's file live here and outlive the container
RUN mkdir /data && chown node:node /data
VOLUME /data
ENV HOST=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=sqlite:/data/watchline.sqlite3 \
    MOCK_OUTBOX_FILE=/data/sms_outbox.log \
    MALLOC_ARENA_MAX=2
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# as `npm start` has it
CMD ["node", "--max-semi-space-size=4", "--max-old-space-size=320", "--v8-pool-size=1", "src/main.ts"]
