package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import dev.understudy.perception.RealData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Self-training on real frames without labels, with a real detector beside the image branch. */
@Tag("real-data")
@Tag("training")
class AdaptIT {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldScoreBeforeAndAfterWithAndWithoutTheDetector() throws Exception {
        String objects = RealData.folder("objects").toString();
        Path detector = RealData.folder("weights").resolve("fastestdet_coco.onnx");
        Path adapted = folder.resolve("adapted.uckpt");
        String frames = RealData.folder("kitti_raw").toString();

        assertThat(run("adapt", frames, "--score", objects, "--image-teacher", "detector:" + detector, "--passes", "1",
                "--out", adapted.toString(), "--json")).as(err.toString()).isZero();

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.requiredAt("/frames").asInt()).isEqualTo(20);
        assertThat(report.requiredAt("/withOpinion").asInt()).isPositive();
        assertThat(report.requiredAt("/arms").findValuesAsText("name")).startsWith("bootstrap", "self-trained");
        assertThat(report.requiredAt("/arms/1/stepCounts/made").asInt()).isPositive();
        out.getBuffer().setLength(0);
        assertThat(run("classify", objects, "--checkpoint", adapted.toString(), "--json")).as(err.toString()).isZero();
        JsonNode again = new ObjectMapper().readTree(out.toString());
        assertThat(again.requiredAt("/branches/joint/accuracy").asDouble())
                .isEqualTo(report.requiredAt("/arms/2/scores/all/joint/accuracy").asDouble());
    }

    @Test
    void shouldNameATeacherThatIsNotThere() {
        String objects = RealData.folder("objects").toString();
        assertThat(run("adapt", RealData.folder("kitti_object").toString(), "--score", objects,
                "--image-teacher", "detector:" + folder.resolve("gone.onnx"))).isEqualTo(3);
        assertThat(err.toString()).contains("gone.onnx").hasLineCount(1);
    }

    private int run(String... args) {
        CommandLine line = Understudy.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
