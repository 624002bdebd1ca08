package dev.understudy.perception.line;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.SourceRecord;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The way of a frame, one call per sensor record:
 *
 * <pre>
 * onLidar ──► segmentation ──┐
 * onCamera ──────────────────┼─► pairing ──► crops ──► tracking ──► a set of objects
 * onCalibration ─────────────┘                 ▲          ▲
 * onPose ──────────────────────────────────────┴──────────┘
 * </pre>
 *
 * <p>The stream runs the same steps in the same order, each in a processor of its own, on state stores: of the same
 * records, in the same order, both make the same bytes.
 *
 * <p>A record that cannot be used is a {@link BadFrameException}: the ledger has counted it, and the line goes on with
 * the next. Images are held until pairing lets go of them. Any number of robots; frames of one leave in the order of
 * their stamps. Not thread-safe.
 */
public final class FrameLine {

    private final FrameLineConfig config;
    private final LongSupplier clockMillis;
    private final HeldImages images = new HeldImages();
    private final LedgerBook ledgers;
    private final CalibrationBook calibrations;
    private final PoseBook poses;
    private final SegmentationStep segmentation;
    private final PairingStep pairing;
    private final CropStep crops;
    private final TrackingStep tracking;
    private final Consumer<ClusterSet> next;

    /**
     * @param use of each image, while it is decoded
     * @param clockMillis the wall clock, milliseconds since the Unix epoch
     * @param next takes every finished set
     */
    public FrameLine(FrameLineConfig config, LineStores stores, ImageUse use, LongSupplier clockMillis,
            Consumer<ClusterSet> next) {
        this.config = config;
        this.clockMillis = clockMillis;
        this.next = next;
        ledgers = new LedgerBook(stores.ledgers());
        calibrations = new CalibrationBook(stores.calibrations());
        poses = new PoseBook(config, stores.poses());
        segmentation = new SegmentationStep(config);
        pairing = new PairingStep(config.pairing(),
                new PairingStep.Memory(stores.pairing(), stores.pending(), ledgers, calibrations), new Onward());
        crops = new CropStep(config, poses, ledgers, images, use);
        tracking = new TrackingStep(config, stores.tracks(), poses);
    }

    /** On empty stores on the heap, by this machine's clock. */
    public static FrameLine inMemory(FrameLineConfig config, ImageUse use, Consumer<ClusterSet> next) {
        return new FrameLine(config, LineStores.inMemory(), use, System::currentTimeMillis, next);
    }

    /** A scan, in the LiDAR's frame. */
    public void onLidar(FrameHeader header, PointCloud cloud) {
        ClusterSet set;
        try {
            set = segmentation.segment(header, cloud, clockMillis.getAsLong());
        } catch (BadFrameException e) {
            ledgers.lidarDead(header.robot(), e.reason());
            throw e;
        }
        pairing.onLidar(set, nowNanos());
    }

    /**
     * An image.
     *
     * @param sequence number at the camera
     * @param source names the image: no other one of the robot may have its offset
     */
    public void onCamera(String robot, CameraImage image, long sequence, SourceRecord source) {
        try {
            CameraImage.requireData(image.data());
            config.stamps().checked(image.stampNanos(), clockMillis.getAsLong());
        } catch (BadFrameException e) {
            ledgers.cameraDead(robot, e.reason());
            throw e;
        }
        images.put(source, image.data());
        pairing.onCamera(robot, CameraReference.newBuilder().setCameraFrameId(image.cameraFrameId())
                .setStampNs(image.stampNanos()).setSequence(sequence).setSource(source).build(), nowNanos());
    }

    /** Every camera of a robot; {@code null} to forget them. */
    public void onCalibration(String robot, RobotCalibration calibration) {
        calibrations.put(robot, calibration);
        pairing.onCalibrated(robot, nowNanos());
    }

    /** Where the robot's LiDAR, the pose's child frame, is in a fixed frame, its parent frame. */
    public void onPose(String robot, FrameTransform pose) {
        poses.put(robot, pose, clockMillis.getAsLong());
    }

    /** No more records of a robot will come: whatever waits leaves. */
    public void onEnd(String robot) {
        pairing.onEnd(robot, true);
        pairing.onEnd(robot, false);
    }

    /** Time passed without a record. */
    public void onWallClock() {
        pairing.onWallClock(nowNanos());
    }

    /** Where every frame of all robots went. */
    public FrameLedger ledger() {
        return ledgers.sum();
    }

    int heldImages() {
        return images.size();
    }

    private long nowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(clockMillis.getAsLong());
    }

    private final class Onward implements PairingStep.Next {

        @Override
        public void leaves(PairedFrame frame) {
            next.accept(tracking.track(crops.crop(frame)));
        }

        @Override
        public void releases(SourceRecord image) {
            images.release(image);
        }
    }
}
