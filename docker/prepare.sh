#!/bin/sh
# Makes what docker-compose.yml reads as secrets: passwords, keys, certificates. Run it once, before the first
# `docker compose up`; run it again at any time: what is there stays.
#
#   docker/prepare.sh [folder]        default: docker/secrets beside this file
#
# Needs sh, awk and openssl. Back the folder up apart from the databases: without vault_keys.json no file of the
# register can be read again, and with it all of them can.
set -eu
umask 077
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
cd "$folder"

# -- Passwords, in PostgreSQL's own passfile form: libpq and node-postgres read it, no password is ever in an environment.
if [ ! -s pgpass_admin ]; then
  for user in postgres temporal sekisho_owner sekisho_api sekisho_gateway sekisho_worker sekisho_keys; do
    printf 'postgres:5432:*:%s:%s\n' "$user" "$(openssl rand -hex 24)"
  done > pgpass_admin.new
  mv pgpass_admin.new pgpass_admin
fi
# A release that brings a role brings its password; those that are there stay.
for user in sekisho_keys; do
  grep -q ":$user:" pgpass_admin || printf 'postgres:5432:*:%s:%s\n' "$user" "$(openssl rand -hex 24)" >> pgpass_admin
done
lines_of() { awk -F: -v users=" $* " 'index(users, " " $4 " ")' pgpass_admin; }
password_of() { awk -F: -v user="$1" '$4 == user { print $5; exit }' pgpass_admin; }
lines_of sekisho_owner > pgpass_owner
lines_of sekisho_api sekisho_gateway > pgpass_api
lines_of sekisho_worker > pgpass_worker
lines_of sekisho_keys > pgpass_keys
password_of postgres > postgres_password
password_of temporal > temporal_db_password

# -- Keys: one file each, so that the engine's operators never hold the vault's.
key_file() {
  [ -s "$1.json" ] || printf '{ "purpose": "%s", "current": "k1", "keys": { "k1": "%s" } }\n' \
    "$2" "$(openssl rand -base64 32)" > "$1.json"
}
key_file vault_keys vault
key_file codec_keys engine
key_file index_keys index
key_file signing_keys signing
key_file grant_keys grants

# -- Who may ask the key service: to each its credential, to the service their hashes.
separator='{'
for caller in api activity-worker operator; do
  credential=keys_credential_${caller#activity-}
  [ -s "$credential" ] || openssl rand -hex 32 > "$credential"
  hash=$(tr -d '\n' < "$credential" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
  printf '%s\n  "%s": "%s"' "$separator" "$caller" "$hash"
  separator=','
done > keys_callers.json
printf '\n}\n' >> keys_callers.json

# -- The console's secret at the identity provider. In a deployment the provider issues it: put it there.
[ -s oidc_client_secret ] || openssl rand -hex 32 > oidc_client_secret

# -- What we sign events to providers with. A deployment fills in its own sources (docs/deployment.md).
providers() {
  separator='{'
  for source in MUNICIPALITY POLICE IMMIGRATION EMPLOYER SUPERIOR CLINIC CREDIT_BUREAU HOUSING_MANAGER REFERENCE; do
    path=$(printf '%s' "$source" | tr 'A-Z_' 'a-z-')
    printf '%s\n  "%s": { "credential": "%s", "webhookSecret": "whsec_%s", "pushUrl": "http://sandbox-providers:7202/%s/events" }' \
      "$separator" "$source" "$(openssl rand -hex 32)" "$(openssl rand -base64 32)" "$path"
    separator=','
  done
  printf '\n}\n'
}
[ -s sandbox_providers.json ] || providers > sandbox_providers.json
[ -s providers.json ] || echo '{}' > providers.json

# -- Certificates: a small authority of our own for the way to the engine and between its parts.
authority() {
  [ -s temporal_ca.pem ] && return
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=Sekisho engine CA' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout temporal_ca.key -out temporal_ca.pem 2>/dev/null
}
certificate() { # name, common name, usages, alternative names
  [ -s "temporal_$1.pem" ] && return
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" \
    -keyout "temporal_$1.key" -out "temporal_$1.csr" 2>/dev/null
  printf 'basicConstraints=CA:FALSE\nextendedKeyUsage=%s\nsubjectAltName=%s\n' "$3" "$4" > "temporal_$1.ext"
  openssl x509 -req -in "temporal_$1.csr" -CA temporal_ca.pem -CAkey temporal_ca.key -CAcreateserial -days 825 \
    -extfile "temporal_$1.ext" -out "temporal_$1.pem" 2>/dev/null
  rm "temporal_$1.csr" "temporal_$1.ext"
}
authority
# The parts of the server call each other with its own certificate, so it is a client's, too.
certificate server temporal serverAuth,clientAuth DNS:temporal,DNS:localhost
certificate client sekisho clientAuth DNS:sekisho
certificate ui temporal-ui clientAuth DNS:temporal-ui

echo "Secrets are in $(pwd)."
if [ "$(id -u)" = 0 ]; then
  # PostgreSQL refuses root, and nothing here needs it: the containers run as 1000:1000.
  chown 1000:1000 . ./*
  chown 0:0 temporal_ca.key
elif [ "$(id -u):$(id -g)" != 1000:1000 ]; then
  echo "Put SEKISHO_UID=$(id -u) and SEKISHO_GID=$(id -g) into .env, so that the containers can read them."
fi
