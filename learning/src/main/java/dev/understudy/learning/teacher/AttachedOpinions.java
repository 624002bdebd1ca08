package dev.understudy.learning.teacher;

import dev.understudy.learning.sample.Floats;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.ImageOpinion;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Opinions that travel with their objects, from where the image is to where labels are made. An object's opinion is of
 * the very image its crop is of; who replaces the crop drops the opinion.
 */
public final class AttachedOpinions {


    /** Why an opinion is passed over. */
    public enum Flaw {
        NO_NAME, OTHER_TAXONOMY, OTHER_CLASSES, NO_DISTRIBUTION;

        /** As metrics write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A set with what a teacher said of one image.
     *
     * @param given opinions that were attached
     */
    public record Attached(ClusterSet set, int given) {
    }

    private AttachedOpinions() {
    }

    /** Whether any object has its crop of this image, so that asking is of use. */
    public static boolean concern(ClusterSet set, CameraReference image) {
        return set.getClustersList().stream().anyMatch(object -> isOf(object, image));
    }

    /** Asks a teacher about the objects of an image and attaches what it answers. */
    public static Attached ask(ImageTeacher teacher, String taxonomyVersion, ClusterSet set, CameraReference image,
            RgbImage pixels) {
        return attach(set, image, teacher.name(), taxonomyVersion,
                teacher.teach(pixels, image.getCameraFrameId(), set.getClustersList()));
    }

    /**
     * Attaches opinions to the objects whose crop is of this image; others stay as they are.
     *
     * @param opinions per object of the set class probabilities, or null
     * @throws TeacherException when they are not as many as the objects
     */
    public static Attached attach(ClusterSet set, CameraReference image, String teacher, String taxonomyVersion,
            float[][] opinions) {
        if (opinions.length != set.getClustersCount()) {
            throw new TeacherException(teacher + ": " + opinions.length + " opinions on " + set.getClustersCount()
                    + " objects");
        }
        ClusterSet.Builder out = set.toBuilder();
        int given = 0;
        for (int i = 0; i < opinions.length; i++) {
            if (opinions[i] != null && isOf(set.getClusters(i), image)) {
                out.getClustersBuilder(i).setImageOpinion(opinion(teacher, taxonomyVersion, opinions[i]));
                given++;
            }
        }
        return new Attached(out.build(), given);
    }

    private static boolean isOf(Cluster object, CameraReference image) {
        ImageCrop crop = object.getCrop();
        return Opinions.isIn(object, image.getCameraFrameId()) && crop.getImageStampNs() == image.getStampNs();
    }

    private static ImageOpinion opinion(String teacher, String taxonomyVersion, float[] distribution) {
        return ImageOpinion.newBuilder().setTeacher(teacher).setTaxonomyVersion(taxonomyVersion)
                .addAllDistribution(Floats.list(distribution)).build();
    }

    /**
     * The opinions that came with objects, fit to be blended.
     *
     * @param taxonomyVersion of the model that judges
     * @param classes it tells apart
     * @param passedOver is told of every opinion that cannot be used
     * @return per object class probabilities, or null
     */
    public static float[][] read(List<Cluster> objects, String taxonomyVersion, int classes,
            Consumer<Flaw> passedOver) {
        float[][] opinions = Opinions.none(objects);
        for (int i = 0; i < opinions.length; i++) {
            if (objects.get(i).hasImageOpinion()) {
                ImageOpinion opinion = objects.get(i).getImageOpinion();
                Flaw flaw = flaw(opinion, taxonomyVersion, classes);
                if (flaw == null) {
                    opinions[i] = Floats.of(opinion.getDistributionList());
                } else {
                    passedOver.accept(flaw);
                }
            }
        }
        return opinions;
    }

    private static Flaw flaw(ImageOpinion opinion, String taxonomyVersion, int classes) {
        if (opinion.getTeacher().isEmpty()) {
            return Flaw.NO_NAME;
        }
        if (!opinion.getTaxonomyVersion().equals(taxonomyVersion)) {
            return Flaw.OTHER_TAXONOMY;
        }
        if (opinion.getDistributionCount() != classes) {
            return Flaw.OTHER_CLASSES;
        }
        return Floats.areDistribution(opinion.getDistributionList()) ? null : Flaw.NO_DISTRIBUTION;
    }
}
