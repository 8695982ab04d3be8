package io.jenkins.plugins.pumphouse.settings;

import hudson.AbortException;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.config.ResolvedAccess;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import io.jenkins.plugins.pumphouse.login.DatabaseAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The edge: what the configuration refers to is looked up for one build, credentials in Jenkins and certificates in the
 * workspace. Every method throws {@link AbortException} if there are no such credentials, and
 * {@link ConfigurationException} if they or the certificate do not fit.
 */
final class SecretResolver {
    private final FoundConfiguration found;
    /** Null for an administrator who tests. */
    private final Run<?, ?> run;

    private final ItemGroup<?> folder;

    SecretResolver(FoundConfiguration found, Run<?, ?> run) {
        this.found = found;
        this.run = run;
        this.folder = null;
    }

    /** @param item a folder whose credentials are looked for, too; null for those of Jenkins itself */
    SecretResolver(FoundConfiguration found, Item item) {
        this.found = found;
        this.run = null;
        this.folder = VisibleConfigurations.groupOf(item);
    }

    CloudAccess resolved(CloudAccess cloud) throws IOException, InterruptedException {
        String caCert = found.caCert(ResolvedAccess.trustKey(cloud), cloud.trust());
        CloudAccess resolved = ResolvedAccess.of(
                cloud,
                found(
                        cloud.login(),
                        "cloud \"" + cloud.name() + "\" (" + cloud.authUrl() + ")",
                        cloud.authUrl(),
                        cloud.applicationCredential() == null
                                ? StoredLogin.Kind.ACCOUNT_OR_TOKEN
                                : StoredLogin.Kind.SECRET),
                caCert);
        List<OwnerLogin> owners = new ArrayList<>();
        for (OwnerLogin owner : cloud.owners()) {
            owners.add(resolved(cloud, owner));
        }
        return resolved.withOwners(owners);
    }

    private OwnerLogin resolved(CloudAccess cloud, OwnerLogin owner) throws AbortException {
        return owner.trust() != null
                ? owner
                : ResolvedAccess.of(
                        cloud,
                        owner,
                        found(
                                owner.login(),
                                "\"" + owner.user() + "\" in \"owners\" of cloud \"" + cloud.name() + "\" ("
                                        + cloud.authUrl() + ")",
                                cloud.authUrl(),
                                owner.applicationCredential() == null
                                        ? StoredLogin.Kind.ACCOUNT
                                        : StoredLogin.Kind.SECRET));
    }

    DatabaseAccess resolved(DatabaseAccess database) throws AbortException {
        return database.resolved(found(
                database.login(),
                "Keystone's database of cloud \"" + database.cloud() + "\" (" + database.uri() + ")",
                database.uri(),
                StoredLogin.Kind.ACCOUNT));
    }

    /** @param fuel null for none */
    FuelAccess resolved(FuelAccess fuel) throws IOException, InterruptedException {
        if (fuel == null) {
            return null;
        }
        Login login = found(
                fuel.login(),
                "Fuel of cloud \"" + fuel.name() + "\" (" + fuel.url() + ")",
                fuel.url(),
                StoredLogin.Kind.ACCOUNT);
        return ResolvedAccess.of(fuel, login, found.caCert(ResolvedAccess.trustKey(fuel), fuel.trust()));
    }

    BmcAccess resolved(BmcAccess bmc) throws IOException, InterruptedException {
        Login login = found(
                bmc.login(),
                "the BMC of host \"" + bmc.host() + "\" (" + bmc.address() + ")",
                bmc.uri(),
                StoredLogin.Kind.ACCOUNT);
        return ResolvedAccess.of(bmc, login, found.caCert(ResolvedAccess.trustKey(bmc), bmc.trust()));
    }

    SwitchAccess resolved(SwitchAccess tor) throws AbortException {
        String owner = "switch \"" + tor.name() + "\" (" + tor.address() + ")";
        Login login = found(tor.login(), owner, tor.uri(), StoredLogin.Kind.ACCOUNT_OR_COMMUNITY);
        Login privacy = tor.encryption() == null || tor.encryption().login() == null
                ? null
                : found(tor.encryption().login(), "the encryption of " + owner, tor.uri(), StoredLogin.Kind.SECRET);
        return ResolvedAccess.of(tor, login, privacy);
    }

    /** @param login null for a service without a login */
    private Login found(Login login, String owner, String uri, StoredLogin.Kind kind) throws AbortException {
        return login == null || !login.isStored()
                ? login
                : StoredLogin.find(login.credentials(), owner, uri, kind, run, folder);
    }
}
