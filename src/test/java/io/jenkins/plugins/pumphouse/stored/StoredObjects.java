package io.jenkins.plugins.pumphouse.stored;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A part of {@code program.dat}: what Jenkins stores of a running step, without the context that is its own. */
final class StoredObjects {
    private StoredObjects() {}

    static byte[] write(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new Writer(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    static Object read(byte[] stored) throws IOException, ClassNotFoundException {
        return read(stored, new NoContext());
    }

    /** @param context of the step in the build that resumes it */
    static Object read(byte[] stored, StepContext context) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new Reader(stored, context)) {
            return in.readObject();
        }
    }

    private static final class Writer extends ObjectOutputStream {
        Writer(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            return object instanceof StepContext ? new NoContext() : object;
        }
    }

    private static final class Reader extends ObjectInputStream {
        private final StepContext context;

        Reader(byte[] stored, StepContext context) throws IOException {
            super(new ByteArrayInputStream(stored));
            this.context = context;
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) {
            return object instanceof NoContext ? context : object;
        }
    }
}
