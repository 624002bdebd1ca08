package dev.understudy.replay.studio;

import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.objects.LooseObject;
import dev.understudy.perception.objects.ProposalConfig;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.replay.harvest.LabelledObject;
import dev.understudy.replay.simulator.shapes.Dice;
import dev.understudy.replay.simulator.shapes.ObjectClass;
import dev.understudy.replay.simulator.shapes.Range;
import dev.understudy.replay.simulator.shapes.Shape;
import dev.understudy.replay.simulator.shapes.ShapeCatalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * Labelled objects one at a time, without a street: no neighbours, no segmentation to err, classes alike in number.
 * Each object is seen several times by one robot, which looks at a few objects at once, so that the stream is as
 * correlated as a drive's. Deterministic by seed.
 */
public final class Studio implements AutoCloseable {

    private static final int ROBOTS = 4;
    private static final int AT_ONCE = 3; // objects a robot looks at
    private static final Range RANGE = Range.of(5, 35); // metres
    private static final double MOUNT = 1.8; // metres above the ground
    private static final double TURN = 0.15; // radians from one view to the next
    private static final double WAVER = 0.1; // deviation of the ease from one view to the next
    private static final float INTENSITY = 0.3f;

    /** One object while it is looked at. */
    private static final class Subject {
        private final long track;
        private final ObjectClass kind;
        private final Shape shape;
        private final double range;
        private final double pointEase;
        private final double imageEase;
        private double yaw;
        private int views;

        Subject(long track, StudioDomain domain, Dice dice) {
            this.track = track;
            this.kind = ObjectClass.values()[(int) dice.uniform(0, ObjectClass.values().length)];
            this.shape = ShapeCatalogue.draw(kind, domain.city(), dice);
            this.range = dice.in(RANGE);
            this.pointEase = dice.uniform(0, 1);
            this.imageEase = dice.uniform(0, 1);
            this.yaw = dice.uniform(-Math.PI, Math.PI);
        }
    }

    private final StudioDomain domain;
    private final int views;
    private final Dice dice;
    private final ObjectScanner scanner = new ObjectScanner();
    private final ObjectCamera camera;
    private final List<Subject> subjects = new ArrayList<>();
    private long tracks;
    private int next;

    /** @param views of every object, one after the other */
    public Studio(StudioDomain domain, long seed, int views) {
        this.domain = domain;
        this.views = views;
        this.dice = new Dice(seed);
        this.camera = new ObjectCamera(domain);
        for (int i = 0; i < ROBOTS * AT_ONCE; i++) {
            subjects.add(new Subject(++tracks, domain, dice));
        }
    }

    /** The next view of the next object; there is no end. */
    public LabelledObject next() {
        int place = next++ % subjects.size();
        Subject subject = subjects.get(place);
        LabelledObject out = new LabelledObject(cluster(subject), subject.kind.label(), "object" + subject.track,
                domain.name(), "robot-" + place % ROBOTS, 0);
        subject.yaw += dice.bell(TURN);
        if (++subject.views == views) {
            subjects.set(place, new Subject(++tracks, domain, dice));
        }
        return out;
    }

    private Cluster cluster(Subject subject) {
        float[] xyz = scanner.scan(subject.kind, subject.shape, subject.yaw, domain.scan(), ease(subject.pointEase),
                dice);
        float[] xyzi = new float[xyz.length / 3 * PointCloud.STRIDE];
        for (int i = 0; i < xyz.length / 3; i++) {
            xyzi[PointCloud.STRIDE * i] = (float) (xyz[3 * i] + subject.range);
            xyzi[PointCloud.STRIDE * i + 1] = xyz[3 * i + 1];
            xyzi[PointCloud.STRIDE * i + 2] = (float) (xyz[3 * i + 2] - MOUNT);
            xyzi[PointCloud.STRIDE * i + 3] = INTENSITY;
        }
        return LooseObject.of(PointCloud.of(xyzi), -MOUNT, ProposalConfig.defaults().maxPoints()).toBuilder()
                .setTrackId(subject.track)
                .setCrop(camera.take(subject.kind, subject.shape, subject.yaw, ease(subject.imageEase), dice)).build();
    }

    private double ease(double ofObject) {
        return Math.max(0, Math.min(1, ofObject + dice.bell(WAVER)));
    }

    @Override
    public void close() {
        camera.close();
    }
}
