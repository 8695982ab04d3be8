package io.jenkins.plugins.pumphouse.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * One cloud, opened with one user. Thread-safe and meant to be shared; nothing of it hangs on the calling thread. Every call
 * answers to {@link Thread#interrupt()} with a {@link java.util.concurrent.CancellationException}, the flag set again.
 */
public final class Cloud implements AutoCloseable {

    private final CloudAccess access;
    private final RequestCount requests = new RequestCount();

    private Cloud(CloudAccess access) {
        this.access = access;
    }

    /**
     * Discovers the version of Keystone where the URL has none, and authenticates.
     *
     * @throws CloudException in one sentence what is wrong and what to do
     */
    public static Cloud open(CloudAccess access) {
        return new Cloud(access);
    }

    /** What the operator calls the cloud. */
    public String name() {
        return access.name();
    }

    public CloudAccess access() {
        return access;
    }

    /** Whether Keystone is spoken to in the v2.0 dialect ({@code /tenants}, {@code /OS-KSADM/roles}). */
    public boolean identityV2() {
        throw pending();
    }

    /** Who the current token belongs to. */
    public Caller caller() {
        throw pending();
    }

    /**
     * The same user in another project, with a token of its own (asked for at the first call). Shares connections, bounds and
     * counters; closing it does nothing.
     */
    public Cloud as(String projectId) {
        throw pending();
    }

    /** Whether the catalog has an address of the service in the access's region and interface. */
    public boolean has(Service service) {
        throw pending();
    }

    /** Whether the service knows the microversion; false where it has none or is missing. */
    public boolean supports(Service service, String microversion) {
        throw pending();
    }

    /** Aliases of Neutron's extensions, read once. */
    public Set<String> networkExtensions() {
        throw pending();
    }

    /** The body of a GET. */
    public ObjectNode get(Service service, String path) {
        return send(Request.get(service, path)).json();
    }

    /** All objects of a list, every page of it. */
    public List<ObjectNode> list(Service service, String path, String key) {
        return list(Request.get(service, path), key);
    }

    /**
     * All objects of a list, every page of it.
     *
     * @param key the name of the list in the body, such as {@code servers}
     */
    public List<ObjectNode> list(Request get, String key) {
        throw pending();
    }

    /**
     * Sends one call, repeated where that is safe.
     *
     * @throws CloudException when the service refused (any status from 400) or could not be reached
     */
    public Response send(Request request) {
        throw pending();
    }

    /** Begins to read the bytes of an image. */
    public Download download(String imageId) {
        throw pending();
    }

    /**
     * Sends the bytes of an image in constant memory. It is never repeated: a failure leaves the image in {@code saving} or
     * {@code queued} and the caller decides.
     */
    public void upload(String imageId, InputStream bytes) {
        throw pending();
    }

    /** Live counters, shared by all that {@link #as} returned. */
    public RequestCount requests() {
        return requests;
    }

    /** Ends the calls that are under way and drops the connections. */
    @Override
    public void close() {}

    private static IllegalStateException pending() {
        return new IllegalStateException("not connected");
    }
}
