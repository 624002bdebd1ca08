package dev.understudy.learning.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.learning.teacher.AttachedOpinions.Attached;
import dev.understudy.learning.teacher.AttachedOpinions.Flaw;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.ImageOpinion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttachedOpinionsTest {

    private static final CameraReference IMAGE =
            CameraReference.newBuilder().setCameraFrameId("front").setStampNs(7).build();

    private final List<Flaw> flaws = new ArrayList<>();

    private static Cluster view(String camera, long stampNanos) {
        return Cluster.newBuilder()
                .setCrop(ImageCrop.newBuilder().setCameraFrameId(camera).setImageStampNs(stampNanos)).build();
    }

    private static Cluster judged(String teacher, String taxonomy, float... distribution) {
        ImageOpinion.Builder opinion = ImageOpinion.newBuilder().setTeacher(teacher).setTaxonomyVersion(taxonomy);
        for (float p : distribution) {
            opinion.addDistribution(p);
        }
        return Cluster.newBuilder().setImageOpinion(opinion).build();
    }

    private float[][] read(Cluster... objects) {
        return AttachedOpinions.read(List.of(objects), "v1", 2, flaws::add);
    }

    @Test
    void shouldAttachOnlyToObjectsWhoseCropIsOfThatImage() {
        ClusterSet set = ClusterSet.newBuilder().addClusters(view("front", 7)).addClusters(view("left", 7))
                .addClusters(view("front", 6)).addClusters(Cluster.getDefaultInstance())
                .addClusters(view("front", 7)).build();
        float[] said = {.25f, .75f};

        float[][] opinions = {said, said, said, said, null};
        Attached attached = AttachedOpinions.attach(set, IMAGE, "t", "v1", opinions);

        assertThat(attached.given()).isEqualTo(1);
        assertThat(attached.set().getClustersList()).extracting(Cluster::hasImageOpinion)
                .containsExactly(true, false, false, false, false);
        assertThat(attached.set().getClusters(0).getImageOpinion()).isEqualTo(
                judged("t", "v1", said).getImageOpinion());
    }

    @Test
    void shouldNotConcernASetWhoseViewsAreAllOfOtherImages() {
        ClusterSet others = ClusterSet.newBuilder().addClusters(view("left", 7)).addClusters(view("front", 6)).build();
        assertThat(AttachedOpinions.concern(others, IMAGE)).isFalse();
        assertThat(AttachedOpinions.concern(others.toBuilder().addClusters(view("front", 7)).build(), IMAGE)).isTrue();
    }

    @Test
    void shouldRefuseAnotherNumberOfOpinionsThanObjects() {
        ClusterSet one = ClusterSet.newBuilder().addClusters(view("front", 7)).build();
        assertThatThrownBy(() -> AttachedOpinions.attach(one, IMAGE, "t", "v1", new float[2][]))
                .isInstanceOf(TeacherException.class).hasMessage("t: 2 opinions on 1 objects");
    }

    @Test
    void shouldReadWhatFits() {
        float[][] opinions = read(judged("t", "v1", .25f, .75f), Cluster.getDefaultInstance());
        assertThat(opinions[0]).containsExactly(.25f, .75f);
        assertThat(opinions[1]).isNull();
        assertThat(flaws).isEmpty();
    }

    @Test
    void shouldPassOverWhatDoesNotFitAndSayWhy() {
        float[][] opinions = read(judged("", "v1", .5f, .5f), judged("t", "v2", .5f, .5f), judged("t", "v1", 1),
                judged("t", "v1", Float.NaN, .5f), judged("t", "v1", -.5f, 1.5f),
                judged("t", "v1", Float.POSITIVE_INFINITY, 0), judged("t", "v1", .5f, .25f));
        assertThat(Arrays.asList(opinions)).hasSize(7).containsOnlyNulls();
        assertThat(flaws).containsExactly(Flaw.NO_NAME, Flaw.OTHER_TAXONOMY, Flaw.OTHER_CLASSES, Flaw.NO_DISTRIBUTION,
                Flaw.NO_DISTRIBUTION, Flaw.NO_DISTRIBUTION, Flaw.NO_DISTRIBUTION);
        assertThat(Flaw.OTHER_TAXONOMY.label()).isEqualTo("other-taxonomy");
    }
}
