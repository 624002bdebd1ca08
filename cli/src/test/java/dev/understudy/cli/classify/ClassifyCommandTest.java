package dev.understudy.cli.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import dev.understudy.cli.common.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClassifyCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @Test
    void shouldScoreWhatItsTaxonomyKnowsAndNameTheRest() throws IOException {
        writeObjects();
        assertThat(run("classify", folder.toString(), "--json")).as(err.toString()).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.requiredAt("/maths/checkedOperations").asInt()).isPositive();
        assertThat(report.requiredAt("/objects").asInt()).isEqualTo(2);
        assertThat(report.requiredAt("/skipped").get("kitti/Tram").asInt()).isEqualTo(1);
        assertThat(report.requiredAt("/branches/point/objects").asInt()).isEqualTo(2);
        assertThat(report.requiredAt("/branches/point/tracks").asInt()).isEqualTo(1);
        assertThat(report.requiredAt("/branches/image/objects").asInt()).isZero();
        assertThat(report.requiredAt("/branches/joint/perClass/car/support").asInt()).isEqualTo(2);
    }

    @Test
    void shouldRefuseACheckpointNobodyVouchesFor() throws IOException {
        writeObjects();
        Path foreign = Files.write(folder.resolve("foreign.uckpt"), new byte[] {1, 2, 3});
        assertThat(run("classify", folder.toString(), "--checkpoint", foreign.toString())).isEqualTo(ExitCode.INPUT);
        assertThat(err.toString()).contains("foreign.uckpt.sha256", "--keys").hasLineCount(1);
    }

    @Test
    void shouldNameAFolderWithoutAnIndex() {
        assertThat(run("classify", folder.toString())).isEqualTo(ExitCode.INPUT);
        assertThat(err.toString()).contains(folder.toString(), "index.csv").hasLineCount(1);
    }

    private void writeObjects() throws IOException {
        Files.createDirectories(folder.resolve("points"));
        for (String id : new String[] {"a", "b", "c"}) {
            Random random = new Random(id.hashCode());
            ByteBuffer points = ByteBuffer.allocate(200 * 16).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 200; i++) {
                points.putFloat(10 + 4 * random.nextFloat()).putFloat(i % 2 == 0 ? 2 : 2 + 2 * random.nextFloat())
                        .putFloat(random.nextFloat()).putFloat(0);
            }
            Files.write(folder.resolve("points/" + id + ".bin"), points.array());
        }
        Files.writeString(folder.resolve("index.csv"), "id,class,source,sequence,track,z,height\n"
                + "a,Car,KITTI,1,7,0.5,1\nb,Car,KITTI,1,7,0.5,1\nc,Tram,KITTI,1,8,0.5,1\n");
    }

    private int run(String... args) {
        CommandLine line = Understudy.commandLine();
        line.setErr(new PrintWriter(err, true));
        line.setOut(new PrintWriter(out, true));
        return line.execute(args);
    }
}
