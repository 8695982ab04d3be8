package io.jenkins.plugins.pumphouse.host.fuel.layout;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where a volume goes and how large it is: one entry of {@code disks} in the configuration, such as {@code os: {size:
 * 64GB, on: first}}.
 *
 * @param volume Fuel's name of it: {@code os}, {@code vm}, {@code cinder}, {@code image}, {@code ceph} ...
 * @param sizeMiB how large; null takes what is left on its disks
 * @param disk {@code first}, {@code largest}, {@code smallest}, {@code ssd} (the first that does not rotate) or a
 *     disk's name such as {@code sda}; null means the first disk for a volume with a size, and all disks for one that
 *     takes what is left
 */
public record DiskRule(String volume, Integer sizeMiB, String disk) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Refuses a rule without a volume or with a size that is not positive. */
    public DiskRule {
        Objects.requireNonNull(volume, "volume");
        if (sizeMiB != null && sizeMiB <= 0) {
            throw new IllegalArgumentException("the size of volume " + volume + " must be positive");
        }
    }
}
