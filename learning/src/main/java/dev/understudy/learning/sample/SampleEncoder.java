package dev.understudy.learning.sample;

import com.google.protobuf.ByteString;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.QuantisedPoints;

/**
 * Turns a cluster into network input. Pure and deterministic: the same cluster gives the same numbers on any machine.
 * Points are turned by the azimuth they are seen under, so that the sensor looks along +x and only the visible side
 * matters, not where the object stands.
 */
public final class SampleEncoder {

    /** Long side, short side, height, range (log metres), point count (log), height above ground, radius. */
    public static final int SIDE_FEATURES = 7;
    /** Side features are log values of roughly 0 to 8; this brings them to about unit size. */
    private static final float SIDE_SCALE = 0.5f;
    private static final float MIN_RADIUS = 0.05f; // metres; keeps a degenerate cluster finite
    private static final float MIN_DEVIATION = 4f; // grey levels; a flat crop must not amplify noise to full contrast

    private final EncoderConfig config;

    public SampleEncoder(EncoderConfig config) {
        this.config = config;
    }

    public EncoderConfig config() {
        return config;
    }

    /** Encodes one cluster; the image is absent when the crop is missing or of another size than configured. */
    public EncodedObject encode(Cluster cluster) {
        float[] points = new float[config.points() * 3];
        float radius = fillPoints(cluster, points);
        float elevation = (float) (cluster.getBox().getHeight() / 2) + heightAboveGround(cluster);
        return new EncodedObject(points, side(cluster, radius), image(cluster), radius, elevation,
                patches(cluster, points));
    }

    private Patches patches(Cluster cluster, float[] points) {
        if (config.patches() == 0) {
            return null;
        }
        int held = Math.min(cluster.getPoints().getCount(), cluster.getPoints().getXyz().size() / 6);
        return Patches.of(points, Math.max(1, Math.min(held, config.points())), config.patches(), config.patchPoints());
    }

    /**
     * The least of a cluster that encodes to the very same object: what a memory of many has to keep. Whoever lets
     * {@link #encode} look at more must keep more here.
     */
    public Cluster essence(Cluster cluster) {
        Cluster.Builder out = cluster.toBuilder().clearTrackId().clearIndex().clearImageOpinion();
        out.getPointsBuilder().clearIntensity();
        QuantisedPoints all = cluster.getPoints();
        int count = Math.min(all.getCount(), all.getXyz().size() / 6);
        if (count > config.points()) {
            ByteString.Output chosen = ByteString.newOutput(config.points() * 6);
            for (int i = 0; i < config.points(); i++) {
                int from = (int) ((long) i * count / config.points()) * 6;
                all.getXyz().substring(from, from + 6).forEach(chosen::write);
            }
            out.setPointCount(Math.max(cluster.getPointCount(), all.getCount()));
            out.getPointsBuilder().setCount(config.points()).setXyz(chosen.toByteString());
        }
        return out.build();
    }

    private float fillPoints(Cluster cluster, float[] out) {
        QuantisedPoints quantised = cluster.getPoints();
        ByteString xyz = quantised.getXyz();
        int count = Math.min(quantised.getCount(), xyz.size() / 6);
        // A count is unsigned on the wire: beyond 31 bits it reads as negative here.
        if (count <= 0) {
            return MIN_RADIUS;
        }
        double azimuth = StrictMath.atan2(cluster.getBox().getY(), cluster.getBox().getX());
        float c = (float) StrictMath.cos(azimuth);
        float s = (float) StrictMath.sin(azimuth);
        float largest = 0;
        for (int i = 0; i < config.points(); i++) {
            int source = count >= config.points() ? (int) ((long) i * count / config.points()) : i % count;
            float x = component(xyz, source, 0) * quantised.getScale();
            float y = component(xyz, source, 1) * quantised.getScale();
            float z = component(xyz, source, 2) * quantised.getScale();
            out[3 * i] = c * x + s * y;
            out[3 * i + 1] = c * y - s * x;
            out[3 * i + 2] = z;
            largest = Math.max(largest, x * x + y * y + z * z);
        }
        float radius = Math.max(MIN_RADIUS, (float) Math.sqrt(largest));
        for (int i = 0; i < out.length; i++) {
            out[i] /= radius;
        }
        return radius;
    }

    private static int component(ByteString xyz, int point, int axis) {
        int at = point * 6 + axis * 2;
        return (short) ((xyz.byteAt(at) & 0xff) | xyz.byteAt(at + 1) << 8);
    }

    private static float[] side(Cluster cluster, float radius) {
        OrientedBox box = cluster.getBox();
        double longSide = Math.max(box.getLength(), box.getWidth());
        double shortSide = Math.min(box.getLength(), box.getWidth());
        return new float[] {log(longSide), log(shortSide), log(box.getHeight()), log(cluster.getRange()),
            log(Math.max(cluster.getPointCount(), cluster.getPoints().getCount())),
            heightAboveGround(cluster), log(radius)};
    }

    /** Metres; limited, because a wrong ground estimate must not dominate. */
    private static float heightAboveGround(Cluster cluster) {
        return Math.max(-2, Math.min(4, cluster.getHeightAboveGround()));
    }

    /** How lengths and counts enter the side features. */
    public static float log(double metresOrCount) {
        return SIDE_SCALE * (float) StrictMath.log1p(Math.max(0, metresOrCount));
    }

    /** Inverse of {@link #log}. */
    public static double unlog(float feature) {
        return StrictMath.expm1(feature / SIDE_SCALE);
    }

    private float[] image(Cluster cluster) {
        ImageCrop crop = cluster.getCrop();
        int pixels = config.imageSize() * config.imageSize();
        if (!cluster.hasCrop() || crop.getWidth() != config.imageSize() || crop.getHeight() != config.imageSize()
                || crop.getRgb().size() != pixels * 3) {
            return null;
        }
        float[] planes = new float[pixels * 3];
        double sum = 0;
        double squares = 0;
        ByteString rgb = crop.getRgb();
        for (int i = 0; i < pixels; i++) {
            for (int ch = 0; ch < 3; ch++) {
                int value = rgb.byteAt(3 * i + ch) & 0xff;
                planes[ch * pixels + i] = value;
                sum += value;
                squares += (double) value * value;
            }
        }
        double mean = sum / planes.length;
        double deviation = Math.max(MIN_DEVIATION, Math.sqrt(Math.max(0, squares / planes.length - mean * mean)));
        for (int i = 0; i < planes.length; i++) {
            planes[i] = (float) ((planes[i] - mean) / deviation);
        }
        return planes;
    }
}
