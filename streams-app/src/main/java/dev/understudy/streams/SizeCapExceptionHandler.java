package dev.understudy.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fails on whatever cannot be written, as losing an output would break the conservation laws, and says which
 * setting a record above the size cap ran into.
 */
public final class SizeCapExceptionHandler implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SizeCapExceptionHandler.class);

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception cause) {
        if (cause instanceof RecordTooLargeException) {
            LOG.error("a record of {} bytes for {} is above the size cap: raise it everywhere"
                    + " (--max-record-bytes of every command, topics included, and message.max.bytes of the broker)",
                    record.value() == null ? 0 : record.value().length, record.topic());
        }
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to configure: the cap is in the message of the client's own exception.
    }
}
