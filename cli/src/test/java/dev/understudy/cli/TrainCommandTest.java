package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TrainCommandTest {

    @Test
    void shouldBeReadyOnlyWhileTrainingMakesProgress() {
        AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
        var ready = TrainCommand.readiness(() -> true, fault::get);
        assertThat(ready.fault()).isEmpty();
        fault.set(Optional.of("21 of the last 40 optimiser steps were discarded"));
        assertThat(ready.fault()).contains("steps: 21 of the last 40 optimiser steps were discarded");
        fault.set(Optional.empty());
        assertThat(ready.fault()).isEmpty();
    }

    @Test
    void shouldTrustMoreKeysThanItsOwn() {
        TrainCommand command = new TrainCommand();
        new CommandLine(command).parseArgs("--bootstrap-servers=127.0.0.1:1", "--keys=trusted");
        assertThat(command.settings().keys().ring()).contains(Path.of("trusted"));
    }

    @Test
    void shouldNotListenWhereAStreamOnTheSameMachineDoes() {
        assertThat(metricsPort(new TrainCommand())).isEqualTo("9465");
        assertThat(metricsPort(new StreamCommand())).isEqualTo("9464");
    }

    private static String metricsPort(Object command) {
        return new CommandLine(command).getCommandSpec().findOption("--metrics-port").defaultValueString(true);
    }

    @Test
    void shouldNotBeReadyOnceItHasStopped() {
        assertThat(TrainCommand.readiness(() -> false, Optional::empty).fault()).contains("trainer: it has stopped");
    }
}
