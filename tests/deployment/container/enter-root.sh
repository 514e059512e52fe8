#!/bin/sh
# Runs a program as a container would, where no container engine is: as process 1 of its own namespace,
# on the given root, with this machine's tools (/usr, /etc) in it, read-only. Needs root, on Linux.
#   enter-root.sh ROOT PLAN USER WORKDIR HOSTS TMPFS PROGRAM [ARGUMENT…]
# PLAN  `build`: the root may be written; `run`: it may not, and the program gets no privileges
# HOSTS a file that stands for /etc/hosts
# TMPFS what lies in memory, `path[:options]` by line
# A build finds what npm has downloaded before in the folder NPM_CACHE, as with a cache mount of an engine.
set -eu
root=$1 plan=$2 user=$3 workdir=$4 hosts=$5 tmpfs=$6
shift 6

bind() {
  mkdir -p "$root$1"
  mount --bind "$1" "$root$1"
  mount -o remount,bind,ro "$root$1"
}

mount --bind "$root" "$root"
for path in /bin /sbin /lib*; do
  if [ ! -L "$path" ]; then bind "$path"; elif [ ! -e "$root$path" ]; then cp -P "$path" "$root$path"; fi
done
for path in /usr/*; do
  case $path in /usr/local) ;; *) bind "$path" ;; esac
done
bind /etc
mount --bind "$hosts" "$root/etc/hosts"
mkdir -p "$root/proc" "$root/dev" "$root/tmp" "$root$workdir"
chmod 1777 "$root/tmp"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"

if [ "$plan" = build ] && [ -d "${NPM_CACHE-}" ]; then
  mkdir -p "$root/root/.npm"
  mount --bind "$NPM_CACHE" "$root/root/.npm"
fi

while IFS=: read -r path options; do
  [ -n "$path" ] || continue
  mkdir -p "$root$path"
  mount -t tmpfs -o "${options:-mode=1777}" tmpfs "$root$path"
done <<LINES
$tmpfs
LINES

set -- /bin/sh -c 'cd "$0" && exec "$@"' "$workdir" "$@"
if [ "$plan" = run ]; then
  mount -o remount,bind,ro "$root"
  exec chroot "$root" /usr/bin/setpriv --reuid "${user%:*}" --regid "${user#*:}" --clear-groups \
    --inh-caps=-all --bounding-set=-all --no-new-privs -- "$@"
fi
exec chroot "$root" "$@"
