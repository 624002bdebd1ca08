package dev.understudy.mcap;

import dev.understudy.mcap.message.Channel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file holds, from its summary or from reading it all.
 *
 * @param profile e.g. {@code ros2}; may be empty
 * @param library who wrote the file
 * @param channels by id
 * @param counts messages by channel id
 * @param parts chunks, and runs of messages outside chunks, in file order
 * @param attachments number of attachments, which are skipped
 * @param metadata number of metadata records, which are skipped
 * @param warnings what is wrong with the file, one line each
 */
record McapSummary(String profile, String library, TreeMap<Integer, Channel> channels, Map<Integer, Long> counts,
        List<McapPart> parts, long attachments, long metadata, List<String> warnings) {
}
