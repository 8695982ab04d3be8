package io.jenkins.plugins.pumphouse.migration.model;

/**
 * Something that a server has and its copy cannot have, known before the move.
 *
 * @param item what it belongs to
 * @param text for a person, with the way out if there is one: {@code owner alice (it becomes admin's)}
 * @param from what the server has
 * @param to what the copy has instead; null where it has nothing
 */
public record Loss(LedgerItem item, String text, String from, String to) {
    /** Something for which the copy has nothing instead. */
    public static Loss of(LedgerItem item, String text) {
        return new Loss(item, text, text, null);
    }

    /** The same, of a part: {@code "volume data-1: user alice (it becomes admin's)"}. */
    public Loss of(String part) {
        return new Loss(item, part + ": " + text, part + ": " + from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
