package io.jenkins.plugins.pumphouse.pipeline.script;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * A block of a declarative pipeline, read: what it declares, in order. It is the delegate of the block's closure while
 * that runs, and writes down each declaration instead of doing it.
 */
public final class ScriptSection extends GroovyObjectSupport implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What each kind of block may contain; a kind that is absent here may contain anything. */
    private static final Map<String, Set<String>> CONTENTS = Map.of(
            "pipeline", Set.of("agent", "environment", "options", "parameters", "post", "stages", "tools", "triggers"),
            "stages", Set.of("stage"),
            "parallel", Set.of("stage"),
            "stage",
                    Set.of(
                            "agent",
                            "environment",
                            "failFast",
                            "input",
                            "options",
                            "parallel",
                            "post",
                            "stages",
                            "steps",
                            "tools",
                            "when"),
            "agent", Set.of("any", "none", "label", "node"),
            "when",
                    Set.of(
                            "allOf",
                            "anyOf",
                            "not",
                            "expression",
                            "environment",
                            "branch",
                            "beforeAgent",
                            "beforeInput",
                            "beforeOptions"),
            "post",
                    Set.of(
                            "always",
                            "success",
                            "failure",
                            "unstable",
                            "aborted",
                            "unsuccessful",
                            "changed",
                            "fixed",
                            "cleanup"),
            "environment", Set.of("credentials"));

    private final String kind;
    private final ArrayList<Declaration> declarations = new ArrayList<>();
    private final LinkedHashMap<String, Object> assignments = new LinkedHashMap<>();

    public ScriptSection(String kind) {
        this.kind = kind;
    }

    /**
     * One declaration, as {@code stage('Plan') { … }}.
     *
     * @param name what is declared
     * @param arguments as written, a block last
     */
    public record Declaration(String name, List<Object> arguments) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** The last argument, in nearly all declarations the only one; null when there is none. */
        public Object getValue() {
            return arguments.isEmpty() ? null : arguments.get(arguments.size() - 1);
        }

        public Object getFirst() {
            return arguments.get(0);
        }

        public String getName() {
            return name;
        }
    }

    @Override
    public Object invokeMethod(String name, Object args) {
        Set<String> contents = CONTENTS.get(kind);
        Object[] arguments = InvokerHelper.asArray(args);
        if (contents != null && !contents.contains(name)) {
            if (kind.equals("environment")) {
                throw new MissingMethodException(name, ScriptSection.class, arguments); // the value may call a step
            }
            throw new IllegalArgumentException(
                    "Unknown section \"" + name + "\" in " + kind + "; there are " + new TreeSet<>(contents));
        }
        Declaration declaration = new Declaration(name, new ArrayList<>(List.of(arguments)));
        declarations.add(declaration);
        return declaration;
    }

    @Override
    public Object getProperty(String name) {
        if (kind.equals("environment") && assignments.containsKey(name)) {
            return assignments.get(name);
        }
        if (name.equals("any") || name.equals("none")) {
            return name;
        }
        throw new MissingPropertyException(name, ScriptSection.class);
    }

    @Override
    public void setProperty(String name, Object value) {
        assignments.put(name, value);
    }

    /** All declarations of this block. */
    public List<Declaration> all() {
        return declarations;
    }

    /** All declarations of that name. */
    public List<Declaration> all(String name) {
        return new ArrayList<>(
                declarations.stream().filter(d -> d.name().equals(name)).toList());
    }

    /** The value of the declaration of that name; null when there is none. */
    public Object value(String name) {
        return declarations.stream()
                .filter(d -> d.name().equals(name))
                .map(Declaration::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The variables that the block assigns. */
    public Map<String, Object> variables() {
        return assignments;
    }
}
