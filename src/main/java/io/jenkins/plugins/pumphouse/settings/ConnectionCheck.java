package io.jenkins.plugins.pumphouse.settings;

import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Fuel;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.power.Bmc;
import io.jenkins.plugins.pumphouse.host.wiring.Switch;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import io.jenkins.plugins.pumphouse.migration.AccountRights;
import io.jenkins.plugins.pumphouse.migration.identity.database.KeystoneDatabase;
import io.jenkins.plugins.pumphouse.openstack.Caller;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Calls one cloud, Fuel, BMC or switch, and says in a line what it answered; throws what is wrong with it. */
final class ConnectionCheck {
    private static final Set<Service> MIGRATED = EnumSet.range(Service.IDENTITY, Service.PLACEMENT);

    private final SecretResolver secrets;

    ConnectionCheck(SecretResolver secrets) {
        this.secrets = secrets;
    }

    /** Something that works and is not enough. */
    static final class MissingRight extends Exception {
        private static final long serialVersionUID = 1L;

        MissingRight(String message) {
            super(message);
        }
    }

    /** Logs in, asks Nova once, and looks at the roles. */
    String cloud(CloudSettings settings) throws Exception {
        long began = System.nanoTime();
        try (Cloud cloud = Cloud.open(secrets.resolved(settings.access()))) {
            long login = millisecondsSince(began);
            Optional<String> missing = AccountRights.missingOn(cloud);
            long asked = System.nanoTime();
            if (cloud.has(Service.COMPUTE)) {
                cloud.get(Service.COMPUTE, "/limits");
            }
            String region = cloud.access().endpoints().region();
            String all = "Keystone " + (cloud.identityV2() ? "v2.0" : "v3") + ", user "
                    + cloud.caller().userName() + ", project " + cloud.caller().projectName() + ", roles "
                    + String.join(", ", new TreeSet<>(cloud.caller().roleNames())) + "; services "
                    + services(cloud, true) + without(cloud)
                    + (region == null ? "" : "; region " + region) + "; login " + login
                    + " ms, round trip " + millisecondsSince(asked) + " ms";
            if (missing.isPresent()) {
                throw new MissingRight(all + ". Not an administrator: " + missing.get());
            }
            return all;
        }
    }

    /**
     * Logs in as one of the users whom the migration may act as.
     *
     * @param user as {@code owners} has it
     */
    String owner(CloudSettings settings, String user) throws Exception {
        long began = System.nanoTime();
        CloudAccess access = secrets.resolved(settings.access());
        OwnerLogin owner = access.owner(user, user).orElseThrow();
        try (Cloud cloud = Cloud.open(access)) {
            Caller caller =
                    cloud.asOwner(owner, access.scope().userDomain(), null).caller();
            String all = "user " + caller.userName() + ", project " + caller.projectName() + ", roles "
                    + String.join(", ", new TreeSet<>(caller.roleNames())) + "; " + millisecondsSince(began) + " ms";
            if (!user.equalsIgnoreCase(caller.userName()) && !user.equals(caller.userId())) {
                throw new MissingRight(all + ". This is the login of another user: correct the credentials of \"" + user
                        + "\" in owners.");
            }
            return all;
        }
    }

    private static String without(Cloud cloud) {
        String missing = services(cloud, false);
        return missing.isEmpty() ? "" : " (the catalog has no " + missing + ")";
    }

    private static String services(Cloud cloud, boolean present) {
        return MIGRATED.stream()
                .filter(service -> cloud.has(service) == present)
                .map(service -> service.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /**
     * Whether the account may do what {@code pumpUsers passwords: 'hash'} needs.
     *
     * @param writes whether it is the database of a target
     */
    String database(CloudSettings settings, boolean writes) throws Exception {
        long began = System.nanoTime();
        return new KeystoneDatabase(secrets.resolved(settings.database())).check(writes) + "; "
                + millisecondsSince(began) + " ms";
    }

    /** The version, and the environment that hosts are to join. */
    String fuel(CloudSettings settings) throws Exception {
        long began = System.nanoTime();
        try (Fuel fuel = Fuel.open(secrets.resolved(settings.fuel()))) {
            List<Environment> environments = fuel.environments();
            String wanted = settings.fuel().environment();
            return fuel.version() + ", "
                    + (wanted != null
                            ? fuel.environment(wanted).toString()
                            : "environments: "
                                    + environments.stream()
                                            .map(Environment::name)
                                            .collect(Collectors.joining(", ")))
                    + "; " + millisecondsSince(began) + " ms";
        }
    }

    /** The state of the power, and that it is the BMC of the right host. */
    static String bmc(HostPlan plan) {
        long began = System.nanoTime();
        try (Bmc bmc = Bmc.open(plan.machine().bmc())) {
            String serial = bmc.identity().serial();
            if (plan.machine().serial() != null
                    && serial != null
                    && !plan.machine().serial().equals(serial)) {
                throw new ConfigurationException("it manages the server hardware " + serial + ", not "
                        + plan.machine().serial() + ". Correct its address or the serial number of the host.");
            }
            return "power " + bmc.power().name().toLowerCase(Locale.ROOT)
                    + (serial == null ? ", serial number not told" : ", serial number " + serial) + "; "
                    + millisecondsSince(began) + " ms";
        }
    }

    /** The VLANs of a host's ports. */
    static String ports(HostPlan plan) {
        long began = System.nanoTime();
        try (Switch tor = Switch.open(plan.wiring().tor())) {
            return plan.wiring().ports().stream()
                            .map(port -> port + " in VLAN " + tor.accessVlan(port))
                            .collect(Collectors.joining(", "))
                    + "; " + millisecondsSince(began) + " ms";
        }
    }

    private static long millisecondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
