package io.jenkins.plugins.pumphouse.steps.resource;

import hudson.AbortException;
import hudson.Extension;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.options.Passwords;
import io.jenkins.plugins.pumphouse.steps.PumpDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code pumpUsers}: moves users, of one tenant or all. */
public final class PumpUsersStep extends TenantStep {
    private String choice = Passwords.Choice.DISABLED.word();

    @DataBoundConstructor
    public PumpUsersStep() {
        super(Verb.USERS);
    }

    public String getPasswords() {
        return choice;
    }

    /** @param passwords {@code disabled}, {@code generate} or {@code hash} */
    @DataBoundSetter
    public void setPasswords(String passwords) {
        this.choice = orUsual(passwords, Passwords.Choice.DISABLED.word());
    }

    @Override
    void check() throws AbortException {
        super.check();
        checkOneOf("passwords", choice, PasswordChoice.words());
    }

    @Override
    PumpArguments arguments() {
        PumpArguments arguments = super.arguments();
        arguments.passwords = choice;
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends PumpDescriptor {
        public DescriptorImpl() {
            super("pumpUsers");
        }

        @POST
        public ListBoxModel doFillPasswordsItems() {
            return PasswordChoice.items();
        }
    }
}
