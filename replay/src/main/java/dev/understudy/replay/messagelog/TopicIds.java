package dev.understudy.replay.messagelog;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.MessageSource;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Channels by the names of their topics. */
final class TopicIds {

    private TopicIds() {
    }

    static Set<Integer> of(MessageSource source, Collection<String> topics) {
        return source.channels().stream().filter(c -> topics.contains(c.topic())).map(Channel::id)
                .collect(Collectors.toSet());
    }
}
