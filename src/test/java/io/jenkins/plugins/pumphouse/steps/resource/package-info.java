/** The steps that move resources, in what they do before they begin. */
package io.jenkins.plugins.pumphouse.steps.resource;
