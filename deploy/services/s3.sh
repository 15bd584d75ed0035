#!/bin/bash
# An S3 server for trials: Ceph's object gateway with one monitor and one storage daemon in memory, on loopback.
#   s3.sh FOLDER
# Endpoint http://127.0.0.1:$S3_PORT (17480), path-style addressing, keys as services.sh prints them. Ready in about 16 s;
# 0.7 GB of memory; objects live in memory, so each start begins empty. services.sh stop ends it, the gateway first.
set -euo pipefail
P=${S3_PORT:-17480}
D=$(realpath -m "${1:?a folder of its own}")
[ -s "$D/run/rgw.pid" ] && kill -0 "$(cat "$D/run/rgw.pid")" 2>/dev/null && exit 0
rm -rf "$D"
mkdir -p "$D"/{mon,mgr,osd,rgw,log,run}
FSID=$(cat /proc/sys/kernel/random/uuid)
cat > $D/ceph.conf <<C
[global]
fsid = $FSID
mon host = [v2:127.0.0.1:3300,v1:127.0.0.1:6789]
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = $D/keyring
auth_allow_insecure_global_id_reclaim = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
mon_max_pg_per_osd = 500
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
run dir = $D/run
admin socket = $D/run/\$name.asok
pid file = $D/run/\$name.pid
log file = $D/log/\$name.log
crash dir = $D/crash
[mon]
mon data = $D/mon
mon cluster log file = $D/log/cluster.log
[osd]
osd data = $D/osd
osd objectstore = memstore
memstore device bytes = ${MEMSTORE_BYTES:-2147483648}
osd journal size = 100
osd class load list = *
osd class default list = *
[client]
rgw frontends = beast endpoint=127.0.0.1:$P
rgw dns name = 127.0.0.1
rgw data = $D/rgw
rgw lc debug interval = 0
debug rgw = 1
C
export CEPH_CONF=$D/ceph.conf; C="-c $D/ceph.conf"
monmaptool --create --addv a '[v2:127.0.0.1:3300,v1:127.0.0.1:6789]' --fsid $FSID $D/monmap >/dev/null
ceph-authtool --create-keyring $D/mon.keyring --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool --create-keyring $D/keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >/dev/null
ceph-authtool $D/keyring --gen-key -n client.rgw.a --cap mon 'allow rwx' --cap osd 'allow rwx' >/dev/null
ceph-authtool $D/mon.keyring --import-keyring $D/keyring >/dev/null
ceph-mon $C --mkfs -i a --monmap $D/monmap --keyring $D/mon.keyring
ceph-mon $C -i a --pid-file $D/run/mon.pid
ceph $C mon enable-msgr2 >/dev/null 2>&1 || true
U=$(cat /proc/sys/kernel/random/uuid)
S=$(ceph-authtool --gen-print-key)
ID=$(echo "{\"cephx_secret\": \"$S\"}" | ceph $C osd new $U -i -)
ceph-authtool $D/keyring --name osd.$ID --add-key $S >/dev/null
ceph-osd $C -i $ID --mkfs --osd-uuid $U >/dev/null 2>&1
ceph-osd $C -i $ID --pid-file $D/run/osd.pid
sleep 3
radosgw $C -n client.rgw.a --pid-file $D/run/rgw.pid
for i in $(seq 60); do curl -s -o /dev/null http://127.0.0.1:$P/ && break; sleep 1; done
radosgw-admin $C user create --uid=site --display-name=site --access-key=trial --secret-key=trial-secret >/dev/null
