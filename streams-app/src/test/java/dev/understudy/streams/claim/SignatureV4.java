package dev.understudy.streams.claim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 of a request, written from its public description, to check the client's with. */
final class SignatureV4 {

    private SignatureV4() {
    }

    /**
     * The signature in hex.
     *
     * @param headers signed ones by lower-case name, in order
     * @param scope DATE/REGION/SERVICE/aws4_request
     */
    static String of(String secret, String method, String path, String query, Map<String, String> headers,
            String payloadHash, String time, String scope) {
        StringBuilder canonical = new StringBuilder(method + "\n" + path + "\n" + query + "\n");
        headers.forEach((name, value) -> canonical.append(name).append(':').append(value.strip()).append('\n'));
        canonical.append('\n').append(String.join(";", headers.keySet())).append('\n').append(payloadHash);
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                + HexFormat.of().formatHex(Sha256.of(canonical.toString().getBytes(UTF_8)));
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
