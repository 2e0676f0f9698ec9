FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Without scripts: of what they would do here, nothing is needed.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node bin/dev/bundle.ts /app

FROM node:24-bookworm-slim
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="revdesk-sandbox" \
      org.opencontainers.image.description="A stateful sandbox for the RevDesk voice API, and for any API with an OpenAPI document." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
# Node would let its heap grow beyond a small container, and be killed: half is for the heap, the rest for the code and for bytes.
ENV NODE_ENV=production \
    NODE_OPTIONS="--max-old-space-size-percentage=50 --max-semi-space-size=4" \
    REVDESK_SANDBOX_HOST=0.0.0.0 \
    REVDESK_SANDBOX_PORT=4010 \
    REVDESK_SANDBOX_CONTROL_PATH=/_sandbox
COPY --from=build /app /app
USER node
EXPOSE 4010
STOPSIGNAL SIGTERM
# The shell asks, and no second Node: it would cost more than the sandbox does between two requests.
HEALTHCHECK --interval=2s --timeout=2s --start-period=10s CMD ["bash", "/app/is-ready.sh"]
ENTRYPOINT ["node", "/app/dist/container.js"]
