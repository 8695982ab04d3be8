package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.http.RetryPolicy;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One cloud, opened with one user. Thread-safe and meant to be shared; nothing depends on the calling thread. Every
 * call answers to {@link Thread#interrupt()} with a {@link java.util.concurrent.CancellationException}, the flag set
 * again.
 *
 * <p>At most eight requests are under way at a time; transfers of bytes come on top and are bounded by the caller.
 */
public final class Cloud implements AutoCloseable {

    // A list of 2000 pages takes some minutes; one that takes longer than 15 minutes, by default, does not end.
    private static final int LIST_TIMEOUTS = 15;

    private final CloudConnection connection;
    private final AuthenticatedClient client;
    private final boolean opened;

    private Cloud(CloudConnection connection, AuthenticatedClient client, boolean opened) {
        this.connection = connection;
        this.client = client;
        this.opened = opened;
    }

    /**
     * Discovers the version of Keystone where the URL has none, and authenticates.
     *
     * @throws CloudException in one sentence what is wrong and what to do
     */
    public static Cloud open(CloudAccess access) {
        return open(access, CloudHttp.usual(access));
    }

    static Cloud open(CloudAccess access, RetryPolicy retry) {
        CloudConnection connection = CloudConnection.open(access, retry);
        try {
            Cloud cloud = new Cloud(connection, connection.login(), true);
            // A mistake in the access must show now, not at the first call.
            cloud.caller();
            return cloud;
        } catch (RuntimeException e) {
            connection.http().close();
            throw e;
        }
    }

    /**
     * Lets something else answer for the network service, where the catalog has none.
     *
     * @param answers the body of a response; empty where a Neutron would find nothing
     */
    public void network(Function<Request, Optional<ObjectNode>> answers) {
        connection.network().set(answers);
    }

    /** What the operator calls the cloud. */
    public String name() {
        return connection.access().name();
    }

    /** The access that it was opened with. */
    public CloudAccess access() {
        return connection.access();
    }

    /** Whether Keystone is spoken to in the v2.0 dialect ({@code /tenants}, {@code /OS-KSADM/roles}). */
    public boolean identityV2() {
        return connection.keystone().isV2();
    }

    /**
     * Who the current token belongs to.
     *
     * @throws CloudException.WrongCredentials for a project of {@link #as} that the user has no role in
     */
    public Caller caller() {
        return client.token().caller();
    }

    /**
     * The same user in another project, with a token of its own (asked for at the first call). Shares connections,
     * bounds and counters; closing it does nothing.
     *
     * @param projectId the id of a project in which the user has a role
     */
    public Cloud as(String projectId) {
        return connection
                .projects()
                .computeIfAbsent(projectId, id -> new Cloud(connection, connection.loginTo(id), false));
    }

    /**
     * Another user, as {@link #as}.
     *
     * @param owner one of the access's
     * @param userDomain name or id of the user's domain; null means the default one
     * @param projectId the id of a project of the user; null for the one that the login brings along, or any
     * @throws CloudException.WrongCredentials for an application credential or a trust on a cloud with Keystone v2.0
     */
    public Cloud asOwner(OwnerLogin owner, String userDomain, String projectId) {
        return connection
                .projects()
                .computeIfAbsent(
                        owner.user() + ' ' + userDomain + ' ' + projectId,
                        key -> new Cloud(connection, connection.loginAs(owner, userDomain, projectId), false));
    }

    /**
     * Whether the catalog has an address of the service in the access's region and interface. One that cannot be used
     * counts, so that the next call says why, instead of treating the cloud as one without the service.
     */
    public boolean has(Service service) {
        Catalog catalog = client.token().catalog();
        Interface kind = access().endpoints().type();
        return service == Service.IDENTITY
                || service == Service.NETWORK && connection.network().get() != null
                || catalog.find(service, kind).isPresent()
                || catalog.isUnusable(service, kind);
    }

    /**
     * Whether another cloud is this one under another address of Keystone: both would call one and the same Nova, or
     * both catalogs have one Nova, by its id and its public address. Nothing is sent.
     *
     * @return why it is, as the end of a sentence; empty when it is not
     */
    public Optional<String> isSameAs(Cloud other) {
        Optional<String> place = client.place(Service.COMPUTE);
        if (place.isPresent() && place.equals(other.client.place(Service.COMPUTE))) {
            return Optional.of("both call the compute service at " + place.get());
        }
        Optional<String> id = client.token().catalog().id(Service.COMPUTE);
        return id.isPresent() && id.equals(other.client.token().catalog().id(Service.COMPUTE))
                ? Optional.of("both catalogs have the compute service " + id.get())
                : Optional.empty();
    }

    /** The path that a service's requests begin with, without host and ids: <code>/volume/v3/{project_id}</code>. */
    public String path(Service service) {
        return client.path(service);
    }

    /**
     * Whether the service knows the microversion; false where it has none or is missing.
     *
     * @param microversion for example {@code 2.10}
     */
    public boolean supports(Service service, String microversion) {
        return has(service) && client.supports(service, microversion);
    }

    /** Aliases of Neutron's extensions, read once. */
    public Set<String> networkExtensions() {
        Set<String> known = connection.networkExtensions().get();
        if (known == null) {
            // Read as a cloud without extensions, one whose answer is another would lose every mark that is a tag.
            known = list(Request.get(Service.NETWORK, "/extensions"), "extensions", "/alias").stream()
                    .map(extension -> extension.path("alias").asText())
                    .collect(Collectors.toUnmodifiableSet());
            connection.networkExtensions().set(known);
        }
        return known;
    }

    /** The body of a GET. */
    public ObjectNode get(Service service, String path) {
        return send(Request.get(service, path)).json();
    }

    /** All objects of a list, every page of it; see {@link #list(Request, String)}. */
    public List<ObjectNode> list(Service service, String path, String key) {
        return list(Request.get(service, path), key);
    }

    /**
     * All objects of a list, every page of it.
     *
     * @param key the name of the list in the body, such as {@code servers}
     * @throws CloudException.ServiceFault when the list cannot be read as a whole: cut by the service, or pages that
     *     repeat themselves
     */
    public List<ObjectNode> list(Request get, String key) {
        return paging().all(get, key);
    }

    private Paging paging() {
        return new Paging(name(), access().timeout().multipliedBy(LIST_TIMEOUTS), this::send);
    }

    /**
     * As {@link #list(Request, String)}, of objects that a service tells apart by something else than an id.
     *
     * @param name the JSON pointer of the field that tells them apart, such as {@code /zoneName}
     * @throws CloudException.ServiceFault also when one of them has no text in that field
     */
    public List<ObjectNode> list(Request get, String key, String name) {
        return paging().all(get, key, name);
    }

    /**
     * Sends one call, repeated where that is safe.
     *
     * @throws CloudException when the service refused (any status from 300) or could not be reached
     */
    public Response send(Request request) {
        var network =
                request.service() == Service.NETWORK ? connection.network().get() : null;
        return network == null ? client.send(request) : Response.of(name(), request, network.apply(request));
    }

    /**
     * Deletes what is at a path that can be read, too; see {@link #remove(Request, BooleanSupplier)}.
     *
     * @return false when it was gone before
     */
    public boolean remove(Request delete) {
        return remove(delete, () -> {
            send(delete.reading());
            return true;
        });
    }

    /**
     * Removes an object. One 404 is no proof that it is gone: it is looked for, and removed again when it is there.
     *
     * @param removal may be sent any number of times
     * @param isThere looks; a 404 of its own means no
     * @return false when it was gone before
     * @throws CloudException.NotFound when the service shows the object and does not find it for its removal
     */
    public boolean remove(Request removal, BooleanSupplier isThere) {
        return client.remove(removal, isThere);
    }

    /** Makes ready, beside what the caller does next, what {@link #download} and {@link #upload} need. */
    public void prepareTransfers() {
        connection.http().prepareTransfers();
    }

    /**
     * Begins to read the bytes of an image (Glance v2, {@code GET /images/{id}/file}).
     *
     * @throws CloudException.NotFound also when the image is there but has no bytes yet
     */
    public Download download(String imageId) {
        return client.download(imageId);
    }

    /**
     * Sends the bytes of an image in constant memory (Glance v2, {@code PUT /images/{id}/file}). It is never repeated:
     * a failure leaves the image in {@code saving} or {@code queued} and the caller decides. The stream is read in this
     * thread and not closed; what it throws comes out as it is, an {@link java.io.IOException} as
     * {@link java.io.UncheckedIOException}.
     *
     * @param length how many bytes there are; -1 when that is unknown. With it the service takes them more cheaply, and
     *     cannot take fewer for the whole
     */
    public void upload(String imageId, InputStream bytes, long length) {
        client.upload(imageId, bytes, length);
    }

    /** Live counters, shared by all that {@link #as} returned. */
    public RequestCount requests() {
        return connection.http().count();
    }

    /**
     * Ends the calls that are under way and drops the connections; a cloud of {@link #as} leaves that to the one it
     * came from.
     */
    @Override
    public void close() {
        if (opened) {
            connection.http().close();
        }
    }

    /** Name and address, without secrets. */
    @Override
    public String toString() {
        return name() + " at " + access().authUrl();
    }
}
