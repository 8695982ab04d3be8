package io.jenkins.plugins.pumphouse.pipeline.script;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.CpsTransformer;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Compiles a Jenkinsfile into a script that can be suspended. Each program has its own loader; a program that is read
 * back finds the same class names in a new one.
 */
public final class ScriptCompiler {
    /** The name of the class of every Jenkinsfile, and of its file in stack traces, as in Jenkins. */
    private static final String NAME = "WorkflowScript";

    private static final String DECLARATIVE = "DeclarativePipeline";

    /** In which the interpreter runs: {@code each} and its like as programs, and iterators that can be saved. */
    @SuppressWarnings("rawtypes") // as the interpreter wants them
    public static final List<Class> CATEGORIES = categories();

    private final GroovyClassLoader loader;

    public ScriptCompiler() {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        configuration.addCompilationCustomizers(new CpsTransformer());
        loader = new GroovyClassLoader(ScriptCompiler.class.getClassLoader(), configuration);
    }

    /** The loader of the compiled classes. */
    public ClassLoader loader() {
        return loader;
    }

    /**
     * The script of a Jenkinsfile, not yet started.
     *
     * @throws CompilationFailedException when it does not compile
     */
    public Script compile(String text) {
        Class<?> type = loader.parseClass(text, NAME);
        loader.parseClass(declarativeText(), DECLARATIVE + ".groovy");
        return InvokerHelper.createScript(type, new Binding());
    }

    /** A new interpreter of {@code pipeline} blocks, of the loader's program. */
    static Script declarative(ClassLoader loader) {
        try {
            return InvokerHelper.createScript(loader.loadClass(DECLARATIVE), new Binding());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String declarativeText() {
        try (InputStream text = ScriptCompiler.class.getResourceAsStream(DECLARATIVE + ".groovy")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("rawtypes")
    private static List<Class> categories() {
        List<Class> all = new ArrayList<>(Continuable.categories);
        all.add(SerializableIterators.class);
        return List.copyOf(all);
    }
}
