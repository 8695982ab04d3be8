package com.cloudbees.plugins.credentials.domains;

import java.util.List;

public class URIRequirementBuilder {
    private final String uri;

    private URIRequirementBuilder(String uri) {
        this.uri = uri;
    }

    public static URIRequirementBuilder fromUri(String uri) {
        return new URIRequirementBuilder(uri);
    }

    public List<DomainRequirement> build() {
        return uri == null ? List.of() : List.of(new Uri(uri));
    }

    /** What Jenkins takes apart into host, port and path; enough for a provider in tests. */
    private static final class Uri extends DomainRequirement {
        private static final long serialVersionUID = 1L;
        private final String uri;

        Uri(String uri) {
            this.uri = uri;
        }

        @Override
        public String toString() {
            return uri;
        }
    }
}
