#!/usr/bin/env bash
# Run once by the database's image when it has made an empty database: roles, schemas and rights, by the same script
# that ./bypuls up runs.
set -euo pipefail

PGPASSWORD="$POSTGRES_PASSWORD" psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" \
  --dbname "$POSTGRES_DB" << 'SQL'
\getenv registry BYPULS_REGISTRY_PASSWORD
\getenv sink BYPULS_SINK_PASSWORD
\getenv open BYPULS_OPEN_PASSWORD
\getenv exact BYPULS_EXACT_PASSWORD
\getenv script BYPULS_BOOTSTRAP
\if :{?script}
\else
\set script /bypuls/bootstrap.sql
\endif
\o /dev/null
select set_config('bypuls.bypuls_registry', :'registry', false);
select set_config('bypuls.bypuls_sink', :'sink', false);
select set_config('bypuls.bypuls_open', :'open', false);
select set_config('bypuls.bypuls_exact', :'exact', false);
\i :script
SQL
