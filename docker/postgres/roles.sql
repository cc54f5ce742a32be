-- One role per kind of process, none of which may create anything, pass by row-level security or become another one.
\getenv owner_password OWNER_PASSWORD
\getenv api_password API_PASSWORD
\getenv gateway_password GATEWAY_PASSWORD
\getenv worker_password WORKER_PASSWORD
\getenv keys_password KEYS_PASSWORD
\getenv temporal_password TEMPORAL_PASSWORD

-- Nothing that follows belongs in the server's log.
set log_statement = 'none';
set log_min_error_statement = 'panic';

select format('create role %I login', name)
from unnest(array['sekisho_owner', 'sekisho_api', 'sekisho_gateway', 'sekisho_worker', 'sekisho_keys', 'temporal']) as name
where not exists (select from pg_roles where rolname = name) \gexec

alter role sekisho_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'owner_password';
alter role sekisho_api login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'api_password';
alter role sekisho_gateway login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'gateway_password';
alter role sekisho_worker login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'worker_password';
alter role sekisho_keys login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'keys_password';
alter role temporal login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'temporal_password';

-- C collation, so that order is the same on every machine.
select format('create database %I owner %I encoding ''UTF8'' locale ''C'' template template0', name, owner)
from (values ('sekisho', 'sekisho_owner'), ('sekisho_keys', 'sekisho_keys'), ('temporal', 'temporal'), ('temporal_visibility', 'temporal')) as wanted (name, owner)
where not exists (select from pg_database where datname = name) \gexec

-- The engine cannot enter the register, and the register's roles cannot enter the engine's databases; the key store is
-- its owner's alone.
revoke all on database sekisho, sekisho_keys, temporal, temporal_visibility, postgres, template1 from public;
grant connect on database sekisho to sekisho_api, sekisho_gateway, sekisho_worker;
