-- Run by the image of PostgreSQL when the volume is new, as the superuser `postgres`.
-- The service gets a role that owns its database and may do nothing else.
\getenv password WATCHLINE_PASSWORD
create role watchline login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'password';
create database watchline owner watchline;
revoke all on database watchline from public;
revoke all on database postgres, template1 from public;
-- Without a password nobody signs in as the superuser over the network. Inside the container it needs none:
-- docker compose exec postgres psql -U postgres
alter role postgres password null;
