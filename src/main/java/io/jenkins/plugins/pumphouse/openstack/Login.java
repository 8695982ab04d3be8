package io.jenkins.plugins.pumphouse.openstack;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.openstack4j.api.OSClient;
import org.openstack4j.api.client.IOSClientBuilder;
import org.openstack4j.core.transport.Config;
import org.openstack4j.model.common.Identifier;
import org.openstack4j.openstack.OSFactory;

/**
 * Logs in with openstack4j.
 *
 * <p>openstack4j binds what it logged in to to the thread, and later calls on that thread, for whatever cloud, would use
 * it. So each login has a thread of its own, and its session ends with that thread.
 */
final class Login {
    private final CloudAccess cloud;
    private final Wire wire;
    private final Discovery.Keystone keystone;

    Login(CloudAccess cloud, Wire wire, Discovery.Keystone keystone) {
        this.cloud = cloud;
        this.wire = wire;
        this.keystone = keystone;
    }

    /**
     * What a login gives.
     *
     * @param token   the token itself; a secret
     * @param expires by the clock of the cloud
     */
    record Granted(String token, Instant expires, Catalog catalog, Caller caller) {
        @Override
        public String toString() {
            return "Granted[" + caller + "]";
        }
    }

    /** Keystone's root, with the version. */
    String keystone() {
        return keystone.url();
    }

    /** @param projectId null for the project of the configuration */
    Granted in(String projectId) {
        return onItsOwnThread(() -> Connector.to(cloud, wire, () -> keystone.v2() ? v2(projectId) : v3(projectId)));
    }

    private Granted v3(String projectId) {
        IOSClientBuilder.V3 builder = OSFactory.builderV3().withConfig(Config.newConfig()).endpoint(keystone.url());
        if (cloud.username() == null) {
            builder.token(cloud.token());
        } else {
            builder.credentials(cloud.username(), cloud.password(), Identifier.byName(cloud.userDomain()));
        }
        if (projectId != null) {
            builder.scopeToProject(Identifier.byId(projectId));
        } else if (cloud.project() != null) {
            builder.scopeToProject(Identifier.byName(cloud.project()), Identifier.byName(cloud.projectDomain()));
        }
        OSClient.OSClientV3 client = builder.authenticate();
        var token = client.getToken();
        Set<String> roles = new LinkedHashSet<>();
        if (token.getRoles() != null) {
            token.getRoles().forEach(role -> roles.add(role.getName()));
        }
        if (token.getProject() == null) {
            throw new CloudException.WrongCredentials(cloud.name(), 0, "",
                    cloud.name() + " let " + cloud.who() + " in, but into no project. Name one: tenant in pumphouse.yaml.");
        }
        Caller caller = new Caller(token.getUser().getId(), token.getUser().getName(), token.getProject().getId(),
                token.getProject().getName(), roles);
        return new Granted(token.getId(), instant(token.getExpires()), Catalog.of(token), caller);
    }

    private Granted v2(String projectId) {
        IOSClientBuilder.V2 builder = OSFactory.builderV2().withConfig(Config.newConfig()).endpoint(keystone.url());
        if (cloud.username() == null) {
            builder.token(cloud.token());
        } else {
            builder.credentials(cloud.username(), cloud.password());
        }
        if (projectId != null) {
            builder.tenantId(projectId);
        } else {
            builder.tenantName(cloud.project());
        }
        var access = builder.authenticate().getAccess();
        Set<String> roles = new LinkedHashSet<>();
        access.getUser().getRoles().forEach(role -> roles.add(role.getName()));
        var token = (org.openstack4j.openstack.identity.v2.domain.KeystoneToken) access.getToken();
        if (token.getTenant() == null) {
            throw new CloudException.WrongCredentials(cloud.name(), 0, "",
                    cloud.name() + " let " + cloud.who() + " in, but into no tenant. Name one: tenant in pumphouse.yaml.");
        }
        Caller caller = new Caller(access.getUser().getId(), access.getUser().getName(), token.getTenant().getId(),
                token.getTenant().getName(), roles);
        return new Granted(token.getId(), instant(token.getExpires()), Catalog.of(access), caller);
    }

    private static Instant instant(Date date) {
        return date == null ? Instant.MAX : date.toInstant();
    }

    private static <T> T onItsOwnThread(Supplier<T> login) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(login.get());
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                },
                "pumphouse-login");
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CloudException told) {
                throw told;
            }
            throw new CompletionException(e.getCause());
        }
    }
}
