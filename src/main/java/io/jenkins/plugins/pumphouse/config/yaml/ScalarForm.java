package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * One value in one line, taken as it is typed: {@code password: 0123} is the text 0123 and not the number 83.
 *
 * @param allowed what may be written, to follow "must be": {@code true or false}
 * @param secret whether the value may not be repeated in messages
 * @param parser makes the value, or throws {@link Unfit}
 * @param schema what an editor may know of it
 * @param <T> what it becomes
 */
public record ScalarForm<T>(String allowed, boolean secret, Parser<T> parser, Schema schema) implements Form<T> {

    /** Characters of a wrong value that a message repeats. */
    private static final int SHOWN = 60;

    /** Any scalar, described by what is allowed. */
    public ScalarForm(String allowed, Parser<T> parser) {
        this(allowed, parser, Schema.scalar(allowed));
    }

    public ScalarForm(String allowed, Parser<T> parser, Schema schema) {
        this(allowed, false, parser, schema);
    }

    /** One whose wrong value no message repeats. */
    public static <T> ScalarForm<T> secret(String allowed, Parser<T> parser) {
        return new ScalarForm<>(allowed, true, parser, Schema.scalar(allowed));
    }

    @FunctionalInterface
    public interface Parser<T> {
        T parse(String text) throws Unfit;
    }

    /** The text is not of the form. */
    public static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        /** The text is not what is {@linkplain ScalarForm#allowed allowed}; nothing more is to be said. */
        public Unfit() {
            this(null);
        }

        /** @param reason what is wrong with the text, without repeating it */
        public Unfit(String reason) {
            super(reason, null, false, false);
        }
    }

    @Override
    public Optional<T> read(Node node, String subject, Mistakes mistakes) {
        if (!(node instanceof ScalarNode scalar) || !Form.isPlain(node)) {
            String found = Form.isPlain(node)
                    ? Form.kind(node)
                    : "something with a YAML tag (\"!…\"; put the value in quotes)";
            mistakes.add(node, subject + " must be " + allowed + ", not " + found);
            return Optional.empty();
        }
        String text = scalar.getValue();
        if (Form.isNothing(node) || text.isBlank()) {
            mistakes.add(node, subject + " is empty; it must be " + allowed);
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(text));
        } catch (Unfit unfit) {
            String reason = unfit.getMessage() != null
                    ? "; " + unfit.getMessage()
                    : secret ? "" : ", not \"" + shortened(text) + "\"";
            mistakes.add(node, subject + " must be " + allowed + reason);
            return Optional.empty();
        }
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
