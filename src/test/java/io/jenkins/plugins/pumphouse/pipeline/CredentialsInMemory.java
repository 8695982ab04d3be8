package io.jenkins.plugins.pumphouse.pipeline;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.util.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.springframework.security.core.Authentication;

/** Jenkins' credentials store for tests and the demo: put credentials in, clear it at the end. */
@Extension
public final class CredentialsInMemory extends CredentialsProvider {
    private static final Map<String, Credentials> STORE = new ConcurrentHashMap<>();

    /** Stores a username with password. */
    public static void addLogin(String id, String username, String password) {
        STORE.put(id, new Login(id, username, Secret.fromString(password)));
    }

    /** Stores a secret text. */
    public static void addText(String id, String secret) {
        STORE.put(id, new Text(id, Secret.fromString(secret)));
    }

    public static void clear() {
        STORE.clear();
    }

    @Override
    @SuppressWarnings("rawtypes") // as the provider's method is declared
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type,
            ItemGroup itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        return STORE.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private record Login(String id, String username, Secret password) implements StandardUsernamePasswordCredentials {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public CredentialsScope getScope() {
            return CredentialsScope.GLOBAL;
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public Secret getPassword() {
            return password;
        }

        @Override
        public Descriptor<Credentials> getDescriptor() {
            throw new IllegalStateException("Credentials in memory have no form");
        }
    }

    private record Text(String id, Secret secret) implements StringCredentials {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public CredentialsScope getScope() {
            return CredentialsScope.GLOBAL;
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public Secret getSecret() {
            return secret;
        }

        @Override
        public Descriptor<Credentials> getDescriptor() {
            throw new IllegalStateException("Credentials in memory have no form");
        }
    }
}
