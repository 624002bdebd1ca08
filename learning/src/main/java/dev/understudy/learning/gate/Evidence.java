package dev.understudy.learning.gate;

import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.TrainingSample;
import java.util.List;

/**
 * What happened since the last publication.
 *
 * @param updates optimiser steps
 * @param tracks new tracks admitted
 * @param coverage admitted share of the records that may teach: those with an image and, where their track may label
 *     them, those without
 * @param probe recent unlabelled records that never taught
 * @param taught the newest records admitted, under the labels they teach
 */
public record Evidence(long updates, long tracks, double coverage, List<EncodedObject> probe,
        List<TrainingSample> taught) {
}
