package dev.understudy.trainer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.train.Admission;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer loop. Steps are made right after the sample that makes them due, and a candidate right after the step
 * that makes it due: the same samples in the same order give the same candidates, however they are polled.
 */
final class TrainingLoop {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final TrainerSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Publisher publisher;
    private final Signer signer;
    private final TrainerMetrics metrics;
    private final OperatorRequests requests;
    private final StepWatch watch = new StepWatch();
    private volatile boolean stopping;

    TrainingLoop(TrainerSettings settings, Consumer<byte[], byte[]> consumer, Publisher publisher, Signer signer,
            TrainerMetrics metrics, OperatorRequests requests) {
        this.settings = settings;
        this.consumer = consumer;
        this.publisher = publisher;
        this.signer = signer;
        this.metrics = metrics;
        this.requests = requests;
    }

    void run(ManifestTrust trust, Checkpoint bootstrap, Learner.Factory learners) {
        publisher.fenceOthers();
        try {
            Retention retention = new Retention(settings.keepVersions());
            Recovery recovery = Recovery.read(consumer, settings.model(), trust, retention);
            Checkpoint start = recovery.checkpoint().map(VerifiedCheckpoint::checkpoint).orElse(bootstrap);
            metrics.published(recovery.state().getCheckpoint().getVersion());
            LearnerStart fromCheckpoint = from -> learners.start(bootstrap, from);
            try (Course course = new Course(settings, publisher, consumer::groupMetadata, signer, metrics,
                    requests::published, retention, watch)) {
                course.begin(new LearnerResumption(fromCheckpoint, metrics).from(start, recovery), recovery.state(),
                        start.manifest());
                metrics.frozen(course.lineage().isFrozen());
                assignSamples(course.lineage());
                requests.begin(recovery.state().getAnsweredRequests());
                follow(course, new Interventions(course, bootstrap, fromCheckpoint, requests, metrics));
            }
        } catch (WakeupException closed) {
            LOG.debug("trainer of {} ends", settings.model());
        }
    }

    /** Ends {@link #run} soon, from any thread. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    /** Why training makes no progress, in one line, for any thread; empty while it does. */
    Optional<String> stepFault() {
        return watch.fault();
    }

    private void assignSamples(Lineage lineage) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SAMPLE).stream()
                .map(info -> new TopicPartition(Topics.SAMPLE, info.partition())).toList();
        if (partitions.isEmpty()) {
            throw TrainerClients.missing(Topics.SAMPLE);
        }
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            lineage.position(partition.partition()).ifPresentOrElse(
                    position -> consumer.seek(partition, position),
                    () -> consumer.seekToBeginning(List.of(partition)));
        }
    }

    private void follow(Course course, Interventions interventions) {
        // Those that were due when the memory was taken come before the next sample, as they would have then.
        course.stepWhileDue();
        try {
            while (!stopping) {
                interventions.answerAll();
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (stopping) {
                        break;
                    }
                    take(course, interventions, record);
                }
                if (course.lineage().isFrozen() && !records.isEmpty()) {
                    course.recordPassedOver();
                }
                measureLag();
            }
        } catch (WakeupException stopped) {
            LOG.debug("stopped while waiting for samples");
        }
        course.recordLastDeadLetters();
    }

    private void take(Course course, Interventions interventions, ConsumerRecord<byte[], byte[]> record) {
        if (course.lineage().isFrozen()) {
            metrics.passedOver();
            course.lineage().offered(record.partition(), record.offset());
            return;
        }
        offer(course, record);
        course.lineage().offered(record.partition(), record.offset());
        course.stepWhileDue();
        course.learner().decline().ifPresent(interventions::freeze);
        course.recordManyDeadLetters();
    }

    private void offer(Course course, ConsumerRecord<byte[], byte[]> record) {
        PseudoLabelledSample sample;
        try {
            sample = PseudoLabelledSample.parseFrom(record.value() == null ? new byte[0] : record.value());
        } catch (InvalidProtocolBufferException e) {
            course.bury(record, DeadLetters.UNDECODABLE, e.getMessage());
            return;
        }
        if (course.lineage().isErased(sample)) {
            metrics.passedOver();
            return;
        }
        try {
            Admission admission = course.learner().admit(sample);
            metrics.offered(admission, sample.getRule());
            if (admission == Admission.ADMITTED) {
                course.lineage().admitted();
            } else if (admission == Admission.UNUSABLE) {
                course.bury(record, DeadLetters.UNUSABLE, "taxonomy '" + sample.getTaxonomyVersion()
                        + "', its classes or their numbers");
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException e) {
            course.bury(record, DeadLetters.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    private void measureLag() {
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            lag += consumer.currentLag(partition).orElse(0);
        }
        metrics.lag(lag);
    }
}
