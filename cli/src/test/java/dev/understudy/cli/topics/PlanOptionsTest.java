package dev.understudy.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PlanOptionsTest {

    @CommandLine.Command
    private static final class Host {

        @CommandLine.Mixin
        private PlanOptions plan;
    }

    @Test
    void shouldPutTheOneCapOnEveryTopic() {
        Host host = new Host();
        new CommandLine(host).parseArgs("--max-record-bytes", "33554432", "--partitions", "2");
        assertThat(host.plan.plans()).isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.configs()).containsEntry("max.message.bytes", "33554432"));
    }
}
