/**
 * Pages that need nothing else: reports, plans and inventories as one HTML file, with links to the clouds' dashboards,
 * and the words for what happened in the reader's language.
 *
 * <p>Knows no build; what a build keeps and offers is in {@code report}.
 */
package io.jenkins.plugins.pumphouse.report.html;
