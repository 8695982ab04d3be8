package io.jenkins.plugins.pumphouse.settings;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.AbortException;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.pumphouse.login.Login;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Logins that Jenkins keeps for what the configuration names: clouds, Fuel, BMCs and switches. */
final class StoredLogin {
    /** Which kinds of credentials fit. */
    enum Kind {
        ACCOUNT("\"Username with password\""),
        ACCOUNT_OR_TOKEN("\"Username with password\", or \"Secret text\" for a token"),
        ACCOUNT_OR_COMMUNITY("\"Username with password\", or \"Secret text\" for a community"),
        SECRET("\"Secret text\"");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private StoredLogin() {}

    /**
     * Looks credentials up, and records that the build used them.
     *
     * @param id of the credentials
     * @param owner what they are for, for messages: {@code the BMC of host "cmp-12"}
     * @param uri the address that they are for, which the domain of the credentials may ask for
     * @param kind what is needed, for messages
     * @param run the build on whose behalf, which decides which credentials are visible; null for an administrator who
     *     tests
     * @param folder whose credentials an administrator tests with; null for those of Jenkins itself
     * @throws AbortException if there are no such credentials for that build, or they are of a kind that Pumphouse does
     *     not take
     */
    static Login find(String id, String owner, String uri, Kind kind, Run<?, ?> run, ItemGroup<?> folder)
            throws AbortException {
        List<DomainRequirement> address = URIRequirementBuilder.fromUri(uri).build();
        StandardCredentials credentials = run == null
                ? CredentialsProvider.findCredentialByIdInItemGroup(
                        id, StandardCredentials.class, folder == null ? Jenkins.get() : folder, ACL.SYSTEM2, address)
                : CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, address);
        if (credentials == null) {
            throw new AbortException("No credentials \"" + id + "\" for " + owner + ". Add them as " + kind.words
                    + ", in Jenkins' global credentials or in a folder of this job; if they exist, their"
                    + " domain may not cover that address, or their scope is \"System\", which no build can use.");
        }
        if (credentials.getScope() == CredentialsScope.SYSTEM) {
            throw new AbortException("Credentials \"" + id + "\" for " + owner
                    + " have the scope \"System\", so no build can use them. Give them the scope \"Global\".");
        }
        if (run != null) {
            // The lookup itself leaves no trace of the use except for credentials that are parameters of the build.
            CredentialsProvider.track(run, credentials);
        }
        if (credentials instanceof StandardUsernamePasswordCredentials account) {
            return Login.withPassword(
                    account.getUsername(), account.getPassword().getPlainText());
        }
        if (credentials instanceof StringCredentials token) {
            return Login.withToken(token.getSecret().getPlainText());
        }
        throw new AbortException("Credentials \"" + id + "\" for " + owner + " are "
                + credentials.getClass().getSimpleName() + "; what fits is " + kind.words + ".");
    }
}
