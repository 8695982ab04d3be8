package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.RefusedParts;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * In what a server that was moved and its copy differ by now: all that a move verifies, but for what the operator has
 * accepted then. Reads both clouds and writes to none.
 *
 * @param differences field by field
 * @param other what is no field of the server: cards, addresses, size, volumes, and whether the source's was started
 */
public record ServerDrift(List<Difference> differences, List<String> other) {
    /**
     * Compares the two.
     *
     * @param wanted the source's server in the target's terms
     * @param copy the server on the target
     */
    public static ServerDrift of(
            Resource server,
            Resource copy,
            ObjectNode wanted,
            Translation translation,
            CloudInventory source,
            CloudInventory target) {
        ObjectNode expected = RefusedParts.accepted(wanted, copy.json());
        if (new ServerKey(server, source, target, translation).isGone()) {
            expected.remove("key_name"); // a move cannot bring it either
        }
        Set<String> accepted = Accepted.of(server);
        List<Difference> differences = new ArrayList<>(WantedServer.differences(expected, copy));
        new CardGroups(new ServerComparison(server, source, copy, target, translation))
                .difference()
                .ifPresent(differences::add);
        // The addresses are compared with their cards.
        differences.removeIf(d -> accepted.contains(d.field()) || d.field().equals("addresses"));
        return new ServerDrift(
                differences, CopyVerification.ofMoved(server, source, target).against());
    }
}
