package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Loss;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shares of Manila that a server has, each of which its operating system mounts by a tag (Compute API, "Servers
 * with shares attachments"). No step moves shares, so a copy has none until somebody attaches them. The two clouds have
 * no ids in common: a share of the copy with the same tag stands for the source's.
 *
 * <p>Costs one request for each server, from 2.97 on (Epoxy).
 */
final class AttachedShares {
    private static final String FIRST = "2.97";

    private static final String POLICY = "os_compute_api:os-server-shares:index";

    /** The id of each share by its tag. */
    private final Map<String, String> byTag;

    /** Why they are not known; null when they are. */
    private final String unread;

    private AttachedShares(Map<String, String> byTag, String unread) {
        this.byTag = byTag;
        this.unread = unread;
    }

    static List<Loss> lost(Resource server, CloudInventory source, Cloud target) {
        AttachedShares shares = of(server, source);
        List<Loss> lost = new ArrayList<>();
        if (shares.unread != null) {
            lost.add(Loss.of(LedgerItem.SHARES, "shares, if it has any (" + shares.unread + ")"));
        }
        shares.byTag.forEach((tag, id) -> lost.add(Loss.of(LedgerItem.SHARES, loss(tag, id, target))));
        return lost;
    }

    private static String loss(String tag, String id, Cloud target) {
        return shown(tag, id)
                + (attaches(target)
                        ? " (on " + target.name() + ", while the copy is off: " + command("<copy>", tag) + ")"
                        : " (" + refusal(target) + ")");
    }

    /** By what the copy has now. */
    static void tell(PreservationLedger ledger, ServerComparison servers) {
        AttachedShares shares = of(servers.server(), servers.source());
        if (shares.unread != null) {
            ledger.unknown(LedgerItem.SHARES, shares.unread);
        }
        if (shares.byTag.isEmpty()) {
            return;
        }
        AttachedShares copied = of(servers.copy(), servers.target());
        if (copied.unread != null) {
            ledger.unknown(LedgerItem.SHARES, "of the copy: " + copied.unread);
        }
        shares.byTag.forEach((tag, id) -> {
            if (copied.byTag.containsKey(tag)) {
                ledger.changed(LedgerItem.SHARES, id, copied.byTag.get(tag));
            } else if (copied.unread == null) {
                ledger.lost(LedgerItem.SHARES, loss(tag, id, servers.target().cloud()));
            }
        });
    }

    /** Why the source's server must not be deleted yet, which would detach its shares. */
    static List<String> against(Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        List<String> against = new ArrayList<>();
        AttachedShares shares = of(server, source);
        if (shares.byTag.isEmpty() || Accepted.of(server).contains(LedgerItem.SHARES.word())) {
            return against;
        }
        AttachedShares copied = of(copy, target);
        shares.byTag.forEach((tag, id) -> {
            if (!copied.byTag.containsKey(tag)) {
                against.add("has " + shown(tag, id) + ", and "
                        + copied.missing(target.cloud(), copy, tag)
                        + "; or detach this one: openstack server remove share " + server.id() + " " + id + ")");
            }
        });
        return against;
    }

    private String missing(Cloud cloud, Resource copy, String tag) {
        if (unread != null) {
            return "nobody knows whether its copy has one with that tag (" + unread;
        }
        return "its copy has none with that tag ("
                + (attaches(cloud) ? "attach one, while the copy is off: " + command(copy.id(), tag) : refusal(cloud));
    }

    private static boolean attaches(Cloud cloud) {
        return cloud.supports(Service.COMPUTE, FIRST);
    }

    private static String refusal(Cloud target) {
        return "the Compute API of " + target.name() + " attaches shares from " + FIRST + " on";
    }

    private static String shown(String tag, String id) {
        return "share " + id + " with tag " + tag;
    }

    private static String command(String copy, String tag) {
        return "openstack server add share " + copy + " <share> --tag " + tag;
    }

    private static AttachedShares of(Resource server, CloudInventory inventory) {
        return attaches(inventory.cloud())
                ? inventory.fact(List.of(AttachedShares.class, server.id()), () -> read(server, inventory.cloud()))
                : new AttachedShares(Map.of(), null);
    }

    private static AttachedShares read(Resource server, Cloud cloud) {
        Map<String, String> byTag = new LinkedHashMap<>();
        Request list = Request.get(Service.COMPUTE, "/servers/" + Request.segment(server.id()) + "/shares")
                .microversion(FIRST);
        String unread = null;
        try {
            for (ObjectNode share : ReadRefusal.noneIfUnserved(() -> cloud.list(list, "shares", "/share_id"))) {
                byTag.put(Json.text(share, "tag"), Json.text(share, "share_id"));
            }
        } catch (CloudException.MissingRight e) {
            // An Epoxy without the later default of this policy refuses administrators who are not in the project. Nova
            // attaches only what Manila has: without one nothing is unknown.
            unread = cloud.has(Service.SHARE)
                    ? cloud.name() + " does not show them to this account: policy " + POLICY
                    : null;
        } catch (CloudException e) {
            ReadRefusal.passOnOfTheCloud(e);
            unread = "not read: " + e.getMessage();
        }
        return new AttachedShares(byTag, unread);
    }
}
