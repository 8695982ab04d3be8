/**
 * The steps that move hypervisors from one cloud to the other: {@code pumpHost}, {@code pumpCampaign}, those of them
 * with a block, and {@code pumpHostUndo}. The loop that drives a move is in the library.
 */
package io.jenkins.plugins.pumphouse.steps.host;
