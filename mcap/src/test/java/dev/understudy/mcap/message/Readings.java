package dev.understudy.mcap.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Reads recordings of text messages back in tests. */
public final class Readings {

    private Readings() {
    }

    /** Topic, time and text of every message. */
    public static List<String> readAll(MessageSource source) {
        return drain(source.readAll());
    }

    /** Topic, time and text of every message of a pass. */
    public static List<String> drain(MessageCursor cursor) {
        List<String> out = new ArrayList<>();
        for (RawMessage m = cursor.next(); m != null; m = cursor.next()) {
            out.add(text(m));
        }
        return out;
    }

    /** Reads on behind every damaged part; the complaints go to the second list. */
    public static List<String> readOn(MessageSource source, List<String> complaints) {
        MessageCursor cursor = source.readAll();
        List<String> out = new ArrayList<>();
        while (true) {
            try {
                RawMessage m = cursor.next();
                if (m == null) {
                    return out;
                }
                out.add(text(m));
            } catch (RecordingException e) {
                complaints.add(e.getMessage());
            }
        }
    }

    private static String text(RawMessage m) {
        return m.channel().topic() + "@" + m.logNanos() + " " + UTF_8.decode(m.data().duplicate());
    }
}
