package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which servers of the source an operator means: of a project, of a hypervisor, named, not excluded; these narrow each
 * other.
 */
public final class ServerSelection {
    /** No field of Nova's: the host on which a named server was expected. */
    private static final String ELSEWHERE = "pumphouse:not_on";

    /** No field of Nova's either: the cloud that a named server is gone from. */
    private static final String GONE = "pumphouse:gone";

    private ServerSelection() {}

    /**
     * @throws MigrationException when a name or pattern means no server, a name more than one, or all that are named
     *     are excluded
     */
    public static List<Resource> of(Selection selection, CloudInventory source) {
        Scope scope = source.scope(selection);
        String host = selection.host() == null ? null : Hypervisors.host(source, selection.host());
        Map<String, Resource> meant = new LinkedHashMap<>();
        for (ServerName name : ServerName.of(selection.instances())) {
            named(name, scope, selection, host, source).forEach(server -> meant.putIfAbsent(server.id(), server));
        }
        Collection<Resource> all = !selection.instances().isEmpty()
                ? meant.values()
                : source.list(Kind.SERVER, scope).stream()
                        .filter(server -> isOn(host, server))
                        .toList();
        ServerExclusions.check(selection, scope, source, List.of());
        List<Resource> left = all.stream()
                .filter(server -> !ServerExclusions.isExcluded(selection, server))
                .toList();
        if (left.isEmpty() && !meant.isEmpty()) {
            throw new MigrationException("No server is left: all " + meant.size()
                    + " that instances names are excluded. Take one out of exclude: "
                    + String.join(", ", selection.exclude())
                    + ".");
        }
        return left;
    }

    private static List<Resource> named(
            ServerName name, Scope scope, Selection selection, String host, CloudInventory source) {
        if (!name.isPattern()) {
            if (selection.goneToo()
                    && source.candidates(Kind.SERVER, scope).called(name.text()).isEmpty()) {
                return List.of(gone(name.text(), source));
            }
            checkIsNoHost(name.text(), scope, source);
            Resource server = source.named(Kind.SERVER, name.text(), scope);
            return List.of(isOn(host, server) ? server : elsewhere(server, host));
        }
        List<Resource> matching =
                source.list(Kind.SERVER, scope).stream().filter(name::means).toList();
        if (matching.isEmpty()) {
            throw nothingMatches(name, scope, source);
        }
        List<Resource> on =
                matching.stream().filter(server -> isOn(host, server)).toList();
        return on.isEmpty()
                ? matching.stream().map(server -> elsewhere(server, host)).toList()
                : on;
    }

    public static MigrationException nothingMatches(ServerName pattern, Scope scope, CloudInventory source) {
        return new MigrationException("No server matches the pattern \"" + pattern.text() + "\" in "
                + source.cloud().name() + ". Correct it: * stands for any characters. "
                + source.names(Kind.SERVER, scope));
    }

    public static boolean isOn(String host, Resource server) {
        return host == null || host.equals(NovaServer.host(server));
    }

    private static void checkIsNoHost(String name, Scope scope, CloudInventory source) {
        if (source.candidates(Kind.SERVER, scope).called(name).isEmpty() && Hypervisors.isOne(source, name)) {
            throw new MigrationException(
                    "No server \"" + name + "\" in " + source.cloud().name()
                            + ", but a hypervisor of that name. Write host: '" + name + "' to name all servers on it.");
        }
    }

    /** Stands for a server that is named and not on the named host, so that the operator hears of it. */
    private static Resource elsewhere(Resource server, String host) {
        return new Resource(
                Kind.SERVER,
                server.id(),
                server.name(),
                server.json().deepCopy().put(ELSEWHERE, host));
    }

    private static Resource gone(String id, CloudInventory source) {
        return new Resource(
                Kind.SERVER,
                id,
                id,
                Json.object()
                        .put("id", id)
                        .put("status", "gone")
                        .put(GONE, source.cloud().name()));
    }

    /** Why a named server is not meant; empty when it is. */
    public static Optional<String> missed(Resource server) {
        if (server.text(GONE) != null) {
            return Optional.of("is not on " + server.text(GONE) + " any more: name it no longer");
        }
        return Optional.ofNullable(server.text(ELSEWHERE))
                .map(host -> "is on " + NovaServer.host(server) + ", not on " + host);
    }

    /** What tells servers of one name apart: id, project and host. */
    public static String distinction(Resource resource, CloudInventory inventory) {
        String project = inventory
                .find(Kind.PROJECT, resource.text("tenant_id"))
                .map(Resource::name)
                .orElse(resource.text("tenant_id"));
        return resource.id() + ", tenant " + project
                + (NovaServer.host(resource) == null ? "" : ", " + NovaServer.host(resource));
    }
}
