package dev.understudy.replay.studio;

import com.google.protobuf.ByteString;
import dev.understudy.perception.camera.CropConfig;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.ObjectCropper;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.replay.simulator.camera.CameraSimulator;
import dev.understudy.replay.simulator.camera.Picture;
import dev.understudy.replay.simulator.rays.Noise;
import dev.understudy.replay.simulator.scene.SceneObject;
import dev.understudy.replay.simulator.shapes.Dice;
import dev.understudy.replay.simulator.shapes.ObjectClass;
import dev.understudy.replay.simulator.shapes.Range;
import dev.understudy.replay.simulator.shapes.Shape;
import java.util.List;

/** Pictures of one object as a domain's camera takes them. Buffers are reused; not thread-safe. */
final class ObjectCamera implements AutoCloseable {

    private static final int RGB = 3;
    private static final double MARGIN = 0.1; // of the longer side of the object's image, as the stream crops
    private static final Range ELEVATION = Range.of(0.02, 0.2); // radians

    private final StudioDomain domain;
    private final CameraSimulator camera;
    private final ImageDecoder decoder = new ImageDecoder();
    private final ObjectCropper cropper = new ObjectCropper(CropConfig.defaults());

    ObjectCamera(StudioDomain domain) {
        this.domain = domain;
        this.camera = new CameraSimulator(domain.lens(), domain.light());
    }

    /**
     * Takes a picture and cuts the object out.
     *
     * @param yaw of the object against the line of sight, radians
     * @param ease 0: as hard as it gets, 1: as easy
     */
    ImageCrop take(ObjectClass kind, Shape shape, double yaw, double ease, Dice dice) {
        Picture picture = camera.take(List.of(SceneObject.alone(kind, shape, yaw)), ObjectScanner.FLAT,
                View.of(shape, domain.lens().fieldOfView(), dice.in(ELEVATION)), 0, dice.uniform(-Math.PI, Math.PI),
                dice.in(domain.light().exposure()), new Noise(dice.bits()));
        RgbImage image = decoder.decode(picture.jpeg());
        StudioDomain.Damage damage = domain.damage();
        double shift = ObjectScanner.between(damage.shifted(), 1 - ease) * (dice.chance(0.5) ? 1 : -1);
        ImageCrop crop = cropper.whole(cut(image, picture.boxes()[0], shift), "camera_front");
        byte[] rgb = crop.getRgb().toByteArray();
        cover(rgb, crop.getWidth(), ObjectScanner.between(damage.covered(), 1 - ease), dice);
        double grain = ObjectScanner.between(damage.grain(), 1 - ease);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, (rgb[i] & 0xff) + dice.bell(grain)));
        }
        return crop.toBuilder().setRgb(ByteString.copyFrom(rgb)).build();
    }

    /** A square around the object's image, off by a share of its side; beyond the edge the picture goes on. */
    private static RgbImage cut(RgbImage image, float[] box, double shift) {
        double side = Math.max(box[2] - box[0], box[3] - box[1]) * (1 + 2 * MARGIN) + 1;
        int size = (int) Math.ceil(side);
        int left = (int) Math.round((box[0] + box[2] - side) / 2 + shift * side);
        int top = (int) Math.round((box[1] + box[3] - side) / 2);
        byte[] out = new byte[size * size * RGB];
        for (int y = 0; y < size; y++) {
            int row = Math.max(0, Math.min(image.height() - 1, top + y));
            for (int x = 0; x < size; x++) {
                int column = Math.max(0, Math.min(image.width() - 1, left + x));
                System.arraycopy(image.rgb(), RGB * (row * image.width() + column), out, RGB * (y * size + x), RGB);
            }
        }
        return new RgbImage(size, size, out);
    }

    /** Something of one colour from one side. */
    private static void cover(byte[] rgb, int width, double share, Dice dice) {
        int columns = (int) (share * width);
        boolean left = dice.chance(0.5);
        byte[] colour = {(byte) dice.uniform(10, 240), (byte) dice.uniform(10, 240), (byte) dice.uniform(10, 240)};
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < columns; x++) {
                int at = RGB * (y * width + (left ? x : width - 1 - x));
                System.arraycopy(colour, 0, rgb, at, RGB);
            }
        }
    }

    @Override
    public void close() {
        camera.close();
    }
}
