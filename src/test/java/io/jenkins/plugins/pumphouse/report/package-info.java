/** The pages of a build and what may be taken along from them. */
package io.jenkins.plugins.pumphouse.report;
