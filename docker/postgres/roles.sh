#!/bin/sh
# Runs once at every `docker compose up`, as the database's administrator: roles, databases and who may enter which.
# Safe to repeat; a password changed in pgpass_admin is set anew.
set -eu
password_of() { awk -F: -v user="$1" '$4 == user { print $5; exit }' "$PGPASSFILE"; }
# By environment, not by argument: other processes may read arguments.
OWNER_PASSWORD=$(password_of sekisho_owner)
API_PASSWORD=$(password_of sekisho_api)
GATEWAY_PASSWORD=$(password_of sekisho_gateway)
WORKER_PASSWORD=$(password_of sekisho_worker)
KEYS_PASSWORD=$(password_of sekisho_keys)
TEMPORAL_PASSWORD=$(password_of temporal)
export OWNER_PASSWORD API_PASSWORD GATEWAY_PASSWORD WORKER_PASSWORD KEYS_PASSWORD TEMPORAL_PASSWORD
exec psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname=postgres --file="$(dirname "$0")/roles.sql"
