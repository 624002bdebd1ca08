package dev.understudy.streams.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class S3StoreTest {

    private static final byte[] CONTENT = {1, 2, 3, 4};
    private static final String KEY = ClaimKeys.of(ClaimKeys.LIDAR, "r 1", 5, Sha256.of(CONTENT));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private FakeS3 server;
    private S3Store store;

    @BeforeEach
    void open() throws Exception {
        server = new FakeS3();
        store = store(FakeS3.SECRET_KEY);
    }

    private S3Store store(String secret) {
        return S3Store.open(S3Location.parse("s3://" + FakeS3.BUCKET + "/fleet?endpoint=" + server.endpoint()
                + "&region=eu-central-1"),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(FakeS3.ACCESS_KEY, secret)));
    }

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    /** "Example: GET Object" of "Signature Calculations for the Authorization Header" in Amazon's S3 API reference. */
    @Test
    void shouldCheckSignaturesAsAmazonPublishedThem() {
        String empty = HexFormat.of().formatHex(Sha256.of(new byte[0]));
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("host", "examplebucket.s3.amazonaws.com");
        headers.put("range", "bytes=0-9");
        headers.put("x-amz-content-sha256", empty);
        headers.put("x-amz-date", "20130524T000000Z");

        assertThat(SignatureV4.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "GET", "/test.txt", "", headers, empty,
                "20130524T000000Z", "20130524/us-east-1/s3/aws4_request"))
                .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void shouldGiveBackWhatWasPutAndNoMoreThanTheLimit() {
        store.put(KEY, CONTENT);

        assertThat(server.objects).containsOnlyKeys("fleet/" + KEY);
        assertThat(store.get(KEY, 100, PATIENCE)).hasValue(CONTENT);
        assertThat(store.get(KEY, 2, PATIENCE)).hasValue(new byte[] {1, 2});
    }

    @Test
    void shouldSayThatAnObjectIsGone() {
        store.put(KEY, CONTENT);
        store.delete(KEY);

        assertThat(store.get(KEY, 100, PATIENCE)).isEmpty();
    }

    @Test
    void shouldListKeysOfFramesOnly() {
        store.put(KEY, CONTENT);
        server.objects.put("fleet/notes.txt", CONTENT);

        List<StoredObject> all = new ArrayList<>();
        store.list("", all::add);

        assertThat(all).extracting(StoredObject::key).containsExactly(KEY);
    }

    @Test
    void shouldSayInOneLineThatItsCredentialsAreRefused() {
        try (S3Store stranger = store("another secret")) {
            assertThatThrownBy(() -> stranger.put(KEY, CONTENT)).isInstanceOf(ClaimStoreException.class)
                    .hasMessageContaining("s3://frames/fleet/").hasMessageContaining("SignatureDoesNotMatch")
                    .hasMessageNotContaining("another secret");
        }
    }

    @Test
    void shouldReachNothingOutsideItsPrefix() {
        server.objects.put("secret", CONTENT);

        assertThatThrownBy(() -> store.get("../secret", 10, PATIENCE)).isInstanceOf(ClaimStoreException.class);
    }

    @Test
    void shouldGiveUpOnAServiceThatDoesNotAnswer() {
        server.hold = new CountDownLatch(1);
        try {
            assertThatThrownBy(() -> store.get(KEY, 10, Duration.ofMillis(300)))
                    .isInstanceOf(ClaimStoreException.class);
        } finally {
            server.hold.countDown();
        }
    }

    @Test
    void shouldReportABucketWhereNothingExpires() {
        assertThat(store.findings()).singleElement().asString().contains("no lifecycle rule");

        server.lifecycle = "<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter/>"
                + "<Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";
        assertThat(store.findings()).isEmpty();
    }
}
