/** How specifications ask for the way out that a failure names. */
package io.jenkins.plugins.pumphouse.remedy;
