package io.jenkins.plugins.pumphouse.pipeline.steps;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.pumphouse.pipeline.binding.Symbolic;
import io.jenkins.plugins.pumphouse.pipeline.program.Console;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code withCredentials([usernamePassword(…)]) { … }}: the block sees the secrets as variables, the console as
 * asterisks.
 */
public final class WithCredentialsStep extends Step {
    private final List<Symbolic> bindings;

    @DataBoundConstructor
    public WithCredentialsStep(List<Symbolic> bindings) {
        this.bindings = bindings;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        HashMap<String, Secret> variables = new HashMap<>();
        for (Symbolic binding : bindings) {
            bind(binding, context, variables);
        }
        variables.values().forEach(context.get(Console.class)::mask);
        return Executions.block(
                context, EnvironmentExpander.merge(context.get(EnvironmentExpander.class), new Secrets(variables)));
    }

    private static void bind(Symbolic binding, StepContext context, Map<String, Secret> variables) throws Exception {
        String id = binding.text("credentialsId", null);
        String variable = binding.text("variable", "");
        StandardUsernamePasswordCredentials login = find(id, StandardUsernamePasswordCredentials.class, context);
        StringCredentials token = find(id, StringCredentials.class, context);
        if (binding.symbol().equals("usernamePassword") && login != null) {
            variables.put(binding.text("usernameVariable", null), Secret.fromString(login.getUsername()));
            variables.put(binding.text("passwordVariable", null), login.getPassword());
        } else if (binding.symbol().equals("environmentCredentials") && login != null) {
            variables.put(
                    variable,
                    Secret.fromString(
                            login.getUsername() + ":" + login.getPassword().getPlainText()));
            variables.put(variable + "_USR", Secret.fromString(login.getUsername()));
            variables.put(variable + "_PSW", login.getPassword());
        } else if (!binding.symbol().equals("usernamePassword") && token != null) {
            variables.put(variable, token.getSecret());
        } else {
            throw new AbortException("Could not find credentials entry with ID '" + id + "'");
        }
    }

    private static <C extends IdCredentials> C find(String id, Class<C> type, StepContext context) throws Exception {
        return CredentialsProvider.findCredentialById(id, type, context.get(Run.class), List.of());
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("withCredentials", BLOCK, Run.class);
        }
    }

    private static final class Secrets extends EnvironmentExpander {
        private static final long serialVersionUID = 1L;

        private final HashMap<String, Secret> variables;

        Secrets(HashMap<String, Secret> variables) {
            this.variables = variables;
        }

        @Override
        public void expand(EnvVars env) {
            variables.forEach((name, secret) -> env.put(name, secret.getPlainText()));
        }

        @Override
        public Set<String> getSensitiveVariables() {
            return Set.copyOf(variables.keySet());
        }
    }
}
