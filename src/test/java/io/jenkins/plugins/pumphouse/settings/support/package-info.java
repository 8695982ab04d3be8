/** Tests of {@code settings.support}. */
package io.jenkins.plugins.pumphouse.settings.support;
