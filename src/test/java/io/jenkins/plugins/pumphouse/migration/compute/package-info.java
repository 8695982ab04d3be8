/**
 * What Nova's types decide by themselves, without a cloud.
 *
 * <p>What they do with clouds stands one package up.
 */
package io.jenkins.plugins.pumphouse.migration.compute;
