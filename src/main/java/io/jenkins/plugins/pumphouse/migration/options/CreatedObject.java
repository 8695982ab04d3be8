package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;

/**
 * An object of the target that a former run has created, as its report says.
 *
 * @param kind the word of its kind
 * @param name what a person calls it
 * @param source id of what it was created for
 * @param target its id
 */
public record CreatedObject(String kind, String name, String source, String target) implements Serializable {}
