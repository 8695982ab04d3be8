package com.cloudbees.plugins.credentials;

public class CredentialsMatchers {
    private CredentialsMatchers() {}

    public static CredentialsMatcher not(CredentialsMatcher matcher) {
        return item -> !matcher.matches(item);
    }

    public static CredentialsMatcher withScope(CredentialsScope scope) {
        return item -> item.getScope() == scope;
    }
}
