/**
 * What {@code pumphouse.yaml} may say, and what its author is told who says something else.
 *
 * <p>The texts are written out in the specifications, so that the line and column of a mistake can be seen where it is
 * expected.
 *
 * <p>No Jenkins, no cloud and no file in here, but for {@code docs/configuration.md}, whose examples have to work.
 */
package io.jenkins.plugins.pumphouse.config;
