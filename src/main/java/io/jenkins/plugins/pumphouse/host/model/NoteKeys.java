package io.jenkins.plugins.pumphouse.host.model;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What phases note in a host's state for those after them. */
public final class NoteKeys {
    /** The node's id in the target's Fuel. */
    public static final String NODE = "node";

    /** The id of the target's environment, where nobody named it. */
    public static final String ENVIRONMENT = "environment";

    /** That a campaign has begun to empty it, which disables its nova-compute. */
    public static final String EMPTYING = "emptying";
    /** When Fuel first showed no node of the machine, in seconds since 1970. */
    public static final String MISSING_SINCE = "missing_since";

    /** Its roles in the source's Fuel. */
    public static final String ROLES = "roles";

    /** The machine's MACs, where the inventory has none. */
    public static final String MACS = "macs";

    /** When the machine was asked to shut down, in seconds since 1970. */
    public static final String ASKED_TO_SHUT_DOWN = "asked_to_shut_down";

    /** Why its BMC does not ask it to shut down; only if it does not. */
    public static final String NO_SOFT_OFF = "no_soft_off";

    /** How it went off: {@code soft} or {@code hard}. */
    public static final String WENT_OFF = "went_off";

    /** When its BMC first said that it is off, in seconds since 1970. */
    public static final String OFF_SINCE = "off_since";

    /** Since when its nova-compute is silent, where nothing else proves that it is this host, in seconds since 1970. */
    public static final String SILENT_SINCE = "silent_since";

    /** Since when it reports to the source beside its node in Fuel, in seconds since 1970. */
    public static final String BESIDE_SINCE = "beside_since";

    /** That it went off because it was told to, and not before. */
    public static final String OFF_BY_US = "off_by_us";

    /** Other hosts of the source that served before it was switched off, and so can show that the source hears them. */
    public static final String WITNESSES = "witnesses";

    /** That the machine that went off is another one, or cannot be proven to be this host. */
    public static final String OTHER_MACHINE = "other_machine";

    /** A port's VLAN before it was changed, behind the port's name. */
    public static final String FORMER_VLAN = "former_vlan ";

    /** The same as an earlier build of the job has noted it. */
    public static final String EARLIER_VLAN = "earlier_vlan ";

    /** Other hosts of the source that served before a port was changed. */
    public static final String BESIDE_THE_PORTS = "beside_the_ports";

    /** Those of them that have fallen silent since, as the last look had them. */
    public static final String FALLEN_SILENT = "fallen_silent";

    /** Those that were silent in two looks: the ports go back. */
    public static final String CUT_OFF = "cut_off";

    /** That the block has run. */
    public static final String REWIRED = "rewired";

    /** The node's id of a record of the machine that was deleted while it was off. */
    public static final String DELETED_RECORD = "deleted_record";

    /** Until when another machine may report with its MACs while it is off, in seconds since 1970. */
    public static final String WATCHED_UNTIL = "watched_until";

    /** The node's id that nothing proved to be this host's, for which the host is booted a second time. */
    public static final String SECOND_BOOT = "second_boot";

    /** The node's id that was silent while the host was off, and so is proven to be its own. */
    public static final String PROVEN_NODE = "proven_node";

    /** {@code once} or {@code persistent}: how it was told to boot from the network. */
    public static final String PXE = "pxe";

    /** When it was told so, in seconds since 1970, as long as the BMC does not show it. */
    public static final String PXE_TOLD = "pxe_told";

    /** The boot device before that. */
    public static final String FORMER_BOOT = "former_boot";

    /** When it was powered on, in seconds since 1970. */
    public static final String POWERED_ON = "powered_on";

    /** How far the one power cycle of a machine is that ignored PXE. */
    public static final String CYCLE = "cycle";

    /** The try of the deployment in which Fuel began to work on the node. */
    public static final String DEPLOYED_IN_TRY = "deployed_in_try";

    /** The try in which a step of the deployment was started, behind the step's name. */
    public static final String STARTED = "started ";

    /** When a task that was started is seen to have ended without its node, in seconds since 1970. */
    public static final String ENDED = "ended";

    /** That the source's Fuel was told to let the machine go, which erases its disks. */
    public static final String ERASED = "erased";

    /** The try in which that was done. */
    public static final String LEFT_IN_TRY = "left_in_try";

    /** The full name under which it serves the target, which a later node of the machine need not get again. */
    public static final String SERVES_AS = "serves_as";

    /** The environment's task that works on the node. */
    public static final String TASK = "task";

    /** To which node disks or interfaces were sent, behind the word for them. */
    public static final String SENT = "sent ";

    /** Fuel's task that verifies the networks, and when it was started, in seconds since 1970. */
    public static final String VERIFYING = "verifying";

    /** Why Fuel did not verify them, in its words. */
    public static final String VERIFICATION_REFUSED = "verification_refused";

    /** How the verification ended. */
    public static final String VERIFIED = "verified";

    /** Why Fuel did not take the host's name as the node's hostname, in its words. */
    public static final String HOSTNAME_REFUSED = "hostname_refused";

    /** The node's id in the source's Fuel. */
    public static final String SOURCE_NODE = "source_node";

    /** What the source's services removed of their records of it, in words. */
    public static final String FORGOTTEN = "forgotten";

    /** In which state it was left by a failure or a stop, and what to do next, in words. */
    public static final String LEFT = "left";

    /** What is not true any more of a machine that somebody else has switched on, rewired or deployed since. */
    public static final List<String> OF_THE_WAY_BETWEEN = List.of(
            ASKED_TO_SHUT_DOWN,
            NO_SOFT_OFF,
            WENT_OFF,
            OFF_SINCE,
            OFF_BY_US,
            SILENT_SINCE,
            BESIDE_SINCE,
            WITNESSES,
            BESIDE_THE_PORTS,
            FALLEN_SILENT,
            CUT_OFF,
            REWIRED,
            DELETED_RECORD,
            WATCHED_UNTIL,
            SECOND_BOOT,
            PXE,
            PXE_TOLD,
            POWERED_ON,
            CYCLE);

    private NoteKeys() {}

    /** Several values in one note. */
    public static String text(Collection<?> values) {
        return String.join(" ", values.stream().map(Object::toString).toList());
    }

    /** What {@link #text} made one of; empty for null. */
    public static List<String> list(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(" ")).filter(value -> !value.isEmpty()).toList();
    }
}
