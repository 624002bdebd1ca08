package dev.understudy.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.common.UserError;
import dev.understudy.proto.Topics;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServiceOptionsTest {

    @CommandLine.Command
    private static final class Host implements Runnable {

        @CommandLine.Mixin
        private ServiceOptions services;

        @Override
        public void run() {
            // Only parsed.
        }
    }

    @Test
    void shouldCapRecordsAsTheTopicsDoUnlessTold() {
        assertThat(parsed().maxRecordBytes()).isEqualTo(Topics.MAX_RECORD_BYTES);
        assertThat(parsed("--max-record-bytes", "33554432").maxRecordBytes()).isEqualTo(32 << 20);
    }

    @Test
    void shouldNotGoBelowWhatDeadLettersAndChunksAreMadeToFit() {
        assertThatThrownBy(() -> parsed("--max-record-bytes", "1048576").maxRecordBytes())
                .isInstanceOf(UserError.class).hasMessageContaining("--max-record-bytes")
                .hasMessageContaining("16777216").hasMessageContaining("1048576");
    }

    private static ServiceOptions parsed(String... args) {
        Host host = new Host();
        new CommandLine(host).parseArgs(args);
        return host.services;
    }
}
