package io.jenkins.plugins.pumphouse.migration.novanetwork;

/** What objects of nova-network say in Neutron's form beyond what Neutron's say. */
public final class NovaNetworkFields {
    /** In an object: it is one of nova-network, and made on the target although it may belong to the cloud itself. */
    public static final String MARK = "pumphouse_nova_network";

    /** Of a network: VLAN that no project has been given. */
    public static final String SPARE = "pumphouse_spare";

    /** Of a subnet: nova-network has stopped, so that nothing answers for DHCP on its wire. */
    public static final String SILENT = "pumphouse_silent";

    /** Of a floating address: the name of its pool. */
    public static final String POOL = "pumphouse_pool";

    /** Of a floating address: nothing tells which of its server's fixed addresses it leads to. */
    public static final String UNCLEAR = "pumphouse_unclear";

    /** Of a network or router: every project has it. */
    static final String COMMON = "pumphouse_common";

    private NovaNetworkFields() {}
}
