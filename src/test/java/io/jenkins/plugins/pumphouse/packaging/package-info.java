/**
 * Holds what we ship to what Jenkins expects: the archive, its manifest and indexes, and every link from our classes to
 * Jenkins.
 *
 * <p>These tests read files and class files; they start no pipeline and no cloud. The {@code *IT} classes need the
 * built {@code pumphouse.hpi} and nothing else, so the default build runs them.
 */
package io.jenkins.plugins.pumphouse.packaging;
