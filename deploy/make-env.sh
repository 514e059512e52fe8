#!/bin/sh
# Writes .env out of .env.example, with new secrets. Never replaces one: what is in the databases
# opens with the keys of that very file.
set -eu
cd "$(dirname "$0")/.."

if [ -e .env ]; then
  echo 'make-env: .env exists; its keys open your databases. Move it away if you want a new one.' >&2
  exit 1
fi

hex() { od -An -v -tx1 -N"$1" /dev/urandom | tr -d ' \n'; }
key() { printf 'k%s:%s' "$(hex 4)" "$(head -c 32 /dev/urandom | base64 | tr -d '\n')"; }

umask 077
while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    *_PASSWORD=) printf '%s%s\n' "$line" "$(hex 24)" ;;
    *_ENCRYPTION_KEYS=) printf '%s%s\n' "$line" "$(key)" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <.env.example >.env.new
mv .env.new .env
echo 'make-env: wrote .env with new secrets. Keep a copy of it in a safe place, apart from the backups of the databases.'
