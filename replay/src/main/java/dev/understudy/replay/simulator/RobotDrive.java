package dev.understudy.replay.simulator;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.simulator.camera.CameraSimulator;
import dev.understudy.replay.simulator.camera.Picture;
import dev.understudy.replay.simulator.lidar.LidarSimulator;
import dev.understudy.replay.simulator.lidar.Scan;
import dev.understudy.replay.simulator.rays.Noise;
import dev.understudy.replay.simulator.scene.SceneObject;
import dev.understudy.replay.simulator.scene.Street;
import dev.understudy.replay.simulator.scene.StreetPlan;
import dev.understudy.replay.simulator.shapes.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One robot's drive, frame by frame. */
final class RobotDrive implements AutoCloseable {

    /** Start of every simulated drive: 2025-01-01T00:00:00Z. */
    static final long EPOCH_NANOS = 1_735_689_600_000_000_000L;
    /** Nominal delay of an image against its LiDAR turn, and the standard deviations of both clocks' jitter. */
    static final long SHUTTER_OFFSET_NANOS = 4_000_000L;
    private static final double SHUTTER_JITTER_NANOS = 1_200_000;
    private static final double TURN_JITTER_NANOS = 400_000;
    /** Robots start apart by this share of a frame. */
    private static final double STAGGER = 0.37;
    /** A change of domain is a change of street: the robot appears this much farther on, metres. */
    private static final double NEW_STREET = 500;
    /** Standard deviation of the body's pitch and roll on its suspension, degrees. */
    private static final double SWAY = 0.25;
    private static final double NANOS = 1e-9;

    private final String robot;
    private final FleetConfig config;
    private final Dice dice;
    private final double offset;
    private final List<CameraMount> mounts = new ArrayList<>();
    private int frame;
    private int phase = -1;
    private long tracks;
    private double x;
    private long lastStamp;
    // Set when a phase begins.
    private DomainParameters domain;
    private Rig rig;
    private Street street;
    private LidarSimulator lidar;
    private CameraSimulator camera;
    private double speed;
    private double sunAzimuth;
    private double exposure;

    RobotDrive(String robot, int index, FleetConfig config, Dice dice) {
        this.robot = robot;
        this.config = config;
        this.dice = dice;
        offset = index * STAGGER % 1 / config.frameRateHz();
    }

    /** Records of the next frame in stamp order, or an empty list at the end of the drive. */
    List<LogRecord> nextFrame() {
        List<LogRecord> out = new ArrayList<>();
        if (frame == config.frames()) {
            return out;
        }
        long stamp = EPOCH_NANOS + Math.round((offset + frame / config.frameRateHz()) / NANOS
                + dice.bell(TURN_JITTER_NANOS));
        int now = phaseOf(frame);
        if (now != phase) {
            phase = now;
            enter(Domains.named(config.phases().get(now).domain()), stamp);
            out.add(new LogRecord.Calibration(robot, stamp, List.copyOf(mounts)));
        } else {
            double seconds = (stamp - lastStamp) * NANOS;
            x += speed * seconds;
            street.advance(seconds, x);
        }
        lastStamp = stamp;
        sense(stamp, out);
        frame++;
        return out;
    }

    private void enter(DomainParameters next, long stamp) {
        domain = next;
        close();
        rig = Rig.of(domain);
        mounts.add(rig.mount(domain.lens(), stamp, SHUTTER_OFFSET_NANOS));
        lidar = new LidarSimulator(domain.lidar());
        camera = new CameraSimulator(domain.lens(), domain.light());
        speed = dice.in(domain.street().robotSpeed());
        sunAzimuth = dice.uniform(-Math.PI, Math.PI);
        exposure = dice.in(domain.light().exposure());
        // Two domains of one seed are two streets, not one street in two lights.
        Dice own = new Dice(dice.bits() ^ ((long) domain.name().hashCode() << 32));
        x += NEW_STREET;
        double ahead = domain.lidar().maxRange() + 12;
        double behind = domain.lidar().left() > 100 ? ahead : 10;
        street = new Street(domain.street(), domain.city(), speed, behind, ahead, own.split(), () -> ++tracks);
        street.advance(0, x);
    }

    private void sense(long stamp, List<LogRecord> out) {
        double y = -StreetPlan.LANE;
        List<SceneObject> objects = street.objects(x, y);
        RigidTransform sway = Rig.tilt(dice.bell(SWAY), dice.bell(SWAY));
        RigidTransform worldFromLidar = pose(x, y, sway).after(rig.vehicleFromLidar());
        Noise noise = new Noise(dice.bits());
        Scan scan = lidar.scan(objects, street.ground(), worldFromLidar, noise);
        long shutter = SHUTTER_OFFSET_NANOS + Math.round(dice.bell(SHUTTER_JITTER_NANOS));
        double later = shutter * NANOS;
        RigidTransform worldFromCamera = pose(x + speed * later, y, sway).after(rig.vehicleFromLidar())
                .after(rig.lidarFromCamera());
        Picture picture = camera.take(objects, street.ground(), worldFromCamera, later, sunAzimuth,
                exposure * (1 + dice.bell(0.04)), noise);
        out.add(new LogRecord.Pose(robot, "map", Rig.LIDAR, stamp, worldFromLidar));
        out.add(new LogRecord.LidarFrame(robot, Rig.LIDAR, frame, stamp, scan.xyzi()));
        out.add(new LogRecord.CameraFrame(robot, Rig.CAMERA, frame, stamp + shutter, "jpeg", picture.jpeg()));
        out.add(new LogRecord.Truth(robot, Rig.LIDAR, stamp, domain.name(), TruthWriter.label(objects,
                scan.counts(objects.size()), picture, worldFromLidar.inverse())));
        out.sort(Comparator.comparingLong(LogRecord::stampNanos));
    }

    private static RigidTransform pose(double x, double y, RigidTransform sway) {
        return RigidTransform.ofYaw(x, y, 0, 0).after(sway);
    }

    private int phaseOf(int index) {
        double sum = config.phases().stream().mapToDouble(DomainPhase::fraction).sum();
        double end = 0;
        for (int i = 0; i < config.phases().size() - 1; i++) {
            end += config.phases().get(i).fraction() / sum;
            if (index < Math.round(end * config.frames())) {
                return i;
            }
        }
        return config.phases().size() - 1;
    }

    @Override
    public void close() {
        if (camera != null) {
            camera.close();
        }
    }
}
