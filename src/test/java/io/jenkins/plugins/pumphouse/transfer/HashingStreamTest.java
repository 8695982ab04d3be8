package io.jenkins.plugins.pumphouse.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.Test;

public class HashingStreamTest {
    @Test
    public void countsAndHashesWhatIsReadHoweverItIsRead() throws IOException {
        HashingStream stream = stream("abc", Set.of("sha512", "md5"));

        stream.read();
        stream.readAllBytes();

        assertThat(stream.bytes()).isEqualTo(3);
        // FIPS 180-2, appendix C.1, and RFC 1321, appendix A.5
        assertThat(stream.digests())
                .containsEntry("md5", "900150983cd24fb0d6963f7d28e17f72")
                .containsEntry("sha512", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    }

    @Test
    public void anAlgorithmThatNobodyKnowsIsLeftOut() throws IOException {
        HashingStream stream = stream("abc", Set.of("sha512", "rot13"));

        stream.readAllBytes();

        assertThat(stream.digests()).containsOnlyKeys("sha512");
    }

    @Test
    public void nothingCanBeReadTwiceUnnoticed() {
        assertThat(stream("abc", Set.of("md5")).markSupported()).isFalse();
    }

    private static HashingStream stream(String text, Set<String> algorithms) {
        return new HashingStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), algorithms);
    }
}
