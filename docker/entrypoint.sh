#!/bin/sh
# Starts the command line from the image's libraries; JAVA_OPTS adds options.
# shellcheck disable=SC2086  # the options are a list on purpose
exec java -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Dai.djl.offline=true \
  ${JAVA_OPTS:-} -cp '/opt/understudy/lib/*' dev.understudy.cli.Understudy "$@"
