/** How a plan is applied, and what it waits for. */
package io.jenkins.plugins.pumphouse.migration.engine;
