package io.jenkins.plugins.pumphouse.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Reads JSON of a service into memory, if it fits. A body of some megabytes can make a tree of gigabytes:
 * {@code [[],[],…]} takes three bytes for what takes a hundred as a tree. So the values are counted before the tree is
 * built.
 */
public final class BoundedJson {

    // What a value costs beside its text: its node and its place in the map or list around it.
    private static final int BYTES_PER_VALUE = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private BoundedJson() {}

    /**
     * JSON and what it costs.
     *
     * @param tree a missing node for a text without any JSON
     * @param memory about how many bytes it takes
     */
    public record Read(JsonNode tree, long memory) {}

    /** It would take more memory than it may. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long most) {
            super("it would take more than " + most / (1024 * 1024) + " MiB of memory");
        }
    }

    /**
     * Reads one value.
     *
     * @param mostMemory in bytes
     * @throws TooLarge when it would take more
     * @throws com.fasterxml.jackson.core.JsonProcessingException when it is no JSON; its words may quote the text
     */
    public static Read read(byte[] text, long mostMemory) throws IOException {
        long memory = text.length;
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                memory += BYTES_PER_VALUE;
                if (memory > mostMemory) {
                    throw new TooLarge(mostMemory);
                }
            }
        }
        return new Read(JSON.readTree(text), memory);
    }
}
