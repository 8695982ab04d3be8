package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

public abstract class StepExecution implements Serializable {
    private static final long serialVersionUID = 1L;

    private final StepContext context;

    protected StepExecution(StepContext context) {
        this.context = context;
    }

    public StepContext getContext() {
        return context;
    }

    public abstract boolean start() throws Exception;

    public void stop(Throwable cause) throws Exception {
        context.onFailure(cause);
    }

    public void onResume() {}

    public String getStatus() {
        return null;
    }

    public final String getStatusBounded(long timeout, TimeUnit unit) {
        return getStatus();
    }

    public static ListenableFuture<?> acceptAll(Consumer<StepExecution> c) {
        return Futures.immediateFuture(null);
    }

    public static <T extends StepExecution> ListenableFuture<?> acceptAll(Class<T> type, Consumer<T> c) {
        return Futures.immediateFuture(null);
    }

    public boolean blocksRestart() {
        return false;
    }
}
