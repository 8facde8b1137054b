#!/usr/bin/env bash
# Carries out the Dockerfile without a container engine: every instruction in the order of the file, each RUN and the
# start command inside a bare Debian tree (chroot), as the user that the file names. Then asks the started program for
# its health, reads a page, and lists what must not be in the image. Needs root, debootstrap and setpriv.
#
#   test/image/run-steps.sh WORK_FOLDER NODE_FOLDER [DEBIAN_MIRROR]
#
# WORK_FOLDER takes about 2 GB. NODE_FOLDER is laid over /usr/local as the base image does: bin/node,
# lib/node_modules/npm. apt and npm inside the trees use the settings of the machine outside.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,11p' "$0"; exit 2; }
work=$1 node=$2 mirror=${3:-http://deb.debian.org/debian}
context=$(cd "$(dirname "$0")/../.." && pwd)
base=$work/base
stage=$work/stage
say() { printf '\n== %s\n' "$*"; }

if [ ! -e "$base/etc/debian_version" ]; then
  say "a bare Debian 12, what the base image is made from"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$base" "$mirror" >/dev/null
fi
mkdir -p "$base/usr/local" && cp -a "$node/." "$base/usr/local/"
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$base/usr/local/bin/npm"
chroot "$base" id node >/dev/null 2>&1 || chroot "$base" useradd --create-home --uid 1000 node

# The folder that .dockerignore leaves over: everything, but for what it names with "!".
ctx=$work/context
rm -rf "$ctx" && mkdir -p "$ctx"
sed -n 's/^!//p' "$context/.dockerignore" | while read -r name; do cp -a "$context/$name" "$ctx/"; done

inside() { # inside TREE USER FOLDER COMMAND...
  local tree=$1 user=$2 folder=$3
  shift 3
  mountpoint -q "$tree/proc" || mount -t proc proc "$tree/proc"
  # Never the machine's own /dev: a tree that is deleted with it mounted takes it along.
  [ -c "$tree/dev/null" ] || mknod -m 666 "$tree/dev/null" c 1 3
  [ -c "$tree/dev/urandom" ] || mknod -m 666 "$tree/dev/urandom" c 1 9
  ln -sfn /proc/self/fd "$tree/dev/fd"
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME="$([ "$user" = root ] && echo /root || echo /home/node)" \
    "${settings[@]}" chroot --userspec="$user" "$tree" /bin/bash -c "cd $folder && exec \"\$@\"" step "$@"
}
leave() { for each in "$work"/stage*; do umount -q "$each/proc" 2>/dev/null || true; done; }
trap leave EXIT

count=0 user=root folder=/ settings=()
declare -A named
tree=
while IFS= read -r line; do
  case $line in
    FROM*)
      count=$((count + 1)) user=root folder=/ settings=()
      leave
      tree=$stage$count
      rm -rf --one-file-system "$tree" && cp -a "$base" "$tree"
      [[ $line =~ \ AS\ (.*) ]] && named[${BASH_REMATCH[1]}]=$tree
      if [ "$count" = 1 ]; then
        cp /etc/resolv.conf "$tree/etc/" && rm -rf "$tree/etc/apt" && cp -a /etc/apt "$tree/etc/"
        [ ! -f ~/.npmrc ] || cp ~/.npmrc "$tree/root/"
        [ ! -f "${NODE_EXTRA_CA_CERTS:-}" ] || cp "$NODE_EXTRA_CA_CERTS" "$tree/etc/ssl/certs/ca-certificates.crt"
        while IFS= read -r one; do settings+=("$one"); done < <(env | grep -iE '^(npm_config_|[a-z_]*proxy=)' || true)
        settings+=(NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt)
      fi
      ;;
    RUN*)
      say "$user in $folder: ${line#RUN }"
      inside "$tree" "$user" "$folder" bash -euc "${line#RUN }" >"$work/run.log" 2>&1 || { tail -30 "$work/run.log"; exit 1; }
      ;;
    WORKDIR*) folder=${line#WORKDIR } && mkdir -p "$tree$folder" ;;
    'COPY --from='*)
      read -r _ from what to <<<"$line"
      case $to in /*) to=$tree$to ;; *) to=$tree$folder/$to ;; esac
      cp -a "${named[${from#--from=}]}$what" "$to"
      ;;
    COPY*)
      read -ra parts <<<"${line#COPY }"
      to=${parts[-1]}
      case $to in /*) to=$tree$to ;; *) to=$tree$folder/$to ;; esac
      for what in "${parts[@]::${#parts[@]}-1}"; do
        if [ -d "$ctx/$what" ]; then cp -a "$ctx/$what/." "$(mkdir -p "$to" && echo "$to")"; else cp -a "$ctx/$what" "$to"; fi
      done
      ;;
    ENV*) for one in ${line#ENV }; do settings+=("$one"); done ;;
    USER*) user=${line#USER } ;;
    HEALTHCHECK*) health=${line#*CMD } ;;
    CMD*) start=${line#CMD } ;;
    '#'* | '' | VOLUME* | EXPOSE*) ;;
    *) echo "this script does not know: $line" && exit 1 ;;
  esac
done <"$context/Dockerfile"

argv() { node -e 'for (const one of JSON.parse(process.argv[1])) console.log(one)' "$1"; }
mapfile -t start_words < <(argv "$start")
mapfile -t health_words < <(argv "$health")
# WhatsApp is on, at a port where nobody answers: its library has to load from what is in the image.
settings+=(WHATSAPP=on WHATSAPP_WS_URL=ws://127.0.0.1:9/ws)
say "started as $user in $folder: ${start_words[*]}"
inside "$tree" "$user" "$folder" "${start_words[@]}" >"$work/out.log" 2>&1 &
started=$!
sleep 6
pid=$(pgrep -P "$started" || echo "$started")
cat "$work/out.log"
say "how its channels stand"
inside "$tree" "$user" "$folder" node dist/cli.js status | tee "$work/status.log" || true
grep -q '^whatsapp *down *WhatsApp cannot be reached' "$work/status.log"
say "health"
inside "$tree" "$user" "$folder" "${health_words[@]}" && echo healthy
say "it runs as"
ps -o user=,pid=,rss=,args= -p "$pid"
say "what it wrote, and who may look into it"
ls -ln "$tree/data" "$tree/secret"
ls -ldn "$tree/data" "$tree/secret"
say "can it write into its own program?"
inside "$tree" "$user" "$folder" bash -c 'touch rules/x 2>/dev/null || touch dist/x 2>/dev/null || touch x 2>/dev/null' && echo "YES, and it must not" || echo no
kill "$pid"
wait || true
say "what must not be in the image"
bad=$(cd "$tree/app" && find . -type f \( -path './test/*' -o -path './src/*' -o -path './.git*' -o -path './node_modules/vitest/*' -o -path './node_modules/typescript/*' -o -path './node_modules/tsx/*' -o -path './node_modules/@biomejs/*' -o -path './node_modules/playwright-core/*' -o -path './node_modules/@openclaw/*' -o -path './node_modules/telegram-test-api/*' -o -name '*.secret' -o -name '.npmrc' \) -print)
[ -z "$bad" ] && echo nothing found || { echo "$bad" | sed -n 1,20p; exit 1; }
say "packages of development in it"
dev=$(cd "$tree/app" && node -e 'const { packages } = JSON.parse(fs.readFileSync(process.argv[1])); for (const [folder, { dev }] of Object.entries(packages)) if (dev && fs.existsSync(folder)) console.log(folder)' "$context/package-lock.json")
[ -z "$dev" ] && echo none || { echo "$dev" | sed -n 1,20p; exit 1; }
say "its size in MB, by folder"
(cd "$tree/app" && du -sm node_modules dist rules locales && du -sm .)
