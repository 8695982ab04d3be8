package io.jenkins.plugins.pumphouse.pipeline.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jboss.marshalling.Marshaller;
import org.jboss.marshalling.Marshalling;
import org.jboss.marshalling.MarshallingConfiguration;
import org.jboss.marshalling.ObjectResolver;
import org.jboss.marshalling.SimpleClassResolver;
import org.jboss.marshalling.Unmarshaller;
import org.jboss.marshalling.river.RiverMarshallerFactory;

/**
 * A running program as Jenkins writes and reads it: not by Java's serialization, but by the River protocol of JBoss
 * Marshalling, in the version that Jenkins' pipelines bring along.
 */
final class River {
    private River() {}

    /** @throws IOException naming the class that cannot be written */
    static byte[] write(Object object) throws IOException {
        MarshallingConfiguration configuration = new MarshallingConfiguration();
        configuration.setObjectResolver(new ObjectResolver() {
            @Override
            public Object writeReplace(Object original) {
                return Pickle.of(original);
            }

            @Override
            public Object readResolve(Object replacement) {
                throw new IllegalStateException("this one writes");
            }
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Marshaller out = new RiverMarshallerFactory().createMarshaller(configuration)) {
            out.start(Marshalling.createByteOutput(bytes));
            out.writeObject(object);
            out.finish();
        }
        return bytes.toByteArray();
    }

    /** @param loader knows the script's classes, too */
    static Object read(byte[] bytes, ClassLoader loader, Engine engine) throws IOException, ClassNotFoundException {
        MarshallingConfiguration configuration = new MarshallingConfiguration();
        configuration.setClassResolver(new SimpleClassResolver(loader));
        configuration.setObjectResolver(new ObjectResolver() {
            @Override
            public Object readResolve(Object read) {
                return connected(read, engine);
            }

            @Override
            public Object writeReplace(Object original) {
                throw new IllegalStateException("this one reads");
            }
        });
        try (Unmarshaller in = new RiverMarshallerFactory().createUnmarshaller(configuration)) {
            in.start(Marshalling.createByteInput(new ByteArrayInputStream(bytes)));
            Object object = in.readObject();
            in.finish();
            return object;
        }
    }

    private static Object connected(Object read, Engine engine) {
        if (read instanceof ProgramStepContext context) {
            context.attach(engine);
        } else if (read instanceof ProgramBody body) {
            body.attach(engine);
        }
        return read instanceof Pickle pickle ? pickle.rehydrate(engine) : read;
    }
}
