FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# The build needs nothing that install scripts do.
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
# Without a limit, Node's heap would outgrow a small container, which would be killed. Half is for the heap, the rest for code and buffers.
ENV NODE_ENV=production \
    NODE_OPTIONS="--max-old-space-size-percentage=50 --max-semi-space-size=4" \
    REVDESK_SANDBOX_HOST=0.0.0.0 \
    REVDESK_SANDBOX_PORT=4010 \
    REVDESK_SANDBOX_CONTROL_PATH=/_sandbox
COPY --from=build /app /app
USER node
EXPOSE 4010
STOPSIGNAL SIGTERM
# A shell script, since starting a second Node for each check would cost more than the idle sandbox does.
HEALTHCHECK --interval=2s --timeout=2s --start-period=10s CMD ["bash", "/app/is-ready.sh"]
ENTRYPOINT ["node", "/app/dist/container.js"]
