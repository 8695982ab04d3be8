package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.pumphouse.Messages;
import io.jenkins.plugins.pumphouse.config.Configuration;
import io.jenkins.plugins.pumphouse.config.yaml.Written;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What stands on the target for an object of the source. */
public class MappingEntry extends Entry<MappingEntry> {
    private String kind;
    private String source;
    private String target;

    @DataBoundConstructor
    public MappingEntry() {
        // Everything is set by its key.
    }

    public String getKind() {
        return kind;
    }

    @DataBoundSetter
    public void setKind(String value) {
        this.kind = Util.fixEmptyAndTrim(value);
    }

    public String getSource() {
        return source;
    }

    @DataBoundSetter
    public void setSource(String value) {
        this.source = Util.fixEmptyAndTrim(value);
    }

    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String value) {
        this.target = Util.fixEmptyAndTrim(value);
    }

    /** The value of {@code mapping}: a map for each kind. */
    public static Written byKind(List<MappingEntry> entries) {
        Map<String, Written> kinds = new LinkedHashMap<>();
        for (MappingEntry entry : entries) {
            kinds.computeIfAbsent(Util.fixNull(entry.kind), kind -> new Written())
                    .put(Util.fixNull(entry.source), Util.fixNull(entry.target));
        }
        Written mapping = new Written();
        kinds.forEach(mapping::put);
        return mapping;
    }

    /** Its form. */
    @Extension
    public static class DescriptorImpl extends Descriptor<MappingEntry> {
        @Override
        public String getDisplayName() {
            return Messages.text("form.mapping");
        }

        @POST
        public ListBoxModel doFillKindItems(@AncestorInPath Item item, @QueryParameter String kind) {
            return Choices.of(item, kind, Configuration.mappedKinds());
        }

        @POST
        public FormValidation doCheckSource(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }

        @POST
        public FormValidation doCheckTarget(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.required(item, value);
        }
    }
}
