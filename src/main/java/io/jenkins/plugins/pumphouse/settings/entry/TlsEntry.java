package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A service that is reached by HTTPS, with the certificates that are trusted for it.
 *
 * @param <T> itself
 */
public abstract class TlsEntry<T extends TlsEntry<T>> extends ConnectionEntry<T> {
    private String ca_cert;
    private String insecure;

    public String getCa_cert() {
        return ca_cert;
    }

    @DataBoundSetter
    public void setCa_cert(String value) {
        this.ca_cert = Util.fixEmptyAndTrim(value);
    }

    public String getInsecure() {
        return insecure;
    }

    @DataBoundSetter
    public void setInsecure(String value) {
        this.insecure = Util.fixEmptyAndTrim(value);
    }

    /** The form of these keys. */
    public abstract static class TlsDescriptor<T extends TlsEntry<T>> extends Descriptor<T> {
        @POST
        public ListBoxModel doFillInsecureItems(@AncestorInPath Item item, @QueryParameter String insecure) {
            return Choices.of(item, insecure, "true", "false");
        }
    }
}
