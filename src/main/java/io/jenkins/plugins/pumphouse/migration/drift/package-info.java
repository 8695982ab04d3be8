/**
 * Whether the target's objects still are what the source's are: the plan of a further run, which nothing applies. Tells
 * of which kinds something was moved, what is on one side only, and what cannot be compared; writes to no cloud.
 */
package io.jenkins.plugins.pumphouse.migration.drift;
