package io.jenkins.plugins.pumphouse.migration.model;

/**
 * Which object of the source is meant.
 *
 * @param kind what it is
 * @param id its id on the source
 */
public record ResourceKey(Kind kind, String id) {
    public static ResourceKey of(Resource resource) {
        return new ResourceKey(resource.kind(), resource.id());
    }
}
