package dev.understudy.trainer;

import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.SourceRecord;

/**
 * What an operator asks for: that a published version's weights become live again, that a frozen trainer go on, or that
 * a robot's crops of a time be erased.
 *
 * @param event  the request; its model names the version
 * @param offset where it lies on the lifecycle topic
 */
record OperatorRequest(LifecycleEvent event, long offset) {

    boolean isResume() {
        return event.getKind() == LifecycleKind.RESUME_REQUESTED;
    }

    boolean isErasure() {
        return event.getKind() == LifecycleKind.ERASURE_REQUESTED;
    }

    long version() {
        return event.getModel().getVersion();
    }

    /** For the decision's event: what it answers. */
    SourceRecord source() {
        return SourceRecord.newBuilder().setTopic(Topics.LIFECYCLE).setPartition(0).setOffset(offset).build();
    }
}
