#!/usr/bin/env bash
# with-engine.sh COMMAND...: provides a Docker engine and the Dockerfile's base image, runs COMMAND, then stops the engine if it started
# one. Skips each step whose result already exists. Where no engine is available, prints SKIPPED and succeeds.
set -euo pipefail
cd "$(dirname "$0")/../.."

NPM_VERSION=11.21.2
scratch=$(mktemp -d)
engine=

say() { printf '[%3ds] %s\n' "$SECONDS" "$*" >&2; }

skip() {
  printf 'SKIPPED: %s\n' "$*"
  exit 0
}

clean_up() {
  if [ -n "$engine" ]; then
    # Containers left behind by a failed test would still exist at the next start of the engine.
    docker ps -aq --filter label=org.testcontainers=true | xargs -r docker rm -fv >/dev/null 2>&1 || true
    docker network prune -f --filter label=org.testcontainers=true >/dev/null 2>&1 || true
    kill -TERM "$engine" 2>/dev/null || true
    wait "$engine" 2>/dev/null || true
  fi
  rm -rf "$scratch"
}
trap clean_up EXIT

install_packages() {
  say "installing $*"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
    >"$scratch/apt.log" 2>&1 || { tail -n 20 "$scratch/apt.log" >&2 && return 1; }
}

is_answering() { docker info >/dev/null 2>&1; }

start_engine() {
  [ "$(id -u)" -eq 0 ] || skip 'no Docker engine responds, and only root can start one'
  if ! command -v dockerd >/dev/null; then
    command -v apt-get >/dev/null || skip 'there is no Docker engine, and no apt-get to install one'
    install_packages docker.io iptables || skip 'there is no Docker engine, and docker.io cannot be installed'
  fi
  say 'starting dockerd'
  # A separate session: Ctrl+C reaches only the command, and the engine is stopped after the command has ended.
  setsid dockerd >"$scratch/dockerd.log" 2>&1 </dev/null &
  engine=$!
  until is_answering; do
    if ! kill -0 "$engine" 2>/dev/null || [ "$SECONDS" -ge 300 ]; then
      tail -n 20 "$scratch/dockerd.log" >&2
      skip 'the Docker engine does not start on this machine'
    fi
    sleep 0.2
  done
}

# The parts of the official image that are needed here: Debian, Node, npm, and the user "node".
make_base_image() {
  local root=$scratch/base/local
  command -v mmdebstrap >/dev/null || install_packages mmdebstrap
  mkdir -p "$root/bin" "$root/lib/node_modules/npm" "$root/etc"
  say 'making a Debian root'
  # Debian's own programs first: mmdebstrap calls python3 for every package, and a version manager's shim is slow.
  PATH=/usr/sbin:/usr/bin:/sbin:/bin mmdebstrap --quiet --variant=apt --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    bookworm "$scratch/base/debian.tar"
  say "adding Node $(node -p process.versions.node) and npm $NPM_VERSION"
  cp "$(node -p process.execPath)" "$root/bin/node"
  npm pack --silent --pack-destination "$scratch" "npm@$NPM_VERSION" >/dev/null
  tar xzf "$scratch/npm-$NPM_VERSION.tgz" -C "$root/lib/node_modules/npm" --strip-components=1
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/bin/npm"
  # If this machine needs an extra CA certificate to reach the registry, so does the image.
  if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then
    cp "$NODE_EXTRA_CA_CERTS" "$root/etc/extra-ca.crt"
    echo 'cafile=/usr/local/etc/extra-ca.crt' >"$root/etc/npmrc"
  fi
  cat >"$scratch/base/Dockerfile" <<'DOCKERFILE'
FROM scratch
ADD debian.tar /
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node
COPY local/ /usr/local/
CMD ["node"]
DOCKERFILE
  docker build --quiet --label stand-in=true --tag "$1" "$scratch/base" >/dev/null
}

provide_base_image() {
  local image
  image=$(sed -n 's/^FROM \([^ ]*\).*/\1/p' Dockerfile | head -n 1)
  docker image inspect "$image" >/dev/null 2>&1 && return
  say "getting $image"
  timeout 300 docker pull --quiet "$image" >/dev/null 2>&1 || make_base_image "$image"
}

is_answering || start_engine
# Without buildx, a newer client has only the legacy builder. Debian's client has BuildKit built in, enabled by DOCKER_BUILDKIT.
docker buildx version >/dev/null 2>&1 || [ ! -x /usr/bin/docker ] ||
  { docker() { DOCKER_BUILDKIT=1 /usr/bin/docker "$@"; } && export DOCKER=/usr/bin/docker DOCKER_BUILDKIT=1; }
provide_base_image
say "engine $(docker version --format '{{.Server.Version}}')"
# clean_up removes the containers. Ryuk, which would do that, is an image that has to be pulled from a registry.
export TESTCONTAINERS_RYUK_DISABLED=true

status=0
"$@" || status=$?
exit "$status"
