#!/bin/sh
# Makes what a compute node needs for its first start, in the folder $1, and touches nothing that is
# there already: a passphrase, keys, and the configuration $2.
set -eu
umask 077
folder=$1
if [ ! -e "$folder/passphrase" ]; then
	head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$folder/passphrase"
fi
if [ ! -e "$folder/keystore.json" ]; then
	panshi-compute keys new "$folder/keystore.json" --passphrase-file "$folder/passphrase"
fi
if [ ! -e "$folder/compute.toml" ]; then
	cp "$2" "$folder/compute.toml"
fi
