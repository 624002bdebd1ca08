package dev.understudy.streams.claim;

import java.net.URI;
import java.nio.file.Path;

/** Opens a store by its location: {@code file:/dir} or {@code s3://bucket/prefix?endpoint=...&region=...}. */
public final class ClaimStores {

    private ClaimStores() {
    }

    /**
     * Opens a store.
     *
     * @throws ClaimStoreException when the location names none, or it cannot be opened
     */
    public static ClaimStore open(String location) {
        if (location.startsWith("s3://")) {
            return S3Store.open(S3Location.parse(location));
        }
        if (!location.startsWith("file:")) {
            throw new ClaimStoreException("a claim-check store is file:/DIR or s3://BUCKET/PREFIX, got " + location);
        }
        try {
            String path = location.substring("file:".length());
            return FileStore.open(path.startsWith("//") ? Path.of(URI.create(location)) : Path.of(path));
        } catch (IllegalArgumentException e) {
            throw new ClaimStoreException("not a folder: " + location, e);
        }
    }
}
