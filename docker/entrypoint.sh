#!/bin/sh
# Starts the command line from the image's libraries, as process 1, so that a stop reaches it; JAVA_OPTS adds options.
set -e
home=${UNDERSTUDY_HOME:-/opt/understudy}
# What the native libraries read; the container's own values win, an empty one leaves a variable out.
while IFS='=' read -r name value; do
  case "$name" in '' | '#'*) continue ;; esac
  if ! printenv "$name" >/dev/null; then export "$name=$value"; fi
  if [ -z "$(printenv "$name")" ]; then unset "$name"; fi
done <"$home/natives.env"
# Java reads arguments and names of files in the charset of the locale, and a pod may come without one.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  '' | C | POSIX) export LC_ALL=C.UTF-8 ;;
esac
# shellcheck disable=SC2086  # the options are a list on purpose
exec java -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Dai.djl.offline=true \
  -Dunderstudy.home="$home" ${JAVA_OPTS:-} -cp "$home/lib/*" dev.understudy.cli.Understudy "$@"
