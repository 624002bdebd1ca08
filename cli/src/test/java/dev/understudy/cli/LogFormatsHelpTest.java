package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.replay.LogFormats;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LogFormatsHelpTest {

    @ParameterizedTest
    @ValueSource(strings = {"replay", "demo", "evaluate", "info"})
    void shouldListEveryFormatInTheHelp(String command) {
        CommandLine line = Understudy.commandLine().getSubcommands().get(command);
        String help = line.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", " ");
        assertThat(help).contains(String.join(", ", LogFormats.names()));
    }
}
