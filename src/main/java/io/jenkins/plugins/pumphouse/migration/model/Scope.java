package io.jenkins.plugins.pumphouse.migration.model;

/**
 * How much of a cloud to list: all that the caller may see, or what one project (of keypairs: one user) owns.
 *
 * @param owner id of the owner in the cloud that is listed; null for all
 */
public record Scope(String owner) {
    public static final Scope ALL = new Scope(null);

    public static Scope ownedBy(String id) {
        return new Scope(id);
    }

    public boolean all() {
        return owner == null;
    }
}
