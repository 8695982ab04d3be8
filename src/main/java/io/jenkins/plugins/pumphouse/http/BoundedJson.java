package io.jenkins.plugins.pumphouse.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * Reads JSON of a service into memory, if it fits. A body of some megabytes can make a tree of gigabytes:
 * {@code [[],[],…]} takes three bytes for what takes a hundred as a tree. So the values are counted while the tree is
 * built, which ends where it would be too large.
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
        try (Counting parser = new Counting(JSON.createParser(text), text.length, mostMemory)) {
            JsonNode tree = JSON.readTree((JsonParser) parser);
            while (parser.nextToken() != null) { // what follows counts, and has to be JSON
                continue;
            }
            return new Read(tree == null ? MissingNode.getInstance() : tree, parser.memory);
        }
    }

    /** Counts the values as they pass, so that a text is read once. */
    private static final class Counting extends JsonParserDelegate {
        private final long most;
        private long memory;

        Counting(JsonParser parser, long memory, long most) {
            super(parser);
            this.memory = memory;
            this.most = most;
        }

        @Override
        public JsonToken nextToken() throws IOException {
            JsonToken token = delegate.nextToken();
            if (token != null) {
                memory += BYTES_PER_VALUE;
                if (memory > most) {
                    throw new TooLarge(most);
                }
            }
            return token;
        }
    }
}
