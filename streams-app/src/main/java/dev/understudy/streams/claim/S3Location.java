package dev.understudy.streams.claim;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where in S3 frames lie: {@code s3://BUCKET/PREFIX?endpoint=http://HOST:PORT&region=REGION}.
 *
 * @param bucket name of the bucket
 * @param prefix what every key begins with; empty or ending in a slash
 * @param endpoint address of an S3-compatible service, or {@code null} for Amazon's
 * @param region signing region, or empty for that of the environment
 */
record S3Location(String bucket, String prefix, URI endpoint, String region) {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9_.-]*/?)*");

    static S3Location parse(String location) {
        int query = location.indexOf('?');
        String path = location.substring("s3://".length(), query < 0 ? location.length() : query);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String prefix = slash < 0 ? "" : path.substring(slash + 1);
        if (!BUCKET.matcher(bucket).matches() || !PREFIX.matcher(prefix).matches()) {
            throw new ClaimStoreException("not a bucket and a prefix: " + path);
        }
        Map<String, String> options = options(query < 0 ? "" : location.substring(query + 1));
        return new S3Location(bucket, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
                endpoint(options.remove("endpoint")), region(options));
    }

    private static String region(Map<String, String> options) {
        String region = options.getOrDefault("region", "");
        options.remove("region");
        if (!options.isEmpty()) {
            throw new ClaimStoreException("unknown option " + options.keySet().iterator().next()
                    + " of an s3:// store; there are endpoint and region");
        }
        return region;
    }

    private static Map<String, String> options(String query) {
        Map<String, String> out = new HashMap<>();
        for (String option : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new ClaimStoreException("not NAME=VALUE in an s3:// store: " + option);
            }
            out.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return out;
    }

    private static URI endpoint(String given) {
        if (given == null) {
            return null;
        }
        try {
            URI uri = URI.create(given);
            boolean plain = uri.getUserInfo() == null && uri.getRawQuery() == null && uri.getHost() != null;
            if (plain && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new ClaimStoreException("endpoint is no address: " + e.getMessage(), e);
        }
        throw new ClaimStoreException("endpoint is http://HOST:PORT or https://HOST:PORT, without a password");
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix + (endpoint == null ? "" : " at " + endpoint);
    }
}
