package dev.understudy.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.understudy.proto.foxglove.CameraCalibration;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.FrameTransforms;
import dev.understudy.proto.foxglove.PointCloud;
import dev.understudy.proto.foxglove.SceneUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed bytes were written by protobufjs from Foxglove's published definitions; how, is in
 * {@code integration-tests/interop/foxglove-fixtures.cjs}. Between them the messages hold every Foxglove type we have.
 */
class FoxgloveFixturesTest {

    static Stream<Message> messages() {
        return Stream.of(PointCloud.getDefaultInstance(), CompressedImage.getDefaultInstance(),
                CameraCalibration.getDefaultInstance(), FrameTransform.getDefaultInstance(),
                FrameTransforms.getDefaultInstance(), SceneUpdate.getDefaultInstance());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldReadEveryFieldAnotherImplementationWrote(Message type) throws IOException {
        assertThat(type.getParserForType().parseFrom(fixture(type))).isEqualTo(NamedValues.fill(type));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldWriteTheBytesAnotherImplementationWrote(Message type) throws IOException {
        assertThat(NamedValues.fill(type).toByteArray()).isEqualTo(fixture(type));
    }

    private static byte[] fixture(Message type) throws IOException {
        String name = "/foxglove/" + type.getDescriptorForType().getName() + ".bin";
        try (InputStream in = FoxgloveFixturesTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
