package dev.understudy.cli.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.demo.StreamCounts.Kind;
import dev.understudy.cli.demo.StreamScores.ScoredObject;
import dev.understudy.cli.frames.FrameJoin;
import dev.understudy.cli.frames.JoinedFrame;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.metrics.TruthMatcher;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the running stream from its topics, as any consumer could: joins each frame's objects and events with the
 * labels of the log that is fed, has the frozen bootstrap classify the same objects, and counts what the loop says of
 * itself. One thread hands over the topics' records, another the log's; the counters may be read by any.
 */
final class StreamScorer implements Consumer<ConsumerRecord<String, byte[]>> {

    private static final Logger LOG = LoggerFactory.getLogger(StreamScorer.class);

    private final Taxonomy taxonomy;
    private final TruthMatcher matcher;
    private final Classifier frozen;
    private final Deserializer<ClassifiedObject> events;
    private final Consumer<JoinedFrame> completed;
    private final FrameJoin join = new FrameJoin(1, this::complete);
    private final Map<String, Long> objectsPerClass = new TreeMap<>();
    private final Map<String, Long> rejections = new TreeMap<>();
    private final StreamScores scores;
    private final StreamCounts counts = new StreamCounts();

    /** @param completed sees every complete frame, one at a time */
    StreamScorer(Taxonomy taxonomy, TruthMatcher matcher, Classifier frozen, Deserializer<ClassifiedObject> events,
            Consumer<JoinedFrame> completed) {
        this.taxonomy = taxonomy;
        this.matcher = matcher;
        this.frozen = frozen;
        this.events = events;
        this.completed = completed;
        this.scores = new StreamScores(taxonomy.classNames());
    }

    /** A record of the log is about to be fed. */
    void read(LogRecord record) {
        join.read(record);
    }

    /** The log has been fed to its end. */
    void endOfLog() {
        join.endOfLog();
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        try {
            switch (record.topic()) {
                case Topics.CLUSTER -> join.clusters(ClusterSet.parseFrom(record.value()));
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

    private void event(ClassifiedObject event) {
        counts.add(Kind.EVENTS, 1);
        objectsPerClass.merge(event.getClassName(), 1L, Long::sum);
        join.event(0, event);
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
        record.headers().forEach(h -> why.append(' ').append(h.key()).append('=').append(Report.text(h.value())));
        LOG.warn("dead letter of {}:{}", record.key(), why);
    }

    private void complete(JoinedFrame frame) {
        ClusterSet set = frame.set();
        if (frame.truth() != null && set.getClustersCount() > 0) {
            score(frame);
        }
        completed.accept(frame);
        counts.add(Kind.CLUSTERS_BEFORE_GATING, set.getClustersBeforeGating());
        counts.add(Kind.CLUSTERS, set.getClustersCount());
        counts.add(Kind.FRAMES, 1);
    }

    /** By the names of the data set that the labels are of, as their domain tells; a simulator uses the taxonomy's. */
    private void score(JoinedFrame frame) {
        ClusterSet set = frame.set();
        ClassScores seen = frozen.classify(set.getClustersList());
        for (int i = 0; i < set.getClustersCount(); i++) {
            Cluster cluster = set.getClusters(i);
            String className = matcher.match(cluster, frame.truth()).className();
            int label = className == null ? -1
                    : taxonomy.map(frame.truth().domain(), className).map(taxonomy::indexOf).orElse(-1);
            if (label >= 0) {
                ClassifiedObject event = frame.events().get(0).get(cluster.getIndex());
                scores.add(new ScoredObject(set.getStampNs(), frame.truth().domain(), label,
                        frozen.decide(seen, i).label(), taxonomy.indexOf(event.getClassName()),
                        event.getModelVersion()));
            }
        }
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
