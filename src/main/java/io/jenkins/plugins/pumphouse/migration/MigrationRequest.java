package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import java.io.Serializable;

/**
 * All that a migration needs to know, as plain values: it is the same on the controller and on an agent.
 *
 * <p>Holds passwords, so it travels over an encrypted channel or not at all, and is never stored.
 *
 * @param verb what to move
 * @param source the cloud to move from
 * @param target the cloud to move to
 * @param selection which of its objects
 * @param mapping the operator's word on counterparts
 * @param options how
 * @param dryRun whether to stop after the plan
 */
public record MigrationRequest(
        Verb verb,
        CloudAccess source,
        CloudAccess target,
        Selection selection,
        Mapping mapping,
        Options options,
        boolean dryRun)
        implements Serializable {}
