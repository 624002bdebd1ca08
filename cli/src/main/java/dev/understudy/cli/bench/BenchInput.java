package dev.understudy.cli.bench;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.replay.scan.Scan;
import dev.understudy.replay.scan.ScanReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the benchmarks share: frames in memory. */
final class BenchInput {

    private BenchInput() {
    }

    /** The first frames of a log; at least one, or the user is told. */
    static List<Scan> scans(Path log, int most) {
        List<Scan> scans = new ArrayList<>();
        try (ScanReader reader = ScanReader.open(log)) {
            for (Scan scan = reader.next(); scan != null && scans.size() < most; scan = reader.next()) {
                scans.add(scan);
            }
        }
        if (scans.isEmpty()) {
            throw new UserError(ExitCode.INPUT, log + ": no LiDAR frames");
        }
        return scans;
    }
}
