package dev.understudy.perception.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.CompressedImage;
import org.junit.jupiter.api.Test;

class CameraImageTest {

    private static final CompressedImage MESSAGE = CompressedImage.newBuilder().setFrameId("front")
            .setTimestamp(Stamps.of(5)).setData(ByteString.copyFrom(new byte[] {1, 2, 3})).build();

    @Test
    void shouldReadWhatTheMessageStatesWithoutACopyOfTheData() {
        byte[] value = MESSAGE.toByteArray();
        CameraImage image = CameraImage.parse(value);

        assertThat(image).isEqualTo(new CameraImage("front", 5, MESSAGE.getData()));
        for (int i = 0; i < value.length; i++) {
            value[i] = 9;
        }
        assertThat(image.data().toByteArray()).containsExactly(9, 9, 9);
    }

    @Test
    void shouldRefuseWhatIsNoImage() {
        refuses(CameraImage.EMPTY, MESSAGE.toBuilder().clearData().build().toByteArray());
        refuses(SensorMessages.MALFORMED, new byte[] {1, 2, 3});
        refuses(SensorMessages.MALFORMED,
                MESSAGE.toBuilder().setTimestamp(Timestamp.newBuilder().setNanos(-1)).build().toByteArray());
    }

    private static void refuses(String reason, byte[] value) {
        assertThatThrownBy(() -> CameraImage.parse(value)).isInstanceOfSatisfying(BadFrameException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
