package io.jenkins.plugins.pumphouse.openstack;

import io.jenkins.plugins.pumphouse.http.RetryPolicy;
import io.jenkins.plugins.pumphouse.login.AccountScope;
import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A {@link CloudAccess} for tests: user {@code admin} in project {@code admin}, unless said otherwise. */
final class AccessBuilder {

    private final String name;
    private final String authUrl;
    private String username = "admin";
    private String password = "s3cret-password";
    private String token;
    private ApplicationCredential applicationCredential;
    private final Map<Service, String> endpoints = new EnumMap<>(Service.class);
    private String project = "admin";
    private String domain;
    private String region;
    private Interface endpointType;
    private String caCert;
    private boolean insecure;
    // Far longer than anything here takes, so that no test depends on it; those about time-outs set their own.
    private Duration timeout = Duration.ofSeconds(20);

    AccessBuilder(String name, String authUrl) {
        this.name = name;
        this.authUrl = authUrl;
    }

    AccessBuilder token(String newToken) {
        token = newToken;
        username = null;
        password = null;
        return this;
    }

    AccessBuilder applicationCredential(ApplicationCredential which, String secret) {
        applicationCredential = which;
        token = secret;
        username = null;
        password = null;
        project = null;
        return this;
    }

    AccessBuilder endpoint(Service service, String url) {
        endpoints.put(service, url);
        return this;
    }

    AccessBuilder project(String newProject) {
        project = newProject;
        return this;
    }

    AccessBuilder domain(String newDomain) {
        domain = newDomain;
        return this;
    }

    AccessBuilder region(String newRegion) {
        region = newRegion;
        return this;
    }

    AccessBuilder endpointType(Interface newType) {
        endpointType = newType;
        return this;
    }

    AccessBuilder caCert(String pem) {
        caCert = pem;
        return this;
    }

    AccessBuilder insecure() {
        insecure = true;
        return this;
    }

    AccessBuilder timeout(Duration newTimeout) {
        timeout = newTimeout;
        return this;
    }

    CloudAccess build() {
        return new CloudAccess(
                name,
                authUrl,
                token == null ? Login.of(null, username, password) : Login.withToken(token),
                applicationCredential,
                new AccountScope(project, domain, domain),
                new EndpointChoice(region, endpointType, endpoints),
                new Trust(caCert, insecure),
                timeout);
    }

    /** Opens it with pauses between tries that a test does not feel. */
    Cloud open() {
        CloudAccess access = build();
        return Cloud.open(access, new RetryPolicy(4, Duration.ofMillis(10), access.timeout()));
    }
}
