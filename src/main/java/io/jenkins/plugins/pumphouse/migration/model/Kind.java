package io.jenkins.plugins.pumphouse.migration.model;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * What sort of object something is, in the words of an operator: {@code "security group"}, {@code "server"}.
 *
 * <p>A value and no enum: each resource type declares its own, and the engine treats all alike.
 *
 * @param word singular, lower case; stands in the log, in reports and in the result of a step
 */
public record Kind(String word) implements Serializable {
    /** What owns most of the others: known to the engine, as selections name a tenant. */
    public static final Kind PROJECT = new Kind("project");

    /** What a project may have: known to the engine because whatever the project pays for comes after it. */
    public static final Kind QUOTA = new Kind("quota");

    /** What has data: known to the engine, as an image alone tells beforehand how many bytes will be transferred. */
    public static final Kind IMAGE = new Kind("image");

    /** What all else is moved for: keys, groups and temporary access exist for the servers that need them. */
    public static final Kind SERVER = new Kind("server");

    public Kind {
        Objects.requireNonNull(word, "word");
    }

    /** Under which an operator's mapping names objects of this kind: {@code security_groups}. */
    public String mappingKey() {
        return plural().toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** The word for several; some, as {@code "rules"}, are plural already. */
    public String plural() {
        if (word.endsWith("y")) {
            return word.substring(0, word.length() - 1) + "ies";
        }
        return word.endsWith("ss") ? word + "es" : word.endsWith("s") ? word : word + "s";
    }

    @Override
    public String toString() {
        return word;
    }
}
