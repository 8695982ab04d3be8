/**
 * The steps in a real Jenkins: their forms, the example pipeline, a restart in the middle. Only the profile
 * {@code jenkins} compiles and runs these tests, as Jenkins itself is not in Maven Central.
 */
package io.jenkins.plugins.pumphouse.jenkins;
