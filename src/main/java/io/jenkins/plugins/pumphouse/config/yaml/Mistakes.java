package io.jenkins.plugins.pumphouse.config.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with one file, so that its author hears everything at once. */
public final class Mistakes {
    private final String file;
    private final List<Mistake> mistakes = new ArrayList<>();

    public Mistakes(String file) {
        this.file = file;
    }

    /** @param where a node of the file: the key if the key is wrong, the value if the value is */
    public void add(Node where, String message) {
        add(Position.of(where.getStartMark()), message);
    }

    /** @param position null if the file as a whole is meant */
    public void add(Position position, String message) {
        mistakes.add(new Mistake(file, position, message));
    }

    /** The same unless that place was told of before: one anchor may stand behind many hosts. */
    public void addOnce(Node where, String message) {
        Position position = Position.of(where.getStartMark());
        if (mistakes.stream().noneMatch(mistake -> position.equals(mistake.position()))) {
            add(position, message);
        }
    }

    public void addAll(List<Mistake> others) {
        mistakes.addAll(others);
    }

    public boolean isEmpty() {
        return mistakes.isEmpty();
    }

    /** In the file's order, whatever the order in which they were noticed. */
    public List<Mistake> inOrder() {
        return mistakes.stream()
                .sorted(Comparator.comparing(Mistake::position, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    public void throwIfAny() {
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(inOrder());
        }
    }
}
