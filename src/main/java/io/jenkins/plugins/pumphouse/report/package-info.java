/**
 * What a build has moved, as a page of the build: kept in files beside it, so that neither {@code build.xml} nor the
 * running program grows.
 *
 * <p>Knows reports and pages. It decides nothing, and asks no cloud.
 */
package io.jenkins.plugins.pumphouse.report;
