package io.jenkins.plugins.pumphouse.openstack;

import java.util.Set;

/**
 * Whom a cloud takes us for.
 *
 * @param userId      of the account
 * @param userName    of the account
 * @param projectId   that the token is for
 * @param projectName that the token is for
 * @param roleNames   that the account has there; in the order of Keystone
 */
public record Caller(String userId, String userName, String projectId, String projectName, Set<String> roleNames) {}
