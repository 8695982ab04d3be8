/**
 * What a resource type is made of: its parts by themselves, without a cloud.
 *
 * <p>What whole types do with clouds stands one package up.
 */
package io.jenkins.plugins.pumphouse.migration.type;
