package io.jenkins.plugins.pumphouse.pipeline.agent;

import hudson.model.TaskListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Objects on their way through a channel; a task listener crosses as a number that both sides know. */
final class Wire {
    private static final Map<Integer, TaskListener> EXPORTED = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Wire() {}

    static byte[] write(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new Sender(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    /** What an agent sent to the controller, which does not take everything. */
    static Object fromAgent(byte[] bytes) throws IOException {
        return read(new Receiver(bytes, Wire.class.getClassLoader(), new ArrayList<>(), true));
    }

    static Object read(byte[] bytes, ClassLoader loader) throws IOException {
        return read(bytes, loader, new ArrayList<>());
    }

    /** @param listeners takes the consoles that have come along */
    static Object read(byte[] bytes, ClassLoader loader, List<LateListener> listeners) throws IOException {
        return read(new Receiver(bytes, loader, listeners, false));
    }

    private static Object read(Receiver receiver) throws IOException {
        try (ObjectInputStream in = receiver) {
            return in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private record Export(int id) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private static final class Sender extends ObjectOutputStream {
        Sender(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            if (object instanceof TaskListener listener) {
                int id = NEXT.incrementAndGet();
                EXPORTED.put(id, listener);
                return new Export(id);
            }
            return object;
        }
    }

    private static final class Receiver extends ObjectInputStream {
        private final ClassLoader loader;
        private final List<LateListener> listeners;
        private final boolean filtered;

        Receiver(byte[] bytes, ClassLoader loader, List<LateListener> listeners, boolean filtered) throws IOException {
            super(new ByteArrayInputStream(bytes));
            this.loader = loader;
            this.listeners = listeners;
            this.filtered = filtered;
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                Class<?> type = Class.forName(description.getName(), false, loader);
                return filtered ? ControllerClassFilter.check(type) : type;
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description); // primitive types
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
            Class<?>[] types = new Class<?>[interfaces.length];
            for (int i = 0; i < types.length; i++) {
                types[i] = Class.forName(interfaces[i], false, loader);
            }
            return Proxy.newProxyInstance(loader, types, (proxy, method, arguments) -> null)
                    .getClass();
        }

        @Override
        protected Object resolveObject(Object object) {
            if (object instanceof Export export) {
                LateListener listener = new LateListener(EXPORTED.remove(export.id()));
                listeners.add(listener);
                return listener;
            }
            return object;
        }
    }
}
