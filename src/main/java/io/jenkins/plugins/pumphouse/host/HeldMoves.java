package io.jenkins.plugins.pumphouse.host;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What {@link MoveLocks} holds, in a file that outlives a restart: names and addresses of machines, no secret.
 *
 * @param file of the controller; its directory may be absent
 */
public record HeldMoves(Path file) {
    private static final Logger LOG = Logger.getLogger(HeldMoves.class.getName());

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Bytes; a thousand hosts have a tenth of it. */
    private static final long LARGEST = 1 << 24;

    /**
     * One move that holds something.
     *
     * @param owner see {@link MoveLocks#take}
     * @param shown the owner as people know it
     */
    record Move(String owner, String shown, List<MoveClaim> claims) {}

    /** Nothing where there is no file, or one that nobody can have written. */
    List<Move> read() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            if (Files.size(file) > LARGEST) {
                throw new IOException("it has more than " + LARGEST + " bytes");
            }
            return Stream.of(JSON.readValue(file.toFile(), Move[].class))
                    .filter(HeldMoves::isWhole)
                    .toList();
        } catch (IOException e) {
            LOG.warning(() -> file + ", which says what builds hold hosts, cannot be read (" + e.getMessage()
                    + "). Until these builds have taken their hosts again, others may take them.");
            return List.of();
        }
    }

    private static boolean isWhole(Move move) {
        return move != null
                && move.owner() != null
                && move.claims() != null
                && move.claims().stream()
                        .allMatch(claim -> claim != null && claim.kind() != null && claim.place() != null);
    }

    /** @throws UncheckedIOException naming the file */
    void write(List<Move> moves) {
        try {
            new AtomicFile(file).write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(moves));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file + ", which says what builds hold hosts, cannot be written: " + e.getMessage(),
                    e);
        }
    }
}
