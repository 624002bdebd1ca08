package dev.understudy.cli.experiment;

import dev.understudy.replay.experiment.Shift;
import java.util.ArrayList;

/** Names of all shifts, for the command line. */
final class Shifts extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    Shifts() {
        Shift.all().forEach(shift -> add(shift.name()));
    }
}
