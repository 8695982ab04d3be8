package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A machine as Fuel knows it. Its id is not the machine's: it changes when the machine leaves an environment and is
 * discovered anew, and so do {@code name}, {@code hostname} and {@code fqdn}. The set of MACs stays.
 *
 * @param id its number
 * @param name what the web interface shows, {@code Untitled (xx:yy)} until renamed
 * @param hostname the name that it gets when deployed; null before Fuel 7.0
 * @param fqdn the full name, also nova's name of the compute host once deployed; null where Fuel does not say
 * @param ip its address in the Admin network; null when unknown
 * @param macs of all its interfaces, lower case
 * @param serial of the system; null when the hardware does not say
 * @param uuid of the system, lower case; null when the hardware does not say
 * @param status {@code discover}, {@code provisioning}, {@code provisioned}, {@code deploying}, {@code ready},
 *     {@code error}, {@code removing}, {@code stopped}
 * @param online whether its agent reported within the last three minutes
 * @param progress 0 to 100, of what {@code status} says
 * @param environment null when it is in none
 * @param group the node group (rack); null before Fuel 6.0 and outside an environment
 * @param roles those that it has
 * @param pendingRoles those that it will get
 * @param pendingAddition whether it waits for its first deployment
 * @param pendingDeletion whether the next deployment of changes erases it
 * @param errorType {@code deploy}, {@code provision}, {@code deletion}, {@code discover}, {@code stop_deployment}; null
 *     when none. It may stay set after a reset, so {@code status} decides
 * @param meta the hardware: {@code disks}, {@code interfaces}, {@code system}, {@code memory}, {@code cpu}
 */
public record Node(
        int id,
        String name,
        String hostname,
        String fqdn,
        String ip,
        Set<String> macs,
        String serial,
        String uuid,
        String status,
        boolean online,
        int progress,
        Integer environment,
        Integer group,
        Set<String> roles,
        Set<String> pendingRoles,
        boolean pendingAddition,
        boolean pendingDeletion,
        String errorType,
        JsonNode meta) {

    /** Makes the sets immutable. */
    public Node {
        macs = Set.copyOf(macs);
        roles = Set.copyOf(roles);
        pendingRoles = Set.copyOf(pendingRoles);
    }

    /** Reads an entry of {@code GET /nodes}. */
    public static Node of(JsonNode json) {
        JsonNode meta = json.path("meta");
        Set<String> macs = new TreeSet<>();
        macs.add(json.path("mac").asText().toLowerCase(Locale.ROOT));
        meta.path("interfaces").forEach(nic -> macs.add(nic.path("mac").asText().toLowerCase(Locale.ROOT)));
        macs.remove("");
        String uuid = text(meta.path("system"), "uuid");
        return new Node(
                json.path("id").asInt(),
                json.path("name").asText(""),
                text(json, "hostname"),
                text(json, "fqdn"),
                text(json, "ip"),
                macs,
                text(meta.path("system"), "serial"),
                uuid == null ? null : uuid.toLowerCase(Locale.ROOT),
                json.path("status").asText(),
                json.path("online").asBoolean(),
                json.path("progress").asInt(),
                number(json, "cluster"),
                number(json, "group_id"),
                texts(json.path("roles")),
                texts(json.path("pending_roles")),
                json.path("pending_addition").asBoolean(),
                json.path("pending_deletion").asBoolean(),
                text(json, "error_type"),
                meta);
    }

    private static String text(JsonNode json, String field) {
        String text = json.path(field).asText(null);
        return text == null || text.isBlank() || json.path(field).isNull() ? null : text.strip();
    }

    private static Integer number(JsonNode json, String field) {
        return json.path(field).isNumber() ? json.path(field).asInt() : null;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /**
     * Whether a deployment of its environment's changes would change it. Not so of a node in no environment, although
     * 6.1 goes on calling one an addition that was unassigned before it was deployed.
     */
    public boolean isPending() {
        return environment != null && (pendingAddition || pendingDeletion || !pendingRoles.isEmpty());
    }

    /**
     * Whether a deployment of its environment's changes works on it although nothing of it is pending: before 9.0 one
     * that failed is installed or deployed again, and one that was only installed is deployed (fuel-web 6.0,
     * {@code needs_reprovision}, {@code needs_redeploy}).
     */
    public boolean isTakenUpByChanges() {
        return environment != null && !pendingDeletion && (status.equals("error") || status.equals("provisioned"));
    }

    /**
     * Whether nothing was ever installed on it for its environment, so that a provisioning erases nothing of the
     * environment's.
     */
    public boolean isFresh() {
        return pendingAddition || !pendingRoles.isEmpty() && roles.isEmpty();
    }

    /** Whether its deployment begins with a provisioning, which erases its disks. */
    public boolean isToBeProvisioned() {
        return isFresh() || hasFailedInProvisioning();
    }

    boolean hasFailedInProvisioning() {
        return status.equals("error") && "provision".equals(errorType);
    }

    /** How messages call it: {@code node-5 ("Untitled (03:00)", ready, offline)}. */
    public String described() {
        return "node-" + id + " (\"" + name + "\", " + status + (online ? "" : ", offline") + ")";
    }

    /** Such as {@code node 5 "Untitled (03:00)"}. */
    @Override
    public String toString() {
        return "node " + id + " \"" + name + "\"";
    }
}
