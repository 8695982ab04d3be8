package io.jenkins.plugins.pumphouse.migration.type;

/**
 * Where a service keeps the objects of a kind.
 *
 * @param path of the collection, relative to the service's versioned root: {@code "/networks"}
 * @param listPath where the list is, when it is not at the collection itself: Nova's {@code /flavors/detail}
 * @param plural under which a list holds the objects
 * @param single under which a request and an answer hold one
 */
public record ApiCollection(String path, String listPath, String plural, String single) {
    public ApiCollection(String path, String plural, String single) {
        this(path, path, plural, single);
    }
}
