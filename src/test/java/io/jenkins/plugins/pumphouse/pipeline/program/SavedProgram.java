package io.jenkins.plugins.pumphouse.pipeline.program;

import io.jenkins.plugins.pumphouse.pipeline.script.ScriptCompiler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;

/**
 * A program as bytes: the settings, with the text of the script to compile again, then the program.
 *
 * @param settings of the run
 * @param console what the run has printed so far
 * @param masked the secrets that the console masks, encrypted
 * @param program serialized; null for a run that has not started
 */
record SavedProgram(PipelineSettings settings, String console, List<String> masked, byte[] program)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static SavedProgram fresh(PipelineSettings settings) {
        return new SavedProgram(settings, "", List.of(), null);
    }

    static SavedProgram of(byte[] bytes) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (SavedProgram) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /**
     * Writes a program.
     *
     * @throws IOException naming the step whose execution, or else the class that, cannot be saved
     */
    static byte[] write(PipelineSettings settings, Program program, Console console) throws IOException {
        try {
            return bytes(new SavedProgram(settings, console.text(), console.masked(), bytes(program)));
        } catch (IOException e) {
            throw new IOException(blame(program) + " cannot be saved: " + e, e);
        }
    }

    /** The program, with all that it refers to connected to the engine. */
    Program read(Engine engine) throws IOException {
        if (program == null) {
            return new Program(settings.parameters());
        }
        ScriptCompiler compiler = new ScriptCompiler();
        compiler.compile(settings.script());
        try (Reader in = new Reader(program, compiler.loader(), engine)) {
            return (Program) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new Writer(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static String blame(Program program) {
        for (ProgramThread thread : program.threads()) {
            if (thread.execution() != null) {
                try {
                    bytes(thread.execution());
                } catch (IOException e) {
                    return "Step " + thread.context().function();
                }
            }
        }
        return "The script";
    }

    private static final class Writer extends ObjectOutputStream {
        Writer(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            return Pickle.of(object);
        }
    }

    private static final class Reader extends ObjectInputStream {
        private final ClassLoader loader;
        private final Engine engine;

        Reader(byte[] bytes, ClassLoader loader, Engine engine) throws IOException {
            super(new ByteArrayInputStream(bytes));
            this.loader = loader;
            this.engine = engine;
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description); // primitive types
            }
        }

        @Override
        protected Object resolveObject(Object object) {
            if (object instanceof ProgramStepContext context) {
                context.attach(engine);
            } else if (object instanceof ProgramBody body) {
                body.attach(engine);
            }
            return object instanceof Pickle pickle ? pickle.rehydrate(engine) : object;
        }
    }
}
