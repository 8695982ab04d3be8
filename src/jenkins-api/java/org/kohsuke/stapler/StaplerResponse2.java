package org.kohsuke.stapler;

public interface StaplerResponse2 {
    void setHeader(String name, String value);
}
