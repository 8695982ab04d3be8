package io.jenkins.plugins.pumphouse.config.login;

import io.jenkins.plugins.pumphouse.config.yaml.Form;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.ScalarForm;
import io.jenkins.plugins.pumphouse.config.yaml.Schema;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The certificate of a cloud's own authority: its PEM text in a block ({@code |}), or the path of a file with it. */
public final class CaCertForm implements Form<String> {
    private static final String ALLOWED =
            "the path of a PEM file relative to the configuration, or the PEM text itself behind \"|\"";

    private static final Form<String> PATH = new ScalarForm<>(ALLOWED, text -> {
        if (text.lines().count() != 1) {
            throw new ScalarForm.Unfit("this is neither");
        }
        return text.strip();
    });

    @Override
    public Schema schema() {
        return Schema.scalar(ALLOWED);
    }

    @Override
    public Optional<String> read(Node node, String subject, Mistakes mistakes) {
        if (!(node instanceof ScalarNode scalar) || !Trust.isPem(scalar.getValue())) {
            return PATH.read(node, subject, mistakes);
        }
        if (!Certificates.areReadable(scalar.getValue())) {
            mistakes.add(
                    node,
                    subject + " holds no readable certificate; it must be " + ALLOWED
                            + ", with its lines from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }
}
