/**
 * Steps that the tests of the pipeline engine play with: one that waits, one with a block, one with every kind of
 * argument, and some that break the rules. Nothing outside those tests uses them.
 */
package io.jenkins.plugins.pumphouse.pipeline.trial;
