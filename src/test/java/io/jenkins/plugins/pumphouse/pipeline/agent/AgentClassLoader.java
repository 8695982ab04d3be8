package io.jenkins.plugins.pumphouse.pipeline.agent;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The classes of an agent's JVM: the plugin and its libraries once more, so that nothing static is shared with the
 * controller. What Jenkins itself brings to an agent, and this package, are the same classes on both sides.
 */
final class AgentClassLoader extends URLClassLoader {
    private static final List<String> SHARED = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "hudson.",
            "jenkins.",
            "org.jenkinsci.",
            "org.slf4j.",
            "io.jenkins.plugins.pumphouse.pipeline.agent.");

    static {
        registerAsParallelCapable();
    }

    AgentClassLoader() {
        super("agent", classPath(), AgentClassLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try {
                return findClass(name);
            } catch (ClassNotFoundException e) {
                return super.loadClass(name, resolve);
            }
        }
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(AgentClassLoader::url)
                .toArray(URL[]::new);
    }

    private static URL url(String element) {
        try {
            return Path.of(element).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(element, e);
        }
    }
}
