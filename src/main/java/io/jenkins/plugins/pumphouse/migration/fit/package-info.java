/**
 * What a plan needs against what the target has: one table, before the first write.
 *
 * <p>Asks the target a few times whatever the plan holds, and writes nothing. What keeps a single object back is
 * decided by its type while the plan is made; this adds up.
 */
package io.jenkins.plugins.pumphouse.migration.fit;
