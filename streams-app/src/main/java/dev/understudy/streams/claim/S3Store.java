package dev.understudy.streams.claim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A bucket of S3 or of a service that speaks its protocol (MinIO, Ceph), by path-style addresses. Credentials come from
 * {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and {@code AWS_SESSION_TOKEN}, the region from the location
 * or {@code AWS_REGION}. Objects expire by the bucket's lifecycle rule; {@link #findings} says when it has none.
 */
public final class S3Store implements ClaimStore {

    /** Longest wait of a call that is no fetch of a stream. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    private final S3Location at;
    private final S3Client client;

    private S3Store(S3Location at, S3Client client) {
        this.at = at;
        this.client = client;
    }

    /** Opens a bucket with the environment's credentials; the first call uses them. */
    static S3Store open(S3Location at) {
        AwsCredentialsProvider credentials = AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(), SystemPropertyCredentialsProvider.create());
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new ClaimStoreException(at + ": set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", e);
        }
        return open(at, credentials);
    }

    static S3Store open(S3Location at, AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder().credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                // Whole payloads are signed in one piece, which every service understands.
                .serviceConfiguration(s3 -> s3.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
                // Services that are not Amazon's do not all know the newer checksums; we have a digest of our own.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .region(Region.of(region(at)))
                .overrideConfiguration(o -> o.apiCallTimeout(CALL_LIMIT));
        if (at.endpoint() != null) {
            builder.endpointOverride(at.endpoint());
        }
        return new S3Store(at, builder.build());
    }

    private static String region(S3Location at) {
        if (!at.region().isEmpty()) {
            return at.region();
        }
        String region = System.getenv("AWS_REGION");
        return region == null || region.isBlank() ? Region.US_EAST_1.id() : region;
    }

    @Override
    public void put(String key, byte[] content) {
        call("write", key, () -> client.putObject(r -> r.bucket(at.bucket()).key(name(key)),
                RequestBody.fromBytes(content)));
    }

    @Override
    public Optional<byte[]> get(String key, int limit, Duration patience) {
        GetObjectRequest request = GetObjectRequest.builder().bucket(at.bucket()).key(name(key))
                .overrideConfiguration(o -> o.apiCallTimeout(patience)).build();
        ResponseTransformer<GetObjectResponse, byte[]> upToLimit = (response, in) -> {
            byte[] content = in.readNBytes(limit);
            in.abort();
            return content;
        };
        try {
            return Optional.of(call("read", key, () -> client.getObject(request, upToLimit)));
        } catch (Missing e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String key) {
        call("delete", key, () -> client.deleteObject(r -> r.bucket(at.bucket()).key(name(key))));
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> sink) {
        call("list", prefix, () -> {
            client.listObjectsV2Paginator(r -> r.bucket(at.bucket()).prefix(at.prefix() + prefix)).contents()
                    .forEach(object -> {
                        String key = object.key().substring(at.prefix().length());
                        if (ClaimKeys.check(key)) {
                            sink.accept(new StoredObject(key, object.size(), object.lastModified().toEpochMilli()));
                        }
                    });
            return true;
        });
    }

    @Override
    public long sweep(long beforeMillis) {
        // The bucket's lifecycle rule does it, also while nobody writes.
        return 0;
    }

    @Override
    public List<String> findings() {
        try {
            List<LifecycleRule> rules = client.getBucketLifecycleConfiguration(r -> r.bucket(at.bucket())).rules();
            boolean expires = rules.stream().anyMatch(rule ->
                    rule.status() == ExpirationStatus.ENABLED && rule.expiration() != null);
            return expires ? List.of() : List.of(at + ": no lifecycle rule expires anything, so frames stay for ever");
        } catch (AwsServiceException e) {
            return List.of(e.statusCode() == NOT_FOUND
                    ? at + ": the bucket has no lifecycle rule, so frames stay for ever"
                    : at + ": cannot tell whether frames expire: " + oneLine(e));
        } catch (SdkException e) {
            return List.of(at + ": cannot tell whether frames expire: " + oneLine(e));
        }
    }

    private String name(String key) {
        if (!ClaimKeys.check(key)) {
            throw new ClaimStoreException(at + ": not a key of a frame");
        }
        return at.prefix() + key;
    }

    private <T> T call(String what, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchKeyException e) {
            throw new Missing(e);
        } catch (SdkException e) {
            throw new ClaimStoreException(at + ": cannot " + what + " " + key + ": " + oneLine(e), e);
        }
    }

    private static String oneLine(SdkException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public String toString() {
        return at.toString();
    }

    @Override
    public void close() {
        client.close();
    }

    private static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(Throwable cause) {
            super(cause);
        }
    }
}
