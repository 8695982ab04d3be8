package io.jenkins.plugins.pumphouse.migration.engine;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Those that wait for one list to show something. */
final class WatchedList {
    final Queue<Waiter> queue = new ConcurrentLinkedQueue<>();
    final Queue<CompletableFuture<Void>> pauses = new ConcurrentLinkedQueue<>();
    final AtomicBoolean reading = new AtomicBoolean();
}
