package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.common.ClaimCheckFlags;
import dev.understudy.cli.local.LocalServices;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.StartModel;
import dev.understudy.messaging.KafkaConnection;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LoopSettingsTest {

    private static final int CAP = 32 << 20;

    @Test
    void shouldPutTheOneCapOnEveryPart() {
        LoopSettings settings = settings("--max-record-bytes=" + CAP);
        assertThat(settings.streams(Path.of("state")).kafka().maxRecordBytes()).isEqualTo(CAP);
        assertThat(settings.trainer(Path.of("signing.key")).kafka().maxRecordBytes()).isEqualTo(CAP);
    }

    private static LoopSettings settings(String... options) {
        ServiceOptions services = CommandLine.populateCommand(new ServiceOptions(), options);
        ClaimCheckFlags claims = CommandLine.populateCommand(new ClaimCheckFlags());
        return new LoopSettings(new DemoSettings(20, 1, 1, true, null, true, null, 0, 0,
                services.settings(DemoBase.BASE), "", null, services, claims),
                LocalServices.of(new KafkaConnection("127.0.0.1:1", Map.of(), services.maxRecordBytes()),
                        "http://127.0.0.1:1"), StartModel.open(Settings.defaults().model()));
    }
}
