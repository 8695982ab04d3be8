package io.jenkins.plugins.pumphouse.migration.model;

/**
 * Which object of the source is meant.
 *
 * @param kind what it is
 * @param id   its id on the source
 */
public record Key(Kind kind, String id) {
    public static Key of(Resource resource) {
        return new Key(resource.kind(), resource.id());
    }
}
