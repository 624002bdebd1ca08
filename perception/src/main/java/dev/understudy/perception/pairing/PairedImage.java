package dev.understudy.perception.pairing;

import dev.understudy.proto.v1.CameraReference;

/**
 * An image chosen for a LiDAR frame.
 *
 * @param reference where the pixels are
 * @param firstUse whether no earlier LiDAR frame took it: an image is counted as used once, however many it serves
 */
public record PairedImage(CameraReference reference, boolean firstUse) {
}
