package io.jenkins.plugins.pumphouse.clouds.wire;

/** The age of a cloud: what its services can do and what they do not know yet. */
public enum CloudRelease {
    /**
     * 2014: Nova v2 without microversions, Glance without secure hashes, Neutron without tags, descriptions and times.
     */
    ICEHOUSE,
    /** 2022: microversions up to 2.93, Glance with {@code os_hash_*}, Neutron with standard attributes. */
    ZED;

    public boolean modern() {
        return this == ZED;
    }
}
