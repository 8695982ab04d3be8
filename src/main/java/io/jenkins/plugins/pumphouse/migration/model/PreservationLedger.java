package io.jenkins.plugins.pumphouse.migration.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether each thing that a server had was kept, as both clouds show it after the move. */
public final class PreservationLedger {
    /** Under which a result and a report have it. */
    public static final String FACT = "ledger";

    /** Characters of a value that is told. */
    private static final int SHOWN = 160;

    /** From the least to the worst: of several entries of one item, the worst counts. */
    public enum Verdict {
        KEPT,
        /** Neither cloud shows whether it was kept. */
        UNKNOWN,
        CHANGED,
        LOST
    }

    private record Entry(Verdict verdict, String text) {}

    private final Map<LedgerItem, Entry> entries = new EnumMap<>(LedgerItem.class);

    public void kept(LedgerItem item) {
        kept(item, "");
    }

    /** @param proof by what it is known; may be empty */
    public void kept(LedgerItem item, String proof) {
        add(item, Verdict.KEPT, proof);
    }

    public void changed(LedgerItem item, String from, String to) {
        add(item, Verdict.CHANGED, cut(from) + " -> " + cut(to));
    }

    public void lost(LedgerItem item, String what) {
        add(item, Verdict.LOST, cut(what));
    }

    public void unknown(LedgerItem item, String why) {
        add(item, Verdict.UNKNOWN, cut(why));
    }

    public void difference(Difference difference) {
        LedgerItem item = LedgerItem.ofField(difference.field());
        String label = item == LedgerItem.IMAGE_PROPERTIES ? difference.field() + " " : "";
        changed(item, label + difference.source(), difference.target());
    }

    public void loss(Loss loss) {
        if (loss.to() == null) {
            lost(loss.item(), loss.text());
        } else {
            changed(loss.item(), loss.from(), loss.to());
        }
    }

    private void add(LedgerItem item, Verdict verdict, String text) {
        entries.merge(item, new Entry(verdict, text), (old, added) -> {
            if (old.verdict != added.verdict) {
                return old.verdict.compareTo(added.verdict) > 0 ? old : added;
            }
            String both =
                    old.text.isEmpty() ? added.text : added.text.isEmpty() ? old.text : old.text + "; " + added.text;
            return new Entry(verdict, both);
        });
    }

    private static String cut(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }

    /** {@code "changed (alice -> admin)"} by item, for programs and the report; plain values. */
    public Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        entries.forEach((item, entry) -> told.put(item.word(), shown(entry)));
        return told;
    }

    /** The same as a fact of an outcome. */
    public Serializable fact() {
        return new LinkedHashMap<>(told());
    }

    private static String shown(Entry entry) {
        return entry.text.isEmpty() ? word(entry) : word(entry) + " (" + entry.text + ")";
    }

    private static String word(Entry entry) {
        return entry.verdict.name().toLowerCase(Locale.ROOT);
    }

    /** In a few words, without the values: {@code "kept 12 of 14: owner changed, hostname lost"}. */
    public String summary() {
        List<String> rest = new ArrayList<>();
        entries.forEach((item, entry) -> {
            if (entry.verdict != Verdict.KEPT) {
                rest.add(item.word() + " " + word(entry));
            }
        });
        String kept = "kept " + (entries.size() - rest.size()) + " of " + entries.size();
        return rest.isEmpty() ? kept : kept + ": " + String.join(", ", rest);
    }
}
