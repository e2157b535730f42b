#!/bin/sh
# Run a command with PostgreSQL as its database and Redis as its cache: those named by OCOP_TEST_POSTGRES_URL and
# OCOP_TEST_REDIS_URL, else throw-away ones of our own. Without PostgreSQL the command is not run, and a loud line says
# so; with OCOP_REQUIRE_ALL=1 that is a failure. The command's exit code is ours.
set -eu

here=$(dirname "$0")
redis_port=
redis_folder=

missing() {
    echo '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!' >&2
    echo "!!!! $1" >&2
    echo '!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!' >&2
    case "${OCOP_REQUIRE_ALL:-0}" in '' | 0) ;; *) exit 1 ;; esac
}

finish() {
    [ -z "$redis_port" ] || redis-cli -p "$redis_port" shutdown nosave >/dev/null 2>&1 || true
    [ -z "$redis_folder" ] || rm -rf "$redis_folder"
    [ -n "${OCOP_TEST_POSTGRES_URL:-}" ] || "$here/postgres.sh" stop || true
}

if [ -z "${OCOP_TEST_POSTGRES_URL:-}" ] && ! "$here/postgres.sh" available; then
    missing 'PostgreSQL IS NOT INSTALLED: the tests ran on SQLite only. Set OCOP_TEST_POSTGRES_URL or install it.'
    exit 0
fi
trap finish EXIT
trap 'exit 130' INT TERM
DATABASE_URL=${OCOP_TEST_POSTGRES_URL:-$("$here/postgres.sh" start)}
export DATABASE_URL

if [ -n "${OCOP_TEST_REDIS_URL:-}" ]; then
    REDIS_URL=$OCOP_TEST_REDIS_URL
    export REDIS_URL
elif command -v redis-server >/dev/null; then
    redis_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    redis_folder=$(mktemp -d)
    redis-server --bind 127.0.0.1 --port "$redis_port" --save '' --appendonly no --dir "$redis_folder" \
        --databases 65 --daemonize yes --logfile "$redis_folder/log" >/dev/null
    REDIS_URL=redis://127.0.0.1:$redis_port/0
    export REDIS_URL
else
    unset REDIS_URL
    missing 'Redis IS NOT INSTALLED: the tests on PostgreSQL use the cache inside the process.'
fi

"$@"
