package dev.understudy.replay.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.objects.ClusterPoints;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.replay.log.LogException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectsFolderTest {

    private static final String HEADER = "id,class,source,sequence,track,z,height,crop,crop_camera\n";
    private static final String CAR = "a1,Car,KITTI,0013,7,-0.9,1.6,crops/a1.png,image_02\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("points"));
        Files.createDirectories(folder.resolve("crops"));
        Files.write(folder.resolve("points/a1.bin"), boxOfPoints());
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png",
                folder.resolve("crops/a1.png").toFile());
        Files.writeString(folder.resolve("index.csv"), HEADER + CAR);
    }

    /** A box of 4 x 2 x 1 m whose bottom is 0.2 m above the labelled one's. */
    private static byte[] boxOfPoints() {
        Random random = new Random(1);
        ByteBuffer bytes = ByteBuffer.allocate(400 * 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 400; i++) {
            bytes.putFloat(10 + 4 * random.nextFloat()).putFloat(i % 2 == 0 ? 2 : 4 - 2 * random.nextFloat())
                    .putFloat(-1.5f + random.nextFloat()).putFloat(0.5f);
        }
        return bytes.array();
    }

    @Test
    void shouldMakeTheClusterTheStreamWouldHaveMade() {
        LabelledCluster car = new ObjectsFolder(folder).read().get(0);
        assertThat(car.dataset()).isEqualTo("kitti");
        assertThat(car.className()).isEqualTo("Car");
        assertThat(car.track()).isEqualTo("kitti/0013/7");
        Cluster cluster = car.cluster();
        assertThat(cluster.getPointCount()).as("all but stragglers").isBetween(380, 400);
        assertThat(cluster.getBox().getLength()).isCloseTo(4, within(0.3));
        assertThat(cluster.getBox().getWidth()).isCloseTo(2, within(0.3));
        assertThat(cluster.getHeightAboveGround()).isCloseTo(0.2f, within(0.05f));
        assertThat(ClusterPoints.decode(cluster)).hasSize(4 * cluster.getPointCount());
        assertThat(cluster.getCrop().getWidth()).isEqualTo(32);
    }

    @Test
    void shouldReadAnObjectWithoutAPicture() throws IOException {
        Files.writeString(folder.resolve("index.csv"), HEADER + "a1,Car,KITTI,0013,7,-0.9,1.6,,\n");
        assertThat(new ObjectsFolder(folder).read().get(0).cluster().hasCrop()).isFalse();
    }

    @Test
    void shouldKeepTogetherAnObjectWithAGap() throws IOException {
        ByteBuffer two = ByteBuffer.allocate(100 * 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 100; i++) {
            two.putFloat(20 + (i < 50 ? 0 : 3) + i % 10 * 0.05f).putFloat(0).putFloat(i % 7 * 0.1f).putFloat(0);
        }
        Files.write(folder.resolve("points/a1.bin"), two.array());
        assertThat(new ObjectsFolder(folder).read().get(0).cluster().getPointCount()).isEqualTo(100);
    }

    @Test
    void shouldNameWhatIsMissingOrDamaged() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> new ObjectsFolder(empty).read()).isInstanceOf(LogException.class)
                .hasMessageContaining("index.csv");
        Files.write(folder.resolve("points/a1.bin"), new byte[17]);
        assertThatThrownBy(() -> new ObjectsFolder(folder).read()).isInstanceOf(LogException.class)
                .hasMessageContaining("a1.bin").hasMessageContaining("17 bytes");
    }

    @Test
    void shouldNotFollowAnIndexOutOfTheFolder() throws IOException {
        Files.writeString(folder.resolve("index.csv"), HEADER + "a1,Car,KITTI,0013,7,-0.9,1.6,../../secret.png,c\n");
        assertThatThrownBy(() -> new ObjectsFolder(folder).read()).isInstanceOf(LogException.class)
                .hasMessageContaining("outside");
    }
}
