package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.Silence;
import io.jenkins.plugins.pumphouse.openstack.CloudException.Details;
import java.net.URI;

/** Says in one sentence why no answer came from a cloud, and what to do about it. */
final class Trouble {

    private Trouble() {}

    /**
     * @param answeredBefore whether something at this address has answered before, so that the address itself is right
     */
    static CloudException.Unreachable of(
            CloudAccess access, CallInfo target, Unanswered unanswered, boolean answeredBefore) {
        URI uri = unanswered.uri();
        String call = target.method() + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
        String source = source(access, target, uri);
        Silence.Peer peer = new Silence.Peer("cloud", source, access.caCert() != null, access.timeout());
        String message = access.name() + ": no answer to " + call + ": "
                + Silence.reason(unanswered.getCause(), uri, peer)
                + (answeredBefore ? "" : Silence.tlsHint(unanswered.getCause(), uri, peer)) + doubt(target, unanswered);
        return new CloudException.Unreachable(
                message,
                new Details(
                        access.name(),
                        target.service(),
                        target.method(),
                        target.path(),
                        0,
                        "",
                        null,
                        unanswered.sent() && target.changes()));
    }

    private static String source(CloudAccess access, CallInfo target, URI uri) {
        if (Addresses.sameHost(access.authUrl(), uri)) {
            return "auth_url in pumphouse.yaml";
        }
        if (access.endpoints().containsKey(target.service())) {
            return target.service() + " of endpoints in pumphouse.yaml";
        }
        return target.service() == Service.IDENTITY
                ? "the adminURL of Keystone in the cloud's catalog, where alone v2.0 lists users and projects; if it"
                        + " has another address that this machine reaches, write that into pumphouse.yaml, for example"
                        + " endpoints: {identity: http://10.0.0.1:35357/v2.0}"
                : "the address comes from the cloud's catalog; endpoint_type chooses another, endpoints gives one";
    }

    private static String doubt(CallInfo target, Unanswered unanswered) {
        return unanswered.sent() && target.changes()
                ? " Whether the service did it is unknown: look before it is sent again."
                : "";
    }
}
