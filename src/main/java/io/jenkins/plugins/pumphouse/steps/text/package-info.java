/** Rates, times and health checks as pipelines write them, read into values, with the words for a mistake. */
package io.jenkins.plugins.pumphouse.steps.text;
