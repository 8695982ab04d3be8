package io.jenkins.plugins.pumphouse.mainjob;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A build in a JVM of its own, for a kill that leaves nothing behind. */
final class BuildJvm {

    private BuildJvm() {}

    /**
     * Runs a build until its console has a line, then takes its JVM away with SIGKILL. A build that is past that moment
     * ends.
     *
     * @param main runs the build
     */
    static void killedAt(Predicate<String> moment, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                new File(System.getProperty("java.home"), "bin/java").getPath(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader console =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            String line = console.readLine();
            while (line != null && !moment.test(line)) {
                System.out.println(line);
                line = console.readLine();
            }
            System.out.println("KILLED at: " + line);
            jvm.destroyForcibly();
        }
        jvm.onExit().join();
    }
}
