/** What the pages of reports, plans and inventories promise. */
package io.jenkins.plugins.pumphouse.report.html;
