/** The steps that only read clouds, {@code pumpInventory} and {@code pumpVerify}: they write to none of them. */
package io.jenkins.plugins.pumphouse.steps.reading;
