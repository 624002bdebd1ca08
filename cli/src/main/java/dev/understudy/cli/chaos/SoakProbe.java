package dev.understudy.cli.chaos;

import dev.understudy.cli.run.ResidentMemory;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.model.MathsReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Looks at the processes from outside: memory, state stores, lag. */
final class SoakProbe {

    /** Consumer groups of the two stream applications. */
    private static final List<String> GROUPS = List.of("understudy-perception", "understudy-inference");
    private static final double MEBIBYTE = 1 << 20;
    static final String LIVE = " live heap MiB";
    private static final String JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    /** Samples from one full collection to the next, which costs some tenths of a second: one in two minutes. */
    private static final int COLLECT_EVERY = 24;

    private final Cast cast;
    private final CastPlan plan;
    private final Admin admin;
    private int samples;

    SoakProbe(Cast cast, CastPlan plan, Admin admin) {
        this.cast = cast;
        this.plan = plan;
        this.admin = admin;
    }

    Scrape stream() {
        return Scrape.of(plan.streamMetrics());
    }

    /** What the stream computes with, by its process's environment and what it told at {@code /metrics}. */
    MathsReport maths(Scrape told) {
        double checked = told.sum("maths_operations_checked", "");
        return MathsReport.of(MathsPath.ofProcess(cast.stream().pid()), Double.isNaN(checked) ? 0 : (int) checked);
    }

    /** Samples that a trainer with meters has taken from its topic since it started; NaN while it says nothing. */
    double samplesRead() {
        return Scrape.of(plan.trainerMetrics()).sum("trainer_samples_total", "");
    }

    /** Everything now, by name: MiB of memory and files, records of lag; NaN for what cannot be seen. */
    Map<String, Double> sample() {
        Map<String, Double> now = new LinkedHashMap<>();
        boolean collect = samples++ % COLLECT_EVERY == 0;
        if (collect) {
            live(now, "stream", cast.stream(), plan.streamMetrics());
            if (!plan.audited()) {
                live(now, "trainer", cast.trainer(), plan.trainerMetrics());
            }
        }
        memory(now, "stream", cast.stream(), stream());
        if (!plan.audited()) {
            Scrape trainer = Scrape.of(plan.trainerMetrics());
            memory(now, "trainer", cast.trainer(), trainer);
            now.put("trainer lag", trainer.sum("trainer_lag", ""));
        } else {
            now.put("trainer resident MiB", ResidentMemory.mebibytes(cast.trainer().pid()));
        }
        now.put("broker resident MiB", ResidentMemory.mebibytes(cast.broker().pid()));
        now.put("state stores MiB", size(plan.folder().resolve(cast.stateFolder())));
        GROUPS.forEach(group -> now.put(group.substring(group.indexOf('-') + 1) + " lag", lag(group)));
        return now;
    }

    /** What is in use right behind a full collection; a heap in use tells more of the collector than of a leak. */
    private static void live(Map<String, Double> now, String who, Child child, int metrics) {
        if (Tools.run(JCMD, Long.toString(child.pid()), "GC.run")) {
            now.put(who + LIVE, Scrape.of(metrics).sum("jvm_memory_used_bytes", "area=\"heap\"") / MEBIBYTE);
        }
    }

    private static void memory(Map<String, Double> now, String who, Child child, Scrape scrape) {
        double heap = scrape.sum("jvm_memory_committed_bytes", "area=\"heap\"") / MEBIBYTE;
        double resident = ResidentMemory.mebibytes(child.pid());
        now.put(who + " heap in use MiB", scrape.sum("jvm_memory_used_bytes", "area=\"heap\"") / MEBIBYTE);
        now.put(who + " outside heap MiB", resident - heap);
    }

    /** Of all files below; some vanish while they are counted. */
    private static double size(Path folder) {
        long[] bytes = new long[1];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes[0] += attributes.size();
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException vanished) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes[0] / MEBIBYTE;
    }

    /** Records of the group's topics that it has not committed. */
    private double lag(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            var ends = admin.listOffsets(committed.keySet().stream()
                    .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()))).all().get();
            return committed.entrySet().stream().filter(e -> e.getValue() != null)
                    .mapToLong(e -> ends.get(e.getKey()).offset() - e.getValue().offset()).sum();
        } catch (ExecutionException notNow) {
            return Double.NaN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
