package dev.understudy.learning.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a network of our own whose embedding of an image is the mean of its red, green and blue plane. */
class ClipTeacherTest {

    private static final int TENSOR_FLOAT = 1;
    private final Taxonomy taxonomy = Taxonomy.shipped("road-v1");

    @TempDir
    private Path folder;

    @Test
    void shouldSaySoftmaxOfTheScaledCosines() throws IOException {
        Path model = model(3);
        // The left half of the frame is red, the right half blue.
        byte[] rgb = new byte[64 * 64 * 3];
        for (int i = 0; i < 64 * 64; i++) {
            rgb[3 * i + (i % 64 < 32 ? 0 : 2)] = (byte) 255;
        }
        try (ImageTeacher teacher = ImageTeachers.open("clip:" + model, taxonomy)) {
            assertThat(teacher.name()).isEqualTo("clip:mean.onnx");
            float[][] said = teacher.teach(new RgbImage(64, 64, rgb), "c", List.of(object(0, 16, 24, 44),
                    object(40, 16, 64, 44), object(0, 0, 5, 5)));
            // Class 0 is red, class 1 is blue, all others green: cosines 1, 0, 0, ... at a scale of 2.
            float red = (float) (Math.exp(2) / (Math.exp(2) + taxonomy.size() - 1));
            assertThat(said[0][0]).isCloseTo(red, within(1e-4f));
            assertThat(said[1][1]).isCloseTo(red, within(1e-4f));
            assertThat(said[1][0]).isCloseTo((1 - red) / (taxonomy.size() - 1), within(1e-4f));
            assertThat(said[2]).as("too small to say anything").isNull();
        }
    }

    @Test
    void shouldNameAClassWithoutATextEmbedding() throws IOException {
        Path model = model(3);
        Files.writeString(Path.of(model + ".json"), Files.readString(Path.of(model + ".json")).replace("\"car\"",
                "\"cart\""));
        assertThatThrownBy(() -> ImageTeachers.open("clip:" + model, taxonomy)).isInstanceOf(TeacherException.class)
                .hasMessageContaining("mean.onnx.json").hasMessageContaining("car");
    }

    @Test
    void shouldSayThatItsFilesDoNotBelongTogether() throws IOException {
        Path model = model(4);
        try (ImageTeacher teacher = ImageTeachers.open("clip:" + model, taxonomy)) {
            assertThatThrownBy(() -> teacher.teach(new RgbImage(64, 64, new byte[64 * 64 * 3]), "c",
                    List.of(object(0, 0, 64, 64)))).isInstanceOf(TeacherException.class)
                    .hasMessageContaining("3 dimensions, its classes into 4");
        }
    }

    private Path model(int depth) throws IOException {
        Path file = Files.write(folder.resolve("mean.onnx"), planeMeans());
        StringBuilder json = new StringBuilder("{\"size\":8,\"mean\":[0,0,0],\"deviation\":[1,1,1],\"logitScale\":2,"
                + "\"embeddings\":{");
        for (int k = 0; k < taxonomy.size(); k++) {
            int[] row = new int[depth];
            row[k == 0 ? 0 : k == 1 ? 2 : 1] = 5;
            json.append(k == 0 ? "" : ",").append('"').append(taxonomy.nameOf(k)).append("\":")
                    .append(Arrays.toString(row));
        }
        Files.writeString(Path.of(file + ".json"), json.append("}}"));
        return file;
    }

    private static Cluster object(float left, float top, float right, float bottom) {
        return Cluster.newBuilder().setCrop(ImageCrop.newBuilder().setCameraFrameId("c").setLeft(left).setTop(top)
                .setRight(right).setBottom(bottom)).build();
    }

    /** An ONNX model of one GlobalAveragePool, [n, 3, 8, 8] to [n, 3, 1, 1]; field numbers are those of onnx.proto. */
    private static byte[] planeMeans() throws IOException {
        byte[] node = message(o -> {
            o.writeString(1, "image");
            o.writeString(2, "embedding");
            o.writeString(4, "GlobalAveragePool");
        });
        byte[] graph = message(o -> {
            o.writeByteArray(1, node);
            o.writeString(2, "means");
            o.writeByteArray(11, value("image", 8));
            o.writeByteArray(12, value("embedding", 1));
        });
        byte[] opset = message(o -> o.writeInt64(2, 13));
        return message(o -> {
            o.writeInt64(1, 8);
            o.writeByteArray(7, graph);
            o.writeByteArray(8, opset);
        });
    }

    private static byte[] value(String name, int side) throws IOException {
        byte[] rows = message(o -> o.writeBytes(2, ByteString.copyFrom("n", StandardCharsets.UTF_8)));
        byte[] three = message(o -> o.writeInt64(1, 3));
        byte[] sides = message(o -> o.writeInt64(1, side));
        byte[] shape = message(o -> {
            for (byte[] dimension : List.of(rows, three, sides, sides)) {
                o.writeByteArray(1, dimension);
            }
        });
        byte[] tensor = message(o -> {
            o.writeInt32(1, TENSOR_FLOAT);
            o.writeByteArray(2, shape);
        });
        byte[] type = message(o -> o.writeByteArray(1, tensor));
        return message(o -> {
            o.writeString(1, name);
            o.writeByteArray(2, type);
        });
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        writing.to(out);
        out.flush();
        return bytes.toByteArray();
    }
}
