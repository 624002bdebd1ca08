package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.settings.Settings;
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
        assertThat(command.trainer(command.settings()).keys().ring()).contains(Path.of("trusted"));
    }

    @Test
    void shouldNotListenWhereAStreamOnTheSameMachineDoes() {
        assertThat(Settings.defaults().metrics().port()).isEqualTo(9464);
        TrainCommand command = new TrainCommand();
        new CommandLine(command).parseArgs("--bootstrap-servers=127.0.0.1:1");
        assertThat(command.settings().metrics().port()).isEqualTo(9465);
    }
}
