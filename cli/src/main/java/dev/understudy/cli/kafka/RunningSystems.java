package dev.understudy.cli.kafka;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Finds out whether others use some brokers. A stream is seen by the members of its group. A trainer joins no group:
 * it is seen by its transactional id, which brokers keep for some days after it has ended (a week by default).
 */
public final class RunningSystems {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Admin admin;

    /** The caller closes {@code admin}. */
    public RunningSystems(Admin admin) {
        this.admin = admin;
    }

    /**
     * The first of some applications that runs, with the number of its members; empty where none does.
     *
     * @throws UserError when the brokers do not answer
     */
    public Optional<String> stream(List<String> applicationIds) throws InterruptedException {
        for (String id : applicationIds) {
            int members = members(id);
            if (members > 0) {
                return Optional.of("the stream " + id + " is running there (members of its group: " + members + ")");
            }
        }
        return Optional.empty();
    }

    /**
     * The trainer of a transactional id; empty where none has been.
     *
     * @throws UserError when the brokers do not answer
     */
    public Optional<String> trainer(String transactionalId) throws InterruptedException {
        try {
            answer(admin.describeTransactions(List.of(transactionalId)).description(transactionalId));
            return Optional.of("the trainer " + transactionalId + " is running there, or was in the last days");
        } catch (TransactionalIdNotFoundException none) {
            return Optional.empty();
        }
    }

    private int members(String group) throws InterruptedException {
        try {
            return answer(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)).members().size();
        } catch (GroupIdNotFoundException none) {
            return 0;
        }
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new UserError(ExitCode.SERVICE, "no answer from Kafka within " + LIMIT.toSeconds() + " s", e);
        }
    }
}
