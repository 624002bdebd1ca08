package dev.understudy.cli.demo;

/**
 * One point of the prequential curves.
 *
 * @param seconds stream time since the first frame
 * @param frozen windowed accuracy of the frozen bootstrap
 * @param adapted windowed accuracy of the model that served the events
 */
record CurvePoint(double seconds, double frozen, double adapted) {
}
