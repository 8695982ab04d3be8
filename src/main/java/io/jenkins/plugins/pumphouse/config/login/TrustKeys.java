package io.jenkins.plugins.pumphouse.config.login;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigKey;
import io.jenkins.plugins.pumphouse.config.yaml.Mistakes;
import io.jenkins.plugins.pumphouse.config.yaml.Values;

/**
 * The keys that say which certificates are believed.
 *
 * @param caCert the authority's own certificate
 * @param insecure or any
 */
public record TrustKeys(ConfigKey<String> caCert, ConfigKey<Boolean> insecure) {

    /** The defaults that remain beside what is said: one answer to the question whom to believe overrules the other. */
    public Values remaining(Values defaults, Values values) {
        return values.hasAny(caCert, insecure) ? defaults.without(caCert, insecure) : defaults;
    }

    /**
     * Refuses both together, warns of anyone being believed.
     *
     * @param whose whose authority could be named instead: {@code the cloud's}
     */
    public void check(Values values, String subject, String whose, Mistakes mistakes, Mistakes warnings) {
        if (!values.orElse(insecure, false)) {
            return;
        }
        if (values.has(caCert)) {
            mistakes.add(
                    values.at(insecure),
                    subject + " has \"" + caCert.name() + "\" and \"" + insecure.name()
                            + ": true\", which ignores it; keep \"" + caCert.name() + "\"");
        } else {
            warnings.addOnce(
                    values.at(insecure),
                    subject + " is \"" + insecure.name()
                            + "\": anyone on the network path can read and change everything;" + " name " + whose
                            + " own authority instead: " + caCert.name() + ": <file>");
        }
    }
}
