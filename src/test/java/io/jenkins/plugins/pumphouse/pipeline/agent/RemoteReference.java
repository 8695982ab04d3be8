package io.jenkins.plugins.pumphouse.pipeline.agent;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an agent has of an object that was exported to it: its methods are called on the controller, on a thread of its
 * own. An interrupt of the caller, or the loss of the agent, ends in an exception that the method does not declare,
 * wrapped, as in Jenkins.
 */
final class RemoteReference implements InvocationHandler, Serializable {
    private static final long serialVersionUID = 1L;

    private static final Map<Integer, Exported> EXPORTED = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final int id;

    private RemoteReference(int id) {
        this.id = id;
    }

    private record Exported(Object object, AgentChannel channel) {}

    private record Arguments(Object[] values) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static RemoteReference to(Object object, AgentChannel channel) {
        RemoteReference reference = new RemoteReference(NEXT.incrementAndGet());
        EXPORTED.put(reference.id, new Exported(object, channel));
        return reference;
    }

    /** From now on a call fails. */
    void release() {
        EXPORTED.remove(id);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
        }
        Exported exported = EXPORTED.get(id);
        if (exported == null) {
            throw new IllegalStateException("Unable to call " + method.getName() + ". Invalid object ID " + id);
        }
        byte[] request = Wire.write(new Arguments(arguments == null ? new Object[0] : arguments));
        RemoteCall<byte[]> call =
                RemoteCall.start(() -> Wire.write(answer(exported.object(), method.getName(), request)));
        CallResponse response;
        try {
            response = (CallResponse) Wire.read(
                    answer(exported.channel(), call), method.getDeclaringClass().getClassLoader());
        } catch (InterruptedException | IOException e) {
            throw new UndeclaredThrowableException(e);
        }
        if (response.failure() != null) {
            throw response.failure();
        }
        return response.value();
    }

    private static byte[] answer(AgentChannel channel, RemoteCall<byte[]> call) throws Exception {
        while (channel.isConnected()) {
            try {
                return call.get(20, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            }
        }
        throw new IOException("The channel to the controller is closed");
    }

    private static CallResponse answer(Object object, String name, byte[] request)
            throws IOException, IllegalAccessException {
        Object[] arguments = ((Arguments) Wire.fromAgent(request)).values();
        Method method = Arrays.stream(object.getClass().getMethods())
                .filter(one -> one.getName().equals(name) && one.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        method.setAccessible(true); // the class may be none of the public ones
        try {
            return new CallResponse(method.invoke(object, arguments), null);
        } catch (InvocationTargetException e) {
            return new CallResponse(null, e.getCause());
        }
    }
}
