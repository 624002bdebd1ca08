package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.label.LabelRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LabelRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"pretrain", "relabel"})
    void shouldBeListedInTheHelp(String command) {
        CommandLine line = Understudy.commandLine().getSubcommands().get(command);
        String help = line.getUsageMessage(CommandLine.Help.Ansi.OFF);
        assertThat(help).contains(LabelRule.all().stream().map(LabelRule::name).toList());
    }
}
