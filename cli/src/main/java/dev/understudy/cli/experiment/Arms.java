package dev.understudy.cli.experiment;

import dev.understudy.learning.experiment.Arm;
import dev.understudy.learning.experiment.ExperimentConfig;
import java.util.ArrayList;

/** Names of all arms, for the command line. */
final class Arms extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    Arms() {
        Arm.all(ExperimentConfig.defaults().learning().training()).forEach(arm -> add(arm.name()));
    }
}
