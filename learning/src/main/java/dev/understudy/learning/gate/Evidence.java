package dev.understudy.learning.gate;

import dev.understudy.learning.sample.EncodedObject;
import java.util.List;

/**
 * What happened since the last publication.
 *
 * @param updates optimiser steps
 * @param tracks new tracks admitted
 * @param coverage accepted share of the records with an image
 * @param probe recent unlabelled records that never taught
 */
public record Evidence(long updates, long tracks, double coverage, List<EncodedObject> probe) {
}
