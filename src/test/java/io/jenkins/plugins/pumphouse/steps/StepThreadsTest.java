package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.Test;

public class StepThreadsTest {
    /** More than any other test leaves idle, so that new ones are made. */
    private static final int MANY = 40;

    /** Jenkins runs a script's thread with the class loader of the script, and stops steps there. */
    @Test
    public void aThreadDoesNotKeepTheClassesOfTheScriptThatAskedForIt() throws Exception {
        CyclicBarrier allWork = new CyclicBarrier(MANY);
        Set<ClassLoader> seen = ConcurrentHashMap.newKeySet();
        List<Future<?>> works = new ArrayList<>();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {});
        try {
            for (int i = 0; i < MANY; i++) {
                works.add(StepThreads.submit(() -> {
                    seen.add(Thread.currentThread().getContextClassLoader());
                    await(allWork);
                }));
            }
            for (Future<?> work : works) {
                work.get();
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }

        assertThat(seen).containsExactly(StepThreads.class.getClassLoader());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
