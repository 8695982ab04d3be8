package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import java.util.List;

/** What a server's copy has to be: fields beside Nova's own, and in what a server differs from it. */
public final class WantedServer {
    /** The target's server group and availability zone; neither is shown so by Nova. */
    public static final String GROUP = "group";

    public static final String ZONE = "availability_zone";

    /** The operator's word for its hypervisor; it is the target's to migrate it later. */
    public static final String HOST = "host";

    public static final String FLOATING = "floating";

    /** How far the move of the source's server has come; no server of a target shows it. */
    public static final String MOVE = "move of the source's server";

    private static final List<String> NOT_SHOWN = List.of(
            "flavor",
            "ports",
            FLOATING,
            GROUP,
            ZONE,
            HOST,
            MOVE,
            "OS-EXT-SRV-ATTR:user_data",
            "config_drive",
            BootChoices.DISK_CONFIG);

    private WantedServer() {}

    /** In what a server of the target differs from what is wanted, as far as the server itself shows it. */
    static List<Difference> differences(ObjectNode wanted, Resource existing) {
        ObjectNode expected = wanted.deepCopy();
        expected.remove(NOT_SHOWN);
        expected.set("status", expected.remove("power"));
        ObjectNode actual = existing.json().deepCopy();
        actual.set("addresses", Json.array(Nics.addresses(existing.json())));
        actual.set("metadata", MoveNotes.ownMetadata(existing));
        return Difference.of(expected, actual);
    }
}
