/**
 * What an operator asks for: which objects, mapped to what, moved how, and until when.
 *
 * <p>Plain values, checked where they are read.
 */
package io.jenkins.plugins.pumphouse.migration.options;
