package dev.understudy.messaging;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a client is for, as far as it differs from others of its kind.
 *
 * @param tuned defaults that suit it, which a user may change
 * @param fixed what its work stands on, above everything
 */
public record ClientPurpose(Map<String, Object> tuned, Map<String, Object> fixed) {

    /** Nothing that is not so for every client. */
    public static final ClientPurpose NONE = new ClientPurpose(Map.of(), Map.of());

    public ClientPurpose {
        tuned = Map.copyOf(tuned);
        fixed = Map.copyOf(fixed);
    }

    /** With one more default. */
    public ClientPurpose tuned(String name, Object value) {
        return new ClientPurpose(with(tuned, name, value), fixed);
    }

    /** With one more fixed property. */
    public ClientPurpose fixed(String name, Object value) {
        return new ClientPurpose(tuned, with(fixed, name, value));
    }

    private static Map<String, Object> with(Map<String, Object> all, String name, Object value) {
        Map<String, Object> more = new TreeMap<>(all);
        more.put(name, value);
        return more;
    }
}
