package io.jenkins.plugins.pumphouse.settings.entry;

import hudson.Util;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A service that somebody logs in to.
 *
 * @param <T> itself
 */
public abstract class ConnectionEntry<T extends ConnectionEntry<T>> extends Entry<T> {
    private String credentials;
    private String timeout;

    public String getCredentials() {
        return credentials;
    }

    @DataBoundSetter
    public void setCredentials(String value) {
        this.credentials = Util.fixEmptyAndTrim(value);
    }

    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(String value) {
        this.timeout = Util.fixEmptyAndTrim(value);
    }
}
