/** What is in {@code examples/} runs. */
package io.jenkins.plugins.pumphouse.examples;
