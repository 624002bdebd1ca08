package dev.understudy.perception.line;

import com.google.protobuf.ByteString;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.proto.v1.SourceRecord;
import java.util.HashMap;
import java.util.Map;

/** Images on the heap, until they are released. */
final class HeldImages implements Images {

    private final Map<SourceRecord, ByteString> images = new HashMap<>();

    void put(SourceRecord source, ByteString data) {
        images.put(source, data);
    }

    void release(SourceRecord source) {
        images.remove(source);
    }

    int size() {
        return images.size();
    }

    @Override
    public Fetched fetch(String robot, CameraReference reference) {
        ByteString data = images.get(reference.getSource());
        return data == null ? Fetched.missing(PairingReason.CAMERA_EXPIRED) : Fetched.of(data);
    }
}
