package io.jenkins.plugins.pumphouse.config.yaml;

import org.yaml.snakeyaml.error.Mark;

/**
 * A place in a text, counted as editors count: both numbers start at 1.
 *
 * @param line the line
 * @param column the character in that line
 */
public record Position(int line, int column) implements Comparable<Position> {

    public static Position of(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public int compareTo(Position other) {
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** {@code line 7, column 5}. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
