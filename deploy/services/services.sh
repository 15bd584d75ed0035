#!/bin/sh
# Real services for trials and tests, on loopback, without containers, each with data of its own under var/services.
#   services.sh start | stop | test
# SERVICES names which: postgresql redis nginx by default; elasticsearch and s3 are large and come when they are named.
set -eu
cd "$(dirname "$0")/../.."
ROOT=$(pwd)
FOLDER=${VAR_DIR:-$ROOT/var}/services
SERVICES=${SERVICES:-postgresql redis nginx}
export POSTGRES_PORT=${POSTGRES_PORT:-15432} REDIS_PORT=${REDIS_PORT:-16379} NGINX_PORT=${NGINX_PORT:-18080}
export ES_PORT=${ES_PORT:-19200} S3_PORT=${S3_PORT:-17480} PORT=${PORT:-8000}

say() { printf '%s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# Program and Debian package; installs the package when this is root.
need() {
    command -v "$1" >/dev/null 2>&1 && return
    [ "$(id -u)" = 0 ] || fail "缺少 $1：sudo apt-get install $2"
    say "· 安装 $2 …"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $2; } \
        >"$FOLDER/apt.log" 2>&1 || fail "安装 $2 没有完成，见 $FOLDER/apt.log"
}

is_running() { [ -s "$1" ] && kill -0 "$(head -n 1 "$1")" 2>/dev/null; }

# Ends the process whose number is in a file, and waits for it.
end() {
    is_running "$1" || { rm -f "$1"; return 0; }
    number=$(head -n 1 "$1")
    kill -"${2:-TERM}" "$number"
    for _ in $(seq 100); do kill -0 "$number" 2>/dev/null || { rm -f "$1"; return 0; }; sleep 0.1; done
    kill -KILL "$number"
    rm -f "$1"
}

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

start_postgresql() {
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
    [ -x "$bin/initdb" ] || { need initdb postgresql; bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1); }
    data=$FOLDER/postgresql
    is_running "$data/data/postmaster.pid" && return
    mkdir -p "$data"
    [ "$(id -u)" = 0 ] && chown postgres "$data"
    # A cluster that was cut off while it was made has no mark and is made again.
    if [ ! -f "$data/made" ]; then
        rm -rf "$data/data"
        as_postgres "$bin/initdb" -D "$data/data" -U site --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$data/initdb.log"
        touch "$data/made"
    fi
    as_postgres "$bin/pg_ctl" -D "$data/data" -l "$data/log" -w -t 30 \
        -o "-p $POSTGRES_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200" start >/dev/null \
        || fail "PostgreSQL 没有启动，见 $data/log"
    "$bin/createdb" -h 127.0.0.1 -p "$POSTGRES_PORT" -U site site 2>/dev/null || true
}

start_redis() {
    need redis-server redis-server
    mkdir -p "$FOLDER/redis"
    is_running "$FOLDER/redis/pid" && return
    redis-server --bind 127.0.0.1 --port "$REDIS_PORT" --dir "$FOLDER/redis" --pidfile "$FOLDER/redis/pid" \
        --logfile "$FOLDER/redis/log" --save '' --daemonize yes >/dev/null
    for _ in $(seq 50); do redis-cli -p "$REDIS_PORT" ping >/dev/null 2>&1 && return; sleep 0.1; done
    fail "Redis 没有启动，见 $FOLDER/redis/log"
}

start_nginx() {
    need nginx nginx-light
    mkdir -p "$FOLDER/nginx/tmp"
    is_running "$FOLDER/nginx/pid" && return
    sed -e "s|@FOLDER@|$FOLDER/nginx|g; s|@NGINX_PORT@|$NGINX_PORT|; s|@PORT@|$PORT|; s|@VAR@|${VAR_DIR:-$ROOT/var}|g" \
        -e "s|@USER@|$(id -un) $(id -gn)|" \
        deploy/services/nginx.conf >"$FOLDER/nginx/nginx.conf"
    nginx -p "$FOLDER/nginx" -c "$FOLDER/nginx/nginx.conf" -e "$FOLDER/nginx/log" || fail "nginx 没有启动，见 $FOLDER/nginx/log"
}

start_elasticsearch() { bash deploy/services/elasticsearch.sh "$FOLDER/elasticsearch"; }
start_s3() {
    need radosgw "ceph-mon ceph-osd ceph-common radosgw"
    bash deploy/services/s3.sh "$FOLDER/s3"
}

stop_all() {
    end "$FOLDER/nginx/pid" QUIT
    end "$FOLDER/redis/pid"
    end "$FOLDER/postgresql/data/postmaster.pid" INT
    for file in "$FOLDER"/elasticsearch/node*/pid "$FOLDER/s3/run/rgw.pid" "$FOLDER/s3/run/osd.pid" "$FOLDER/s3/run/mon.pid"; do
        end "$file"
    done
}

variable() { case " $SERVICES " in *" $1 "*) say "$2" ;; esac; }
variables() {
    variable postgresql "DATABASE_URL=postgres://site@127.0.0.1:$POSTGRES_PORT/site"
    variable redis "REDIS_URL=redis://127.0.0.1:$REDIS_PORT/0"
    variable nginx "NGINX_URL=http://127.0.0.1:$NGINX_PORT"
    variable elasticsearch "ELASTICSEARCH_URL=http://127.0.0.1:$ES_PORT"
    variable s3 "S3_ENDPOINT_URL=http://127.0.0.1:$S3_PORT"
    variable s3 "AWS_ACCESS_KEY_ID=trial"
    variable s3 "AWS_SECRET_ACCESS_KEY=trial-secret"
}

start_all() {
    mkdir -p "$FOLDER"
    for service in $SERVICES; do
        case $service in
        postgresql | redis | nginx | elasticsearch | s3) "start_$service" ;;
        *) fail "没有叫 $service 的服务；有 postgresql redis nginx elasticsearch s3" ;;
        esac
    done
}

case ${1:-} in
start) start_all && variables ;;
stop) stop_all ;;
test)
    SERVICES=${SERVICES_FOR_TESTS:-postgresql redis nginx s3 elasticsearch}
    start_all
    for assignment in $(variables); do export "${assignment?}"; done
    exec sh deploy/local/python.sh -m deploy.local.checks service-tests
    ;;
*) fail "用法：services.sh start | stop | test" ;;
esac
