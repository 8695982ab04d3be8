package io.jenkins.plugins.pumphouse.config;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Merge;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Scalars;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.config.yaml.Section;
import io.jenkins.plugins.pumphouse.config.yaml.SectionForm;
import io.jenkins.plugins.pumphouse.config.yaml.Values;
import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.OwnerLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * The value of {@code owners}: for each user of the cloud whom we may act as, how. Passwords and secrets are only ever
 * the ids of credentials.
 */
final class OwnersForm implements Form<List<OwnerLogin>> {
    private static final ConfigKey<String> CREDENTIALS =
            ConfigKey.of("credentials", Scalars.TEXT).commonMisnames("credentialsId", "credentials_id", "password");
    private static final ConfigKey<String> APPLICATION_CREDENTIAL_ID =
            ConfigKey.of("application_credential_id", Scalars.TEXT).commonMisnames("application_credential");
    private static final ConfigKey<String> TRUST_ID =
            ConfigKey.of("trust_id", Scalars.TEXT).commonMisnames("trust", "os_trust_id");

    private static final SectionForm OWNER =
            new SectionForm(Section.of(CREDENTIALS, APPLICATION_CREDENTIAL_ID, TRUST_ID), "{credentials: alice}");

    static final ConfigKey<List<OwnerLogin>> OWNERS =
            ConfigKey.of("owners", new OwnersForm()).commonMisnames("owner", "users", "logins");

    @Override
    public Schema schema() {
        return Schema.entries(OWNER.schema());
    }

    @Override
    public Optional<List<OwnerLogin>> read(Node node, String subject, Mistakes mistakes) {
        if (!(node instanceof MappingNode map) || !Form.isPlain(node)) {
            mistakes.add(
                    node, subject + " must be a map such as {alice: {credentials: alice}}, not " + Form.kind(node));
            return Optional.empty();
        }
        List<OwnerLogin> owners = new ArrayList<>();
        for (NodeTuple tuple : Merge.entries(map, mistakes)) {
            Optional<String> user = Scalars.TEXT.read(tuple.getKeyNode(), "a user in " + subject, mistakes);
            if (user.isEmpty()) {
                continue;
            }
            String entry = "\"" + user.get() + "\" of " + subject;
            if (owners.stream().anyMatch(owner -> owner.user().equalsIgnoreCase(user.get()))) {
                mistakes.add(tuple.getKeyNode(), entry + " is given twice; keep one");
                continue;
            }
            OWNER.read(tuple.getValueNode(), entry, mistakes)
                    .flatMap(values -> owner(user.get(), values, entry, mistakes))
                    .ifPresent(owners::add);
        }
        return Optional.of(owners);
    }

    private static Optional<OwnerLogin> owner(String user, Values values, String entry, Mistakes mistakes) {
        if (values.has(TRUST_ID) && values.hasAny(CREDENTIALS, APPLICATION_CREDENTIAL_ID)) {
            mistakes.add(
                    values.at(TRUST_ID),
                    entry + " has \"trust_id\" and another login; keep one of them. A trust needs none:"
                            + " the cloud's own account acts with it");
            return Optional.empty();
        }
        if (values.get(TRUST_ID) != null) {
            return Optional.of(OwnerLogin.withTrust(user, values.get(TRUST_ID)));
        }
        if (values.get(CREDENTIALS) == null) {
            if (!values.has(CREDENTIALS)) {
                mistakes.add(
                        values.node(),
                        entry + " says nothing to log in with; add \"credentials\" with the id of the user's name and"
                                + " password that Jenkins keeps, or of the secret of \"application_credential_id\","
                                + " or add \"trust_id\"");
            }
            return Optional.empty();
        }
        String id = values.get(APPLICATION_CREDENTIAL_ID);
        return Optional.of(new OwnerLogin(
                user,
                Login.stored(values.get(CREDENTIALS)),
                id == null ? null : new ApplicationCredential(id, null, null),
                null));
    }
}
