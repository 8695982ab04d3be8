package io.jenkins.plugins.pumphouse.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/**
 * The plugin in a Jenkins that lacks a plugin which is optional: Folders, or Support Core. Jenkins loads each extension
 * with all types that its members name, and leaves one out that does not load and is optional; a class that does not
 * load anywhere else would break the whole plugin.
 */
public class OptionalPluginsTest {
    private static final String OURS = "io.jenkins.plugins.pumphouse.";

    /** The one package that knows the types of a plugin, by the start of their names. */
    private static final Map<String, String> ROOMS = Map.of(
            "com.cloudbees.hudson.plugins.folder.", OURS + "settings.folder.",
            "com.cloudbees.jenkins.support.", OURS + "settings.support.");

    @Test
    public void everyClassOutsideTheirRoomLoadsWithAllThatItsMembersName() throws Exception {
        for (Map.Entry<String, String> each : ROOMS.entrySet()) {
            ClassLoader jenkins = new Lacking(each.getKey());
            for (String name : JenkinsTypes.ours()) {
                if (!name.startsWith(each.getValue())) {
                    Class<?> type = Class.forName(name, false, jenkins);
                    assertThat(type.getClassLoader()).isSameAs(jenkins);
                    type.getDeclaredConstructors();
                    type.getDeclaredMethods();
                    type.getDeclaredFields();
                }
            }
        }
    }

    @Test
    public void theExtensionItselfDoesNotLoadWhichJenkinsPassesOver() {
        ROOMS.forEach((plugin, room) -> {
            String extension = room
                    + (room.endsWith("folder.") ? "FolderConfigurations$DescriptorImpl" : "ConfigurationsComponent");
            assertThatThrownBy(() -> Class.forName(extension, false, new Lacking(plugin)))
                    .isInstanceOf(LinkageError.class);
        });
    }

    @Test
    public void nothingOutsideTheirRoomKnowsItsClasses() {
        ROOMS.forEach((plugin, room) -> {
            List<String> others = JenkinsTypes.ours().stream()
                    .filter(name -> !name.startsWith(room))
                    .toList();

            assertThat(others)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(ClassFile.of(name).types())
                            .noneMatch(type -> type.startsWith(room) || type.startsWith(plugin)));
        });
    }

    /** Loads our classes anew; knows all others but those of one plugin. */
    private static final class Lacking extends ClassLoader {
        private final String plugin;

        Lacking(String plugin) {
            super(OptionalPluginsTest.class.getClassLoader());
            this.plugin = plugin;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(plugin)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
