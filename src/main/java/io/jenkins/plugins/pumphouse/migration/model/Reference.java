package io.jenkins.plugins.pumphouse.migration.model;

/**
 * That one object refers to another, in the source's terms.
 *
 * @param key the other
 * @param bond what follows from it
 */
public record Reference(ResourceKey key, Bond bond) {
    /** How much one object depends on another. */
    public enum Bond {
        /** Cannot be without it: the other is migrated first. */
        REQUIRED,
        /** Is migrated along (the router of a server's subnet), but its failure harms nobody. */
        COMPANION,
        /** Refers to it where it happens to be on the target (a project that an image is shared with). */
        KNOWN,
        /** The same, and nothing is said where nothing stands for it: the object itself knows what follows. */
        IF_THERE
    }

    public static Reference to(Kind kind, String id) {
        return new Reference(new ResourceKey(kind, id), Bond.REQUIRED);
    }

    public static Reference companion(Kind kind, String id) {
        return new Reference(new ResourceKey(kind, id), Bond.COMPANION);
    }

    public static Reference known(Kind kind, String id) {
        return new Reference(new ResourceKey(kind, id), Bond.KNOWN);
    }

    public static Reference ifThere(Kind kind, String id) {
        return new Reference(new ResourceKey(kind, id), Bond.IF_THERE);
    }

    public Kind kind() {
        return key.kind();
    }

    public String id() {
        return key.id();
    }

    public boolean required() {
        return bond == Bond.REQUIRED;
    }
}
