package dev.understudy.cli.experiment;

import dev.understudy.learning.experiment.Arm;
import dev.understudy.learning.loop.Preset;
import java.util.ArrayList;

/** Names of all arms, for the command line. */
final class Arms extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    Arms() {
        Arm.all(Preset.SHORT_STREAM.config().training()).forEach(arm -> add(arm.name()));
    }
}
