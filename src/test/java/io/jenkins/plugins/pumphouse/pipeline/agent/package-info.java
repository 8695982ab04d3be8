/**
 * A node and the channel to it.
 *
 * <p>{@code AgentChannel} proves that what a step sends to an agent can be sent: it goes through Java serialization
 * into classes of another class loader, on another thread, and so does what comes back. Nothing here knows scripts or
 * steps.
 */
package io.jenkins.plugins.pumphouse.pipeline.agent;
