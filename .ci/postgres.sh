#!/bin/sh
# A throw-away PostgreSQL of this checkout's own, for tests: `postgres.sh start` prints its DATABASE_URL, `stop` ends it.
# `postgres.sh available` says by its exit code whether PostgreSQL is installed here. Nothing outside is touched: the
# cluster has a folder, a free port on 127.0.0.1 and a password of its own. PostgreSQL refuses to run as root, so root
# runs it as the user postgres. OCOP_POSTGRES_NAME names another cluster beside the usual one, OCOP_POSTGRES_OPTIONS
# goes to the server ("-c shared_buffers=512MB").
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
if [ "$(id -u)" = 0 ]; then
    # The user postgres may not be allowed into the checkout.
    home=/var/tmp/ocop-postgres-$(printf '%s' "$root" | cksum | cut -d ' ' -f 1)
else
    home=$root/.cache/postgres
fi
home=$home${OCOP_POSTGRES_NAME:+-$OCOP_POSTGRES_NAME}
export LC_ALL=C

programs() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -rV); do
        [ -x "$folder/initdb" ] && { echo "$folder"; return; }
    done
    found=$(command -v initdb) && dirname "$found"
}

as_owner() {
    if [ "$(id -u)" != 0 ]; then
        sh -c "$1"
    elif command -v runuser >/dev/null; then
        (cd / && runuser -u postgres -- sh -c "$1")
    else
        (cd / && su postgres -s /bin/sh -c "$1")
    fi
}

running() { [ -f "$home/data/postmaster.pid" ] && as_owner "$bin/pg_ctl -D $home/data status" >/dev/null 2>&1; }

start() {
    if ! running; then
        create_once
        port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
        # Nothing here has to survive a power cut.
        as_owner "$bin/pg_ctl -D $home/data -w -l $home/log -o '-p $port -c listen_addresses=127.0.0.1 \
            -c unix_socket_directories=$home -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
            -c autovacuum=off -c max_connections=200 ${OCOP_POSTGRES_OPTIONS:-}' start" >/dev/null
        echo "$port" >"$home/port"
    fi
    echo "postgres://postgres:$(cat "$home/password")@127.0.0.1:$(cat "$home/port")/postgres"
}

create_once() {
    [ -f "$home/data/PG_VERSION" ] && return
    rm -rf "$home"
    mkdir -p "$(dirname "$home")"
    mkdir "$home"
    (umask 077 && head -c 18 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$home/password")
    [ "$(id -u)" != 0 ] || chown -R postgres "$home"
    as_owner "$bin/initdb -D $home/data -U postgres --auth=scram-sha-256 --pwfile=$home/password --no-sync -E UTF8" \
        >/dev/null
}

bin=$(programs) || bin=
case "${1:-}" in
available) [ -n "$bin" ] ;;
start) start ;;
stop) ! running || as_owner "$bin/pg_ctl -D $home/data -m fast stop" >/dev/null ;;
*) echo "usage: $0 available|start|stop" >&2; exit 2 ;;
esac
