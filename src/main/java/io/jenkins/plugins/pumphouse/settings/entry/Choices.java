package io.jenkins.plugins.pumphouse.settings.entry;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** What drop-down lists of the settings offer. */
public final class Choices {
    static final List<Class<? extends StandardCredentials>> ACCOUNT =
            List.of(StandardUsernamePasswordCredentials.class);
    static final List<Class<? extends StandardCredentials>> SECRET = List.of(StringCredentials.class);
    static final List<Class<? extends StandardCredentials>> ACCOUNT_OR_SECRET =
            List.of(StandardUsernamePasswordCredentials.class, StringCredentials.class);

    /** Jenkins itself would see those of the scope System, too, which no build can use. */
    private static final CredentialsMatcher FOR_BUILDS =
            CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM));

    private Choices() {}

    /**
     * An empty choice for the default, then the words; without the right to change settings, only what is chosen
     * already.
     *
     * @param item see {@link SettingsForm#hasPermission}
     * @param chosen what the form has now; stays on offer, since the browser would otherwise choose the first item
     *     unasked. Jenkins sends it under the name of the field and under no other. Null or empty for none
     */
    public static ListBoxModel of(Item item, String chosen, String... words) {
        ListBoxModel items = new ListBoxModel();
        items.add("", "");
        Set<String> offered = new LinkedHashSet<>();
        if (SettingsForm.hasPermission(item)) {
            offered.addAll(List.of(words));
        }
        if (Util.fixEmptyAndTrim(chosen) != null) {
            offered.add(chosen);
        }
        offered.forEach(items::add);
        return items;
    }

    /**
     * The credentials of these kinds that a folder sees, or Jenkins' global ones; for who may not change settings only
     * what is chosen already.
     *
     * @param item as above
     * @param chosen id that the form has now, as above; null or empty for none
     */
    static ListBoxModel credentials(Item item, String chosen, List<Class<? extends StandardCredentials>> kinds) {
        StandardListBoxModel items = new StandardListBoxModel();
        items.includeEmptyValue();
        if (SettingsForm.hasPermission(item)) {
            addStored(items, item, kinds);
        }
        items.includeCurrentValue(Util.fixNull(chosen));
        return items;
    }

    /**
     * Tells of chosen credentials that {@link #credentials} would not offer by itself: as they are chosen they stay in
     * the list, where Jenkins calls them no more than current.
     *
     * @param chosen id; null or empty for none, which is correct
     */
    static FormValidation check(Item item, String chosen, List<Class<? extends StandardCredentials>> kinds) {
        String id = Util.fixEmptyAndTrim(chosen);
        if (id == null || !SettingsForm.hasPermission(item)) {
            return FormValidation.ok();
        }
        StandardListBoxModel items = new StandardListBoxModel();
        addStored(items, item, kinds);
        List<ListBoxModel.Option> stored = items;
        return stored.stream().anyMatch(option -> option.value.equals(id))
                ? FormValidation.ok()
                : FormValidation.warning(Messages.text("check.credentials", id));
    }

    private static void addStored(
            StandardListBoxModel items, Item item, List<Class<? extends StandardCredentials>> kinds) {
        ItemGroup<?> place = item instanceof ItemGroup<?> folder ? folder : Jenkins.get();
        kinds.forEach(kind -> items.includeMatchingAs(ACL.SYSTEM2, place, kind, List.of(), FOR_BUILDS));
    }
}
