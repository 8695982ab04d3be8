package com.cloudbees.jenkins.support.filter;

import com.cloudbees.jenkins.support.api.Content;

public abstract class PrefilteredContent extends Content {
    protected PrefilteredContent(String name) {
        super(name);
    }
}
