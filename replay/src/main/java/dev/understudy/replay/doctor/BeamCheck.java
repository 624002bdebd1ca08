package dev.understudy.replay.doctor;

import dev.understudy.learning.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The scan pattern: how many beams, how far around, and whether intensities are there. */
final class BeamCheck {

    private static final String CHECK = "beams";
    private static final int SLICES = 360;
    /** Elevations closer than this belong to one beam, degrees. */
    private static final double SAME_BEAM = 0.12;
    /** Slices with fewer beams than the one at this share saw sky. */
    private static final double FULL_SLICE = 0.9;
    private static final int FEW_POINTS = 2_000;
    private static final int FEW_BEAMS = 8;

    private BeamCheck() {
    }

    static List<Finding> check(List<float[]> scans) {
        List<Finding> findings = new ArrayList<>();
        float[] scan = scans.get(0);
        List<List<Double>> slices = slices(scan);
        double[] beams = slices.stream().filter(s -> !s.isEmpty()).mapToDouble(BeamCheck::beams).toArray();
        double[] elevations = slices.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
        int count = (int) Math.round(Quantiles.of(beams, FULL_SLICE));
        String pattern = String.format(Locale.ROOT,
                "%d points, about %d beams from %.1f to %.1f degrees, %d of 360 degrees around",
                scan.length / 4, count, Quantiles.of(elevations, 0.005), Quantiles.of(elevations, 0.995),
                beams.length);
        findings.add(scan.length / 4 < FEW_POINTS || count < FEW_BEAMS
                ? Finding.note(CHECK, "%s: sparse; distant objects will have too few points to be clustered", pattern)
                : Finding.ok(CHECK, "%s", pattern));
        if (scans.stream().allMatch(BeamCheck::isDark)) {
            findings.add(Finding.note("intensity", "every intensity is 0: record a field named intensity or "
                    + "reflectivity, which helps to tell classes apart"));
        }
        return findings;
    }

    private static List<List<Double>> slices(float[] xyzi) {
        List<List<Double>> slices = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            slices.add(new ArrayList<>());
        }
        for (int i = 0; i < xyzi.length; i += 4) {
            double azimuth = Math.toDegrees(StrictMath.atan2(xyzi[i + 1], xyzi[i]));
            double elevation = Math.toDegrees(StrictMath.atan2(xyzi[i + 2], StrictMath.hypot(xyzi[i], xyzi[i + 1])));
            slices.get(Math.floorMod((int) Math.floor(azimuth), SLICES)).add(elevation);
        }
        return slices;
    }

    private static double beams(List<Double> elevations) {
        double[] sorted = elevations.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int beams = 1;
        for (int i = 1; i < sorted.length; i++) {
            beams += sorted[i] - sorted[i - 1] > SAME_BEAM ? 1 : 0;
        }
        return beams;
    }

    private static boolean isDark(float[] xyzi) {
        for (int i = 3; i < xyzi.length; i += 4) {
            if (xyzi[i] > 0) {
                return false;
            }
        }
        return true;
    }
}
