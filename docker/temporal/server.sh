#!/bin/sh
# Starts the part of the engine that TEMPORAL_SERVICES names, with what the image's own start cannot do: read the
# password from a file, and choose one address to be found at when the container has several networks.
set -eu
POSTGRES_PWD=$(cat "$POSTGRES_PWD_FILE")
export POSTGRES_PWD
if [ -z "${TEMPORAL_BROADCAST_ADDRESS:-}" ]; then
  TEMPORAL_BROADCAST_ADDRESS=$(getent hosts "$(hostname)" | awk 'NR == 1 { print $1 }')
  export TEMPORAL_BROADCAST_ADDRESS
fi
exec temporal-server start
