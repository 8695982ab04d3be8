package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Selection;
import java.util.List;
import java.util.Optional;

/** Which servers of the source an operator means: of a project, of a hypervisor, named; these narrow each other. */
final class ServerSelection {
    /** No field of Nova's: the host on which a named server was expected. */
    private static final String ELSEWHERE = "pumphouse:not_on";

    private ServerSelection() {}

    static List<Resource> of(Selection selection, Inventory source) {
        Scope scope = source.scope(selection);
        String host = selection.host() == null ? null : Hypervisors.host(source, selection.host());
        selection.instances().forEach(name -> checkIsNoHost(name, scope, source));
        if (!selection.instances().isEmpty()) {
            return selection.instances().stream()
                    .map(name -> source.named(ServerType.KIND, name, scope))
                    .map(server -> host == null || host.equals(ServerType.host(server)) ? server : elsewhere(server, host))
                    .toList();
        }
        return source.list(ServerType.KIND, scope).stream()
                .filter(server -> host == null || host.equals(ServerType.host(server)))
                .toList();
    }

    private static void checkIsNoHost(String name, Scope scope, Inventory source) {
        if (source.candidates(ServerType.KIND, scope).called(name).isEmpty() && Hypervisors.isOne(source, name)) {
            throw new MigrationException("No server \"" + name + "\" in " + source.cloud().name() + ", but a hypervisor of that name: host: '"
                    + name + "' means all servers on it.");
        }
    }

    /** Stands for a server that is named and not on the named host, so that the operator hears of it. */
    private static Resource elsewhere(Resource server, String host) {
        return new Resource(ServerType.KIND, server.id(), server.name(), server.json().deepCopy().put(ELSEWHERE, host));
    }

    /** Why a named server is not meant; empty when it is. */
    static Optional<String> missed(Resource server) {
        return Optional.ofNullable(server.text(ELSEWHERE)).map(host -> "is on " + ServerType.host(server) + ", not on " + host);
    }
}
