package io.jenkins.plugins.pumphouse.migration.model;

import java.util.List;

/** Is told what happens, at once and from any thread; the console and the report listen. */
public interface Listener {
    /** The plan, before anything is done. */
    void planned(Plan plan);

    /** The outcome of an object. */
    void ended(Outcome outcome);

    /** Something on the way to an outcome that a person wants to see at once. */
    void said(Resource resource, String line);

    /** How far long work is, a line for each kind of objects, such as {@code images 3 of 5, 12.1 of 40.0 GB}. */
    default void progressed(List<String> lines) {}
}
