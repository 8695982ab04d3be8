package io.jenkins.plugins.pumphouse.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class HashingStreamTest {
    private final AtomicLong moved = new AtomicLong();

    @Test
    public void countsAndHashesWhatIsReadHoweverItIsRead() throws IOException {
        Digester digester = new Digester(Set.of("sha512", "md5"));
        HashingStream stream = stream("abc", digester);

        assertThat(stream.read()).isEqualTo('a');
        assertThat(stream.skip(1)).isEqualTo(1);
        stream.readAllBytes();

        assertThat(stream.bytes()).isEqualTo(3);
        assertThat(moved).as("told on the way").hasValue(3);
        // FIPS 180-2, appendix C.1, and RFC 1321, appendix A.5
        assertThat(digester.digests())
                .containsEntry("md5", "900150983cd24fb0d6963f7d28e17f72")
                .containsEntry(
                        "sha512",
                        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    }

    @Test
    public void piecesThatAreReadIntoOneArrayAreHashedInTheirOrder() throws IOException {
        byte[] million = "a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        Digester digester = new Digester(Set.of("sha512"));
        try (InputStream stream = new HashingStream(new ByteArrayInputStream(million), digester, moved::addAndGet)) {
            byte[] piece = new byte[999];
            while (stream.readNBytes(piece, 0, piece.length) > 0) {
                Arrays.fill(piece, (byte) 'b');
            }
        }

        // FIPS 180-2, appendix C.3
        assertThat(digester.digests())
                .containsEntry(
                        "sha512",
                        "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
                                + "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b");
    }

    @Test
    public void anAlgorithmThatNobodyKnowsIsLeftOut() throws IOException {
        Digester digester = new Digester(Set.of("sha512", "rot13"));

        stream("abc", digester).readAllBytes();

        assertThat(digester.digests()).containsOnlyKeys("sha512");
    }

    @Test
    public void nothingCanBeReadTwiceUnnoticed() {
        assertThat(stream("abc", new Digester(Set.of("md5"))).markSupported()).isFalse();
    }

    private HashingStream stream(String text, Digester digester) {
        return new HashingStream(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), digester, moved::addAndGet);
    }
}
