#!/bin/sh
# Prints the commit of a checkout, with -dirty when tracked files differ from it, or "unknown" for a folder that is no
# checkout of its own: an unpacked archive must not be taken for the repository that it may lie in.
#   sh source-commit.sh FOLDER
cd "$1" || exit 1
GIT_CEILING_DIRECTORIES=$(dirname "$(pwd -P)") \
  git describe --always --abbrev=40 --exclude='*' --dirty 2>/dev/null || echo unknown
