/**
 * The work of a step as a call that may run on an agent: sent, stopped, noticed when it is lost, and its answer looked
 * at before it is believed.
 *
 * <p>Knows the requests of the library and Jenkins' channels, and no step.
 */
package io.jenkins.plugins.pumphouse.steps.agent;
