package io.jenkins.plugins.pumphouse.steps.agent;

import io.jenkins.plugins.pumphouse.migration.model.Claims;
import java.io.Serializable;

/**
 * Claims that may be sent to an agent, which then asks the controller. Public, as both sides of the channel implement
 * it.
 */
public interface SharedClaims extends Claims, Serializable {}
