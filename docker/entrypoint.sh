#!/bin/sh
# Starts the command line from the image's libraries, as process 1, so that a stop reaches it; JAVA_OPTS adds options.
home=${UNDERSTUDY_HOME:-/opt/understudy}
# shellcheck disable=SC2086  # the options are a list on purpose
exec java -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Dai.djl.offline=true \
  -Dunderstudy.home="$home" ${JAVA_OPTS:-} -cp "$home/lib/*" dev.understudy.cli.Understudy "$@"
