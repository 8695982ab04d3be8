package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.Permission;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Asks the providers that are extensions of the class path, as Jenkins does. */
@SuppressWarnings("rawtypes") // as the real signatures are
public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
        implements ExtensionPoint, Describable<CredentialsProvider> {
    public static final Permission USE_ITEM =
            Permission.fromId("com.cloudbees.plugins.credentials.CredentialsProvider.UseItem");

    public CredentialsProvider() {
        super(CredentialsProvider.class);
    }

    @Override
    public Descriptor<CredentialsProvider> getDescriptor() {
        return this;
    }

    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type,
            ItemGroup itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        return List.of();
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
            Class<C> type,
            ItemGroup itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        List<C> all = new ArrayList<>();
        for (CredentialsProvider provider : ExtensionList.lookup(CredentialsProvider.class)) {
            all.addAll(provider.getCredentialsInItemGroup(type, itemGroup, authentication, domainRequirements));
        }
        return all;
    }

    public static <C extends IdCredentials> C findCredentialById(
            String id, Class<C> type, Run<?, ?> run, List<DomainRequirement> domainRequirements) {
        C found = findCredentialByIdInItemGroup(id, type, Jenkins.get(), ACL.SYSTEM2, domainRequirements);
        return found == null || found.getScope() == CredentialsScope.SYSTEM ? null : found;
    }

    public static <C extends IdCredentials> C findCredentialByIdInItemGroup(
            String id,
            Class<C> type,
            ItemGroup<?> itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        return lookupCredentialsInItemGroup(type, itemGroup, authentication, domainRequirements).stream()
                .filter(credentials -> credentials.getId().equals(id))
                .findFirst()
                .orElse(null);
    }

    public static <C extends Credentials> C track(Run build, C credentials) {
        return credentials;
    }
}
