#!/bin/sh
# Makes what Livecode in containers needs where no image registry answers: the base image, stand-ins for the images of Kafka,
# PostgreSQL and Redis, and Docker Compose. README.md says how they differ from the official ones.
set -eu

fresh=
install=yes
offline=$(cd "$(dirname "$0")" && pwd)
sandbox=$offline/../../sandbox
images=$offline/../images
settings=$offline/../kafka.env

say() { echo "offline: $*" >&2; }
stop() { say "$*"; exit 1; }
. "$sandbox/bin/way-out"
. "$sandbox/bin/pulse"

usage() {
  cat <<'TEXT'
Usage: infra/packaging/offline/build.sh [--no-install] [--fresh]

Makes the base image and stand-ins for the images of Kafka, PostgreSQL and Redis from the system's own Debian mirror and Maven
repository, and installs Docker Compose where it is missing. What is there and up to date is left alone.
On stdout are lines for a .env file: infra/packaging/offline/build.sh >>.env

  --no-install  install nothing on this system: neither a Docker engine, nor mmdebstrap, nor Compose
  --fresh       build anew, with the newest packages of the mirror
TEXT
}

for argument; do
  case $argument in
    --no-install) install=no ;;
    --fresh) fresh=--no-cache ;;
    --help|-h) usage; exit 0 ;;
    *) stop "unknown argument: $argument (known: --no-install, --fresh, --help)" ;;
  esac
done

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
# As in ensure-engine: the same engine as the runner's, whatever 'context' the client is set to.
export DOCKER_HOST="${DOCKER_HOST:-unix:///var/run/docker.sock}"

no_install() { [ "$install" = yes ] || echo --no-install; }

# What one stand-in is made of, beside the base and the packages.
ingredients() {
  ( cd "$offline" && find "$1" tidy -type f ! -name '.*' | LC_ALL=C sort | sed "s|^|$offline/|" )
  echo "$sandbox/image/reach-mirror"
  [ "$1" != kafka ] || printf '%s\n' "$images/maven" "$settings"
}

content_hash() {
  ingredients "$1" | while IFS= read -r file; do
    printf '%s %s\n' "$(sha256sum <"$file" | cut -c1-64)" "$(basename "$file")"
  done | sha256sum | cut -c1-16
}

# The name of the stand-in whose label is that hash; nothing where there is none.
built_as() {
  docker images --filter "label=livecode.offline=$1-$2" --format '{{.Repository}}:{{.Tag}}' | grep "^livecode/offline-$1:" | head -n 1
}

# Maven's settings reach one stage of a build only.
lay_out_kafka() {
  cp "$images/maven" "$1/maven"
  "$images/describe-maven" "$1/maven-settings"
  "$offline/kafka/server-properties" "$settings" >"$1/server.properties"
}

lay_out() {
  context=$work/$1
  mkdir -p "$context"
  cp -R "$offline/$1/." "$offline/tidy" "$sandbox/image/reach-mirror" "$context/"
  "$sandbox/bin/describe-system" "$context/system"
  [ "$1" != kafka ] || lay_out_kafka "$context"
}

causes() {
  grep -E '^(\[ERROR\]|E:) ' "$1" | cut -c1-500 | head -n 3
  tail -n 5 "$1"
}

build() {
  lay_out "$1"
  say "building the stand-in for $1"
  # The legacy builder is the one that every engine has; 'host' because the build uses the system's own way out.
  export DOCKER_BUILDKIT=0
  # shellcheck disable=SC2046
  with_pulse "building the stand-in for $1" "$work/$1.log" docker build --network host --force-rm $fresh $(proxy_arguments) \
    --label "livecode.offline=$1-$2" --iidfile "$work/$1.id" "$work/$1" ||
    { causes "$work/$1.log" >&2; stop "docker build of the stand-in for $1 failed"; }
  image=$(cat "$work/$1.id")
  # What Debian really has is known only now.
  version=$(docker run --rm --network none --entrypoint cat "$image" /etc/livecode-version) || stop "the stand-in for $1 does not run"
  docker tag "$image" "livecode/offline-$1:$version"
}

# Stages are of no use once the stand-ins are there, and one has seen Maven's settings.
clean_up() {
  rm -rf "$work"
  docker image prune -f --filter label=livecode.offline >/dev/null 2>&1 || :
}

stand_in() {
  hash=$(content_hash "$1")
  name=$(built_as "$1" "$hash")
  if [ -z "$name" ] || [ -n "$fresh" ]; then
    build "$1" "$hash"
    name=$(built_as "$1" "$hash")
  fi
}

# shellcheck disable=SC2046
"$sandbox/bin/ensure-engine" $(no_install) >/dev/null
# shellcheck disable=SC2046
"$sandbox/bin/ensure-base" $(no_install) >/dev/null
# shellcheck disable=SC2046
"$offline/ensure-compose" $(no_install) >/dev/null || [ "$install" = no ] || exit 1
work=$(mktemp -d "${TMPDIR:-/tmp}/livecode-offline.XXXXXX")
trap clean_up EXIT
trap 'exit 130' INT TERM
lines=
for part in kafka postgres redis; do
  stand_in "$part"
  lines="$lines$(echo "$part" | tr a-z A-Z)_IMAGE=$name
"
done
printf '%s%s\n' "$lines" "BASE_IMAGE=$base"
