package dev.understudy.cli.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.cli.demo.StreamCounts.Kind;
import dev.understudy.cli.demo.StreamScores.ScoredObject;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.TruthFrame;
import dev.understudy.replay.metrics.TruthMatcher;
import dev.understudy.replay.wire.TruthMessages;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the running stream from its topics, as any consumer could: joins each frame's clusters, events and
 * truth, has the frozen bootstrap classify the same clusters, and counts what the loop says of itself.
 * Fed by one thread; the counters may be read by others.
 */
final class StreamScorer implements Consumer<ConsumerRecord<String, byte[]>> {

    private static final Logger LOG = LoggerFactory.getLogger(StreamScorer.class);

    private final Taxonomy taxonomy;
    private final String dataset;
    private final TruthMatcher matcher;
    private final boolean labelled;
    private final Classifier frozen;
    private final Deserializer<ClassifiedObject> events;
    private final Consumer<PendingFrame> completed;
    private final Map<String, PendingFrame> pending = new HashMap<>();
    private final Map<String, Long> objectsPerClass = new TreeMap<>();
    private final Map<String, Long> rejections = new TreeMap<>();
    private final StreamScores scores;
    private final StreamCounts counts = new StreamCounts();

    /**
     * @param dataset name under which the taxonomy maps the truth's class names
     * @param labelled whether every frame has truth to wait for
     * @param completed sees every complete frame, on the feeding thread
     */
    StreamScorer(Taxonomy taxonomy, String dataset, TruthMatcher matcher, boolean labelled, Classifier frozen,
            Deserializer<ClassifiedObject> events, Consumer<PendingFrame> completed) {
        this.taxonomy = taxonomy;
        this.dataset = dataset;
        this.matcher = matcher;
        this.labelled = labelled;
        this.frozen = frozen;
        this.events = events;
        this.completed = completed;
        this.scores = new StreamScores(taxonomy.classNames());
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        try {
            switch (record.topic()) {
                case Topics.CLUSTER -> clusters(ClusterSet.parseFrom(record.value()));
                case Topics.TRUTH -> truth(TruthFrame.parseFrom(record.value()));
                case Topics.OBJECT_EVENT -> event(events.deserialize(record.topic(), record.value()));
                case Topics.LIFECYCLE -> lifecycle(LifecycleEvent.parseFrom(record.value()));
                case Topics.SAMPLE -> counts.add(Kind.SAMPLES, 1);
                case Topics.DEAD_LETTER -> deadLetter(record);
                default -> throw new IllegalArgumentException("not a topic of the scorer: " + record.topic());
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("foreign bytes in " + record.topic() + " at " + record.offset(), e);
        }
    }

    private void clusters(ClusterSet set) {
        String key = key(set.getRobotId(), set.getStampNs());
        pending.computeIfAbsent(key, k -> new PendingFrame()).clusters(set);
        settle(key);
    }

    private void truth(TruthFrame frame) {
        String key = key(frame.getRobotId(), frame.getStampNs());
        pending.computeIfAbsent(key, k -> new PendingFrame()).truth(frame);
        settle(key);
    }

    private void event(ClassifiedObject event) {
        counts.add(Kind.EVENTS, 1);
        objectsPerClass.merge(event.getClassName(), 1L, Long::sum);
        String key = key(event.getRobot(), event.getStampNs());
        pending.computeIfAbsent(key, k -> new PendingFrame()).event(event);
        settle(key);
    }

    private void lifecycle(LifecycleEvent event) {
        switch (event.getKind()) {
            case PROMOTED -> counts.add(Kind.PROMOTED, 1);
            case ADOPTED -> counts.add(Kind.ADOPTED, 1);
            case REJECTED -> {
                counts.add(Kind.REJECTED, 1);
                rejections.merge(event.getReason(), 1L, Long::sum);
            }
            case REFUSED -> rejections.merge("refused: " + event.getReason(), 1L, Long::sum);
            default -> LOG.debug("{}", event.getKind());
        }
        LOG.info("lifecycle {} v{} epoch {} {}", event.getKind(), event.getModel().getVersion(), event.getEpoch(),
                event.getReason());
    }

    private void deadLetter(ConsumerRecord<String, byte[]> record) {
        counts.add(Kind.DEAD_LETTERS, 1);
        StringBuilder why = new StringBuilder();
        record.headers().forEach(h -> why.append(' ').append(h.key()).append('=').append(new String(h.value())));
        LOG.warn("dead letter of {}:{}", record.key(), why);
    }

    private void settle(String key) {
        PendingFrame frame = pending.get(key);
        if (!frame.complete(labelled)) {
            return;
        }
        pending.remove(key);
        if (frame.truth() != null) {
            score(frame);
        }
        completed.accept(frame);
        counts.add(Kind.CLUSTERS_BEFORE_GATING, frame.clusters().getClustersBeforeGating());
        counts.add(Kind.CLUSTERS, frame.clusters().getClustersCount());
        counts.add(Kind.FRAMES, 1);
    }

    private void score(PendingFrame frame) {
        ClusterSet set = frame.clusters();
        if (set.getClustersCount() == 0) {
            return;
        }
        var truth = TruthMessages.fromProto(frame.truth());
        ClassScores seen = frozen.classify(set.getClustersList());
        for (int i = 0; i < set.getClustersCount(); i++) {
            Cluster cluster = set.getClusters(i);
            String className = matcher.match(cluster, truth).className();
            int label = className == null ? -1
                    : taxonomy.map(dataset, className).map(taxonomy::indexOf).orElse(-1);
            if (label >= 0) {
                ClassifiedObject event = frame.event(cluster.getIndex());
                scores.add(new ScoredObject(set.getStampNs(), truth.domain(), label, frozen.decide(seen, i).label(),
                        taxonomy.indexOf(event.getClassName()), event.getModelVersion()));
            }
        }
    }

    private static String key(String robot, long stamp) {
        return robot + '@' + stamp;
    }

    StreamCounts counts() {
        return counts;
    }

    StreamScores scores() {
        return scores;
    }

    /** Events by class; read it after the run. */
    Map<String, Long> objectsPerClass() {
        return objectsPerClass;
    }

    /** Why candidates were refused; read it after the run. */
    Map<String, Long> rejections() {
        return rejections;
    }
}
