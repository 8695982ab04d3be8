package io.jenkins.plugins.pumphouse.migration.model;

/** Is told what happens, at once and from any thread; the console and the report listen. */
public interface Listener {
    /** The plan, before anything is done. */
    void planned(Plan plan);

    /** What became of an object. */
    void ended(Outcome outcome);

    /** Something on the way to an outcome that a person wants to see at once. */
    void said(Resource resource, String line);
}
