#!/usr/bin/env bash
# A first look: installs into an environment of its own and renders padding_strides.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh
environment .venv-demo .
mkdir -p demo
convanim conv -i 5 -k 3 -s 2 -p 1 -o demo/padding_strides.gif -o demo/padding_strides.svg
echo "Open $(pwd)/demo/padding_strides.gif, or the .svg beside it in a browser."
