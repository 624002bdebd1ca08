package dev.understudy.learning.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.understudy.learning.SyntheticObjects;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.ImageOpinion;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.QuantisedPoints;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleEncoderTest {

    private final SampleEncoder encoder = new SampleEncoder(new EncoderConfig(4, 2, 1));

    @Test
    void shouldTurnPointsByTheAzimuthAndScaleThemToTheUnitSphere() {
        // Seen to the left (azimuth 90 degrees): one point 2 m further away, one 1 m above the centre.
        EncodedObject encoded = encoder.encode(twoPoints().build());
        assertThat(encoded.radius()).isCloseTo(2, within(1e-5f));
        assertThat(encoded.points()).hasSize(12);
        assertThat(encoded.points()[0]).isCloseTo(1, within(1e-5f));
        assertThat(encoded.points()[1]).isCloseTo(0, within(1e-5f));
        assertThat(encoded.points()[5]).isCloseTo(.5f, within(1e-5f));
    }

    @Test
    void shouldRepeatPointsWhenThereAreTooFew() {
        float[] points = encoder.encode(twoPoints().build()).points();
        for (int i = 0; i < 6; i++) {
            assertThat(points[6 + i]).isEqualTo(points[i]);
        }
    }

    @Test
    void shouldNotBelieveACountBeyond31Bits() {
        Cluster lying = Cluster.newBuilder().setPoints(QuantisedPoints.newBuilder().setCount(-5).setScale(1)).build();
        assertThat(encoder.encode(lying).points()).containsOnly(0f);
    }

    @Test
    void shouldEncodeTheEssenceOfAClusterToTheVerySame() {
        long seed = 3;
        System.out.println("seed " + seed);
        SampleEncoder encoder = new SampleEncoder(new EncoderConfig(16, 32, 32));
        for (LabelledObject object : SyntheticObjects.perClass(4, 0.6, seed)) {
            Cluster essence = encoder.essence(object.cluster());
            assertThat(encoder.encode(essence)).usingRecursiveComparison()
                    .isEqualTo(encoder.encode(object.cluster()));
            assertThat(essence.getPoints().getCount()).isLessThanOrEqualTo(16);
            assertThat(encoder.essence(essence)).isEqualTo(essence);
        }
    }

    @Test
    void shouldNotRememberWhatAnImageTeacherSaid() {
        Cluster.Builder said = twoPoints().setImageOpinion(ImageOpinion.newBuilder().setTeacher("t"));
        assertThat(encoder.essence(said.build())).isEqualTo(encoder.essence(twoPoints().build()));
    }

    @Test
    void shouldLeaveTheImageOutWithoutACrop() {
        assertThat(encoder.encode(twoPoints().build()).hasImage()).isFalse();
    }

    @Test
    void shouldTakeBrightnessAndContrastOutOfTheImage() {
        float[] dark = encoder.encode(twoPoints().setCrop(crop(10, 30)).build()).image();
        float[] bright = encoder.encode(twoPoints().setCrop(crop(100, 200)).build()).image();
        assertThat(dark).containsExactly(bright, within(1e-5f));
        assertThat(dark[0]).isCloseTo(-1, within(1e-5f));
    }

    @Test
    void shouldGiveTheSameNumbersTwice() {
        Cluster cluster = SyntheticObjects.cluster(3, .5, new SplittableRandom(5));
        SampleEncoder full = new SampleEncoder(EncoderConfig.defaults());
        assertThat(full.encode(cluster).points()).isEqualTo(full.encode(cluster).points());
        assertThat(full.encode(cluster).image()).isEqualTo(full.encode(cluster).image());
    }

    private static ImageCrop crop(int low, int high) {
        byte[] rgb = new byte[12];
        for (int i = 0; i < 12; i++) {
            rgb[i] = (byte) (i / 3 % 2 == 0 ? low : high);
        }
        return ImageCrop.newBuilder().setWidth(2).setHeight(2).setRgb(ByteString.copyFrom(rgb)).build();
    }

    private static Cluster.Builder twoPoints() {
        byte[] xyz = {0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 10, 0};
        return Cluster.newBuilder().setRange(10).setPointCount(2).setBox(OrientedBox.newBuilder().setY(10))
                .setPoints(QuantisedPoints.newBuilder().setCount(2).setScale(.1f).setXyz(ByteString.copyFrom(xyz)));
    }
}
