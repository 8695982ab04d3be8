package io.jenkins.plugins.pumphouse.pipeline.program;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Continuation;
import com.cloudbees.groovy.cps.Envs;
import com.cloudbees.groovy.cps.impl.ConstantBlock;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import groovy.lang.Closure;
import groovy.lang.Script;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** All that a suspended run is: saved and read back as one, because its parts share the script's variables. */
final class Program implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<Integer, ProgramThread> threads = new TreeMap<>();
    private final ConcurrentHashMap<String, String> assigned = new ConcurrentHashMap<>();
    private final Map<String, Object> parameters;
    private int next;

    Program(Map<String, Object> parameters) {
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** The thread of the main script. */
    ProgramThread start(Script script) {
        return add(new Continuable(script), ContextValues.NONE, null);
    }

    /** A thread for a block, or for the main script where there is no body. */
    ProgramThread add(Continuable code, ContextValues values, ProgramBody body) {
        ProgramThread thread = new ProgramThread(nextId(), code, values, body);
        threads.put(thread.id, thread);
        return thread;
    }

    int nextId() {
        return next++;
    }

    List<ProgramThread> threads() {
        return new ArrayList<>(threads.values());
    }

    /** The thread of that number; null when it has ended. */
    ProgramThread thread(int id) {
        return threads.get(id);
    }

    void remove(ProgramThread thread) {
        threads.remove(thread.id);
    }

    /** What it takes to run a block; a block that is no program itself has run then. */
    static Continuable code(Closure<?> block) {
        try {
            return new Continuable(new ConstantBlock(block.call()));
        } catch (CpsCallableInvocation call) {
            return new Continuable(call.invoke(Envs.empty(), null, Continuation.HALT));
        }
    }

    /** The threads that wait for a step which itself waits for no block. */
    List<ProgramThread> innermost() {
        return threads().stream()
                .filter(t -> threads().stream().noneMatch(other -> other.isBlockOf(t)))
                .toList();
    }

    /** Those of a block. */
    List<ProgramThread> innermost(ProgramBody body) {
        return innermost().stream().filter(thread -> isWithin(thread, body)).toList();
    }

    /** A block that runs of the step which the thread waits for. */
    Optional<ProgramThread> blockOf(ProgramThread thread) {
        return threads().stream().filter(block -> block.isBlockOf(thread)).findFirst();
    }

    /** Whether a step of that name runs. */
    boolean waitsFor(String function) {
        return threads().stream()
                .anyMatch(t -> t.execution() != null && t.context().function().equals(function));
    }

    /** That of a running step of that name. */
    ProgramStepContext context(String function) {
        return threads().stream()
                .filter(t -> t.execution() != null && t.context().function().equals(function))
                .map(ProgramThread::context)
                .findFirst()
                .orElseThrow();
    }

    /** The running steps, with what they say of themselves. */
    List<String> steps() {
        return threads().stream()
                .filter(t -> t.execution() != null)
                .map(t -> t.context()
                        + (t.execution().getStatus() == null
                                ? ""
                                : ": " + t.execution().getStatus()))
                .toList();
    }

    /** Whether the thread is that block, or deep within it. */
    boolean isWithin(ProgramThread thread, ProgramBody body) {
        for (ProgramThread at = thread; at != null && at.body != null; at = threads.get(at.body.thread())) {
            if (at.body == body) {
                return true;
            }
        }
        return false;
    }

    /** The variables that the script has set through {@code env}. */
    Map<String, String> assigned() {
        return assigned;
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
