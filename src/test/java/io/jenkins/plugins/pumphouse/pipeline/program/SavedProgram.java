package io.jenkins.plugins.pumphouse.pipeline.program;

import io.jenkins.plugins.pumphouse.pipeline.script.ScriptCompiler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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
            return bytes(new SavedProgram(settings, console.text(), console.masked(), River.write(program)));
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
        try {
            return (Program) River.read(program, compiler.loader(), engine);
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    /** The rest is our own; the program is as Jenkins has it. */
    private static byte[] bytes(SavedProgram saved) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(saved);
        }
        return bytes.toByteArray();
    }

    private static String blame(Program program) {
        for (ProgramThread thread : program.threads()) {
            if (thread.execution() != null) {
                try {
                    River.write(thread.execution());
                } catch (IOException e) {
                    return "Step " + thread.context().function();
                }
            }
        }
        return "The script";
    }
}
