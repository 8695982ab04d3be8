package io.jenkins.plugins.pumphouse.migration.model;

import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Optional;

/**
 * What an object on the target says of its origin: the name of the source cloud and the id on it.
 *
 * <p>The target cloud is the journal: a later run finds by this mark what a former run made, and makes nothing twice.
 * Where it stands differs by service: an image property, server metadata, a Neutron tag, an extra attribute of a
 * Keystone project or user.
 *
 * @param cloud name of the source cloud as in pumphouse.yaml
 * @param id the object's id on that cloud
 */
public record Mark(String cloud, String id) {
    /** The name of the property, metadata key or attribute, and the beginning of the tag, that carries a mark. */
    public static final String KEY = "pumphouse_source";

    private static final String TAG = KEY + "=";

    /** Of an object of the given source. */
    public static Mark of(Cloud source, Resource resource) {
        return new Mark(source.name(), resource.id());
    }

    /** The value of a property: {@code <cloud>/<id>}. */
    public String value() {
        return cloud + '/' + id;
    }

    /** A tag: {@code pumphouse_source=<cloud>/<id>}. */
    public String tag() {
        return TAG + value();
    }

    /** Reads what {@link #value()} wrote; empty for null and for anything else. */
    public static Optional<Mark> ofValue(String value) {
        int slash = value == null ? -1 : value.lastIndexOf('/');
        return slash <= 0 || slash == value.length() - 1
                ? Optional.empty()
                : Optional.of(new Mark(value.substring(0, slash), value.substring(slash + 1)));
    }

    /** Reads what {@link #tag()} wrote; empty for null and for any other tag. */
    public static Optional<Mark> ofTag(String tag) {
        return tag != null && tag.startsWith(TAG) ? ofValue(tag.substring(TAG.length())) : Optional.empty();
    }

    /** Whether {@code tag} is one of Pumphouse, and not the user's and must not be copied or compared. */
    public static boolean isTag(String tag) {
        return tag != null && tag.startsWith(TAG);
    }
}
