#!/bin/sh
# Brings both of the engine's databases to its release; does nothing where they are there already. The databases
# themselves are made by docker/postgres/roles.sql.
set -eu
SQL_PASSWORD=$(cat "$SQL_PASSWORD_FILE")
export SQL_PASSWORD
for database in temporal temporal_visibility; do
  schema=postgresql/v12/temporal
  [ "$database" = temporal ] || schema=postgresql/v12/visibility
  temporal-sql-tool --db "$database" setup-schema -v 0.0
  temporal-sql-tool --db "$database" update-schema --schema-name "$schema"
done
