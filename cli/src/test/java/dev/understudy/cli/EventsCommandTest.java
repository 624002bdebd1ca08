package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsCommandTest {

    @Test
    void shouldTellWhenWhoWhatAndWhereInALine() {
        ClassifiedObject event = ClassifiedObject.newBuilder().setEventId("e").setStampNs(1_500_000_000L)
                .setRobot("robot\n01").setLidarFrameId("lidar").setClusterIndex(0)
                .setBox(new Box(1.26, -2.0, 0.5, 4.0, 2.0, 1.5, 0.0)).setPointCount(9).setTrackId(7).setClassName("car")
                .setTaxonomyVersion("road-v1").setScore(0.987f).setSpokenBy("joint").setServedWeights("teacher")
                .setPairing("paired").setModel("student").setModelVersion(3).setModelDigest("d")
                .setSources(List.of()).build();

        assertThat(EventsCommand.line(event)).isEqualTo("1970-01-01T00:00:01.500Z  robot?01  car            0.99  "
                + "(1.3, -2.0, 0.5) m  track 7  model version 3");
    }

    @Test
    void shouldRefuseACountOfNone() {
        StringWriter err = new StringWriter();
        int code = Understudy.commandLine().setErr(new PrintWriter(err, true)).execute("events", "--count=0");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--count").hasLineCount(1);
    }
}
