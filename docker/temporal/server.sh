#!/bin/sh
# The image's own start, with what it cannot do itself: read its password from a file, and choose one address to be
# found at when the container has several networks.
set -eu
POSTGRES_PWD=$(cat /run/secrets/temporal_db_password)
TEMPORAL_BROADCAST_ADDRESS=$(getent hosts "$(hostname)" | awk 'NR == 1 { print $1 }')
export POSTGRES_PWD TEMPORAL_BROADCAST_ADDRESS
exec /etc/temporal/entrypoint.sh
