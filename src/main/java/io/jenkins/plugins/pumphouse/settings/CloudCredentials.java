package io.jenkins.plugins.pumphouse.settings;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.config.CloudSettings;
import io.jenkins.plugins.pumphouse.config.Login;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The login of a cloud, from the configuration or from the credentials that it names. */
final class CloudCredentials {
    private static final String EXPECTED = "\"Username with password\", or \"Secret text\" for a token";

    private CloudCredentials() {}

    /**
     * Looks up what to log in with, and records that the build used it.
     *
     * @param run the build on whose behalf; decides which credentials are visible
     * @throws AbortException if there are no such credentials for that build, or they are of a kind that no cloud takes
     */
    static Login login(CloudSettings cloud, Run<?, ?> run) throws AbortException {
        Optional<Login> literal = cloud.login();
        if (literal.isPresent()) {
            return literal.get();
        }
        StandardCredentials credentials = CredentialsProvider.findCredentialById(
                cloud.credentials(),
                StandardCredentials.class,
                run,
                URIRequirementBuilder.fromUri(cloud.authUrl()).build());
        if (credentials == null) {
            throw new AbortException("No credentials \"" + cloud.credentials() + "\" for cloud \"" + cloud.name()
                    + "\" (" + cloud.authUrl()
                    + "). Add them as " + EXPECTED + ", in Jenkins' global credentials or in a folder of this job"
                    + "; if they exist, their domain may not cover that address.");
        }
        // The lookup itself leaves no trace of the use except for credentials that are parameters of the build.
        CredentialsProvider.track(run, credentials);
        if (credentials instanceof StandardUsernamePasswordCredentials account) {
            return Login.withPassword(
                    account.getUsername(), account.getPassword().getPlainText());
        }
        if (credentials instanceof StringCredentials token) {
            return Login.withToken(token.getSecret().getPlainText());
        }
        throw new AbortException("Credentials \"" + cloud.credentials() + "\" for cloud \"" + cloud.name() + "\" are "
                + credentials.getClass().getSimpleName() + "; a cloud needs " + EXPECTED + ".");
    }
}
