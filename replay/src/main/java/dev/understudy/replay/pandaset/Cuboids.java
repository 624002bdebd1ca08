package dev.understudy.replay.pandaset;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.replay.kitti.KittiFiles;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Labelled boxes of a frame: {@code uuid,label,x,y,z,length,width,height,yaw,...}, a header line first. */
final class Cuboids {

    /** Cells before the seven numbers of a box. */
    private static final int NAMES = 2;

    private Cuboids() {
    }

    static List<TruthObject> read(Path file) {
        List<TruthObject> objects = new ArrayList<>();
        List<String> lines = KittiFiles.lines(file);
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                objects.add(object(lines.get(i).split(","), file + ":" + (i + 1)));
            }
        }
        return List.copyOf(objects);
    }

    private static TruthObject object(String[] cells, String place) {
        double[] v = new double[7];
        try {
            for (int i = 0; i < v.length; i++) {
                v[i] = Double.parseDouble(cells[NAMES + i]);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new LogException(place + ": no uuid, label and seven numbers of a box", e);
        }
        return new TruthObject(cells[0], cells[1], new OrientedBox(v[0], v[1], v[2], v[3], v[4], v[5], v[6]), null);
    }
}
