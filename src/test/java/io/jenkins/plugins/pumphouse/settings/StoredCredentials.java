package io.jenkins.plugins.pumphouse.settings;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.util.Secret;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.springframework.security.core.Authentication;

/** The credentials that Jenkins keeps, as far as the specifications in this package put any there. */
@Extension
public class StoredCredentials extends CredentialsProvider {
    private static final List<StandardCredentials> ALL = new CopyOnWriteArrayList<>();
    private static final List<StandardCredentials> SYSTEM = new CopyOnWriteArrayList<>();
    private static final Map<StandardCredentials, ItemGroup<?>> FOLDERS = new ConcurrentHashMap<>();
    private static final Map<StandardCredentials, String> DOMAINS = new ConcurrentHashMap<>();

    public static void add(StandardCredentials credentials) {
        ALL.add(credentials);
    }

    /** Credentials that only a folder has. */
    public static void addIn(ItemGroup<?> folder, StandardCredentials credentials) {
        FOLDERS.put(credentials, folder);
        ALL.add(credentials);
    }

    /** Credentials in a domain that is restricted to a beginning of addresses. */
    static void addFor(String beginning, StandardCredentials credentials) {
        DOMAINS.put(credentials, beginning);
        ALL.add(credentials);
    }

    /** Credentials for Jenkins itself, which its own pages see and no build. */
    public static void addForJenkins(StandardCredentials credentials) {
        SYSTEM.add(credentials);
        ALL.add(credentials);
    }

    public static void clear() {
        ALL.clear();
        SYSTEM.clear();
        DOMAINS.clear();
        FOLDERS.clear();
    }

    /** As in Jenkins: a restriction counts only where the question says what it is for. */
    private static boolean covers(StandardCredentials credentials, List<DomainRequirement> requirements) {
        String beginning = DOMAINS.get(credentials);
        return beginning == null
                || requirements.stream()
                        .allMatch(requirement -> requirement.toString().startsWith(beginning));
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type, ItemGroup group, Authentication authentication, List<DomainRequirement> requirements) {
        return ALL.stream()
                .filter(one -> covers(one, requirements))
                .filter(one -> FOLDERS.getOrDefault(one, group) == group)
                .filter(one -> group == Jenkins.get() || one.getScope() != CredentialsScope.SYSTEM)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private abstract static class Stored implements StandardCredentials {
        private static final long serialVersionUID = 1L;
        private final String id;

        Stored(String id) {
            this.id = id;
        }

        @Override
        public String getId() {
            return id;
        }

        @Override
        public CredentialsScope getScope() {
            return SYSTEM.contains(this) ? CredentialsScope.SYSTEM : CredentialsScope.GLOBAL;
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public Descriptor<Credentials> getDescriptor() {
            throw new IllegalStateException("no form in tests");
        }
    }

    public static final class Account extends Stored implements StandardUsernamePasswordCredentials {
        private static final long serialVersionUID = 1L;
        private final String username;
        private final String password;

        public Account(String id, String username, String password) {
            super(id);
            this.username = username;
            this.password = password;
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public Secret getPassword() {
            return Secret.fromString(password);
        }
    }

    public static final class SecretText extends Stored implements StringCredentials {
        private static final long serialVersionUID = 1L;
        private final String text;

        public SecretText(String id, String text) {
            super(id);
            this.text = text;
        }

        @Override
        public Secret getSecret() {
            return Secret.fromString(text);
        }
    }

    static final class SshKey extends Stored {
        private static final long serialVersionUID = 1L;

        SshKey(String id) {
            super(id);
        }
    }
}
