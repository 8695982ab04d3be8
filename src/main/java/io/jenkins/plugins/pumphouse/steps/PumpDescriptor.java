package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.settings.KnownClouds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What the descriptors of the steps have in common. */
public abstract class PumpDescriptor extends StepDescriptor {
    private final String function;

    protected PumpDescriptor(String function) {
        this.function = function;
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getDisplayName() {
        return Messages.text("step." + function);
    }

    /** Strict where Jenkins is not: a step that stops servers must not guess what was meant. */
    @Override
    public Step newInstance(Map<String, Object> arguments) throws AbortException {
        return new ArgumentBinding(function, clazz).bind(arguments);
    }

    /**
     * Makes a step of its form, for the snippet generator. A number whose field was emptied keeps its default: Stapler
     * would make it 0.
     */
    @Override
    public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        for (String name : new StepParameters(clazz).names(ArgumentType.NUMBER)) {
            if (form.has(name) && String.valueOf(form.get(name)).isBlank()) {
                form.remove(name);
            }
        }
        return super.newInstance(request, form);
    }

    /** A build and its log, no more: without {@code node} a step works on the controller. */
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class);
    }

    @Override
    public String argumentsToString(Map<String, Object> namedArgs) {
        return namedArgs.isEmpty()
                ? null
                : namedArgs.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    /**
     * The configurations of Jenkins' settings and of the job's folders; a file of the workspace may be named instead.
     */
    @POST
    public ComboBoxModel doFillConfigItems(@AncestorInPath Item item) {
        return new ComboBoxModel(mayAsk(item) ? KnownClouds.configurations(item) : List.of());
    }

    @POST
    public ComboBoxModel doFillSourceItems(@AncestorInPath Item item, @QueryParameter String config) {
        return new ComboBoxModel(mayAsk(item) ? KnownClouds.sources(item, config) : List.of());
    }

    @POST
    public ComboBoxModel doFillTargetItems(@AncestorInPath Item item, @QueryParameter String config) {
        return new ComboBoxModel(mayAsk(item) ? KnownClouds.targets(item, config) : List.of());
    }

    @POST
    public ListBoxModel doFillOnFailureItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.continueObjects"), "continue");
        items.add(Messages.text("choice.stopObjects"), "stop");
        return items;
    }

    @POST
    public ListBoxModel doFillFitItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("choice.fit.warn"), "warn");
        items.add(Messages.text("choice.fit.fail"), "fail");
        return items;
    }

    /** Tells in the form what the step would refuse. */
    @POST
    public FormValidation doCheckConfig(@AncestorInPath Item item, @QueryParameter String value) {
        return mayAsk(item) ? KnownClouds.check(item, value) : FormValidation.ok();
    }

    /** Tells in the form what the step would refuse. */
    @POST
    public FormValidation doCheckSource(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String config) {
        return mayAsk(item) ? KnownClouds.check(value, KnownClouds.sources(item, config)) : FormValidation.ok();
    }

    /** Tells in the form what the step would refuse. */
    @POST
    public FormValidation doCheckTarget(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String config) {
        return mayAsk(item) ? KnownClouds.check(value, KnownClouds.targets(item, config)) : FormValidation.ok();
    }

    /**
     * Whether the person may know what the settings have: who writes a pipeline does, and anywhere else an
     * administrator.
     *
     * @param item the job or folder on whose pages the form is; null on Jenkins' own
     */
    private static boolean mayAsk(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.CONFIGURE) || item.hasPermission(Item.EXTENDED_READ);
    }

    /** How a form shows a list, one a line. */
    public String lines(List<String> names) {
        return names == null ? "" : String.join("\n", names);
    }
}
