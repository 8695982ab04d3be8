/** The calls that steps send to agents, and what becomes of their answers. */
package io.jenkins.plugins.pumphouse.steps.agent;
